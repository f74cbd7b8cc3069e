import Keys
import Testing

@Suite("Signing")
struct SigningKeyTests {
    /// RFC 8032, section 7.1, test 3.
    private let seed = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
    private let key = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    private let signature =
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"

    @Test("a seed gives the published key and signature")
    func published() throws {
        let signer = try SigningKey(seed: secret(hex: seed))
        #expect(signer.publicKey.hex == key)
        #expect(Hex.encode(signer.sign([0xaf, 0x82]).bytes) == signature)
        #expect(try signer.publicKey.verifies(Signature(Hex.decode(signature)), of: [0xaf, 0x82]))
        #expect(try !signer.publicKey.verifies(Signature(Hex.decode(signature)), of: [0xaf, 0x83]))
        #expect(signer.withSeed { span in span.withUnsafeBytes { Hex.encode($0) } } == seed)
    }

    @Test("a new key signs what its public half verifies, the empty message too")
    func generated() throws {
        let (one, other) = (try SigningKey.generate(), try SigningKey.generate())
        #expect(one.publicKey != other.publicKey)
        #expect(throws: Never.self) { try PublicKey(one.publicKey.bytes) }
        for message in [[], [1], [UInt8](repeating: 7, count: 100_000)] as [[UInt8]] {
            let signature = one.sign(message)
            #expect(one.publicKey.verifies(signature, of: message))
            #expect(!other.publicKey.verifies(signature, of: message))
            #expect(try Signature(signature.bytes) == signature)
        }
    }

    @Test("a seed or signature of another length is refused by its length")
    func lengths() {
        #expect(throws: KeyError.badLength(expected: 32, actual: 31)) { try SigningKey(seed: Secret.random(31)) }
        #expect(throws: KeyError.badLength(expected: 64, actual: 63)) {
            try Signature([UInt8](repeating: 0, count: 63))
        }
    }

    @Test("a signature of a mixed-order key verifies here, so that only the check of the key stops it")
    func speccheck() throws {
        // ed25519-speccheck, case 3.
        let key = try PublicKey(
            trusting: Hex.decode("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"))
        let message = try Hex.decode("9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79")
        let signature = try Signature(
            Hex.decode(
                "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
                    + "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009"))
        #expect(key.verifies(signature, of: message))
    }

    @Test("signatures whose S is not reduced are refused (speccheck cases 6 and 7)")
    func malleable() throws {
        let key = try PublicKey(hex: "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623")
        let message = try Hex.decode("85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40")
        for text in [
            "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e"
                + "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
            "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942"
                + "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
        ] {
            #expect(try !key.verifies(Signature(Hex.decode(text)), of: message))
        }
    }
}
