import Keys
import Testing

@Suite("BLAKE2b and what is built on it")
struct HashTests {
    @Test("BLAKE2b gives the published hashes (RFC 7693, appendix A; the keyed test file's first)")
    func published() {
        #expect(
            Hex.encode(Blake2b.hash([UInt8]("abc".utf8), length: 64))
                == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
        #expect(
            Hex.encode(Blake2b.hash([], length: 64, key: [UInt8](0..<64)))
                == "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
                + "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568")
        // Python's hashlib.
        #expect(
            Hex.encode(Blake2b.hash([UInt8]("abc".utf8), length: 16, key: [UInt8]("key".utf8)))
                == "2cf02ae16ac225ee731f9d359d8a1c38")
    }

    @Test("parts hash as the whole does, wherever they are cut, at every length")
    func parts() {
        let whole = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for cut in [0, 1, 127, 128, 129, 256, 299, 300] {
            let length = 16 + cut % 49
            var hash = Blake2b(length: length)
            hash.update(Array(whole[..<cut]))
            let rest = Array(whole[cut...])
            hash.update(rest.span.bytes)
            let parts = hash.finish()
            #expect(parts == Blake2b.hash(whole, length: length))
            #expect(parts.count == length)
        }
    }

    @Test("HMAC-BLAKE2b agrees with Python's hmac, with short and with long keys")
    func hmac() {
        var short = HMACBlake2b(key: [UInt8]("Jefe".utf8).span.bytes)
        short.update([UInt8]("what do ya want ".utf8))
        short.update([UInt8]("for nothing?".utf8))
        #expect(
            Hex.encode(short.finish())
                == "6ff884f8ddc2a6586b3c98a4cd6ebdf14ec10204b6710073eb5865ade37a2643"
                + "b8807c1335d107ecdb9ffeaeb6828c4625ba172c66379efcd222c2de11727ab4")
        var long = HMACBlake2b(key: [UInt8](repeating: 0xaa, count: 131).span.bytes)
        long.update([UInt8]("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
        #expect(
            Hex.encode(long.finish())
                == "a54b2943b2a20227d41ca46c0945af09bc1faefb2f49894c23aebc557fb79c48"
                + "89dca74408dc865086667aedee4a3185c53a49c80b814c4c5813ea0c8b38a8f8")
    }

    @Test("the key derivation agrees with the definition worked out in Python")
    func hkdf() throws {
        let outputs = [
            "b257cf2863e7aa7f84d41d31e58df6dfb1e0a6cf3172192cc35eba2625a21975"
                + "db4475b2ef89316383acac6b2ac7cf03f7583e0ff20a64fb208fa5b1199f835f",
            "4f4d712feaff914e80db4d0d400a46056854134b5001018c4f1fe19bb477053c"
                + "5a9b92f8c937b1328c0ae7e51895b8d68068bc84d59436cc3b75de5a2d6d0630",
            "c3e03a921f0f492329fe003e995b982fdd8c0596cc3575e01c2f24234e05e477"
                + "8d233726d60ffe48a7d9ef235a6ff5fac555bafcfdd1272c4763ded2e01c0c3f",
        ]
        let (key, input) = ([UInt8](0..<64), [UInt8](0..<32))
        for count in 2...3 {
            let derived = try HKDF.derive(chainingKey: key.span.bytes, input: input.span.bytes, outputs: count)
            #expect(derived.hex == outputs.prefix(count).joined())
        }
    }

    @Test("Argon2id agrees with the reference library")
    func argon() throws {
        let password = try Secret(copying: "correct horse".utf8)
        let key = try Argon2id.derive(
            password: password, salt: [UInt8](0..<16), memoryBytes: 8_192 * 1_024, passes: 2, count: 32)
        #expect(key.hex == "5d6feb78fec962f9fe4465119605b64a5dbce8acde9e8ae0c8b3d4c2f518c9a4")
        let salt = [UInt8](0..<16)
        #expect(throws: KeyError.badLength(expected: 16, actual: 3)) {
            _ = try Argon2id.derive(password: password, salt: [1, 2, 3], memoryBytes: 8_192, passes: 1, count: 32)
        }
        #expect(throws: KeyError.derivationFailed) {
            _ = try Argon2id.derive(password: password, salt: salt, memoryBytes: 1 << 40, passes: 1, count: 32)
        }
        #expect(throws: KeyError.derivationFailed) {
            _ = try Argon2id.derive(password: password, salt: salt, memoryBytes: 8_192, passes: 0, count: 32)
        }
    }
}
