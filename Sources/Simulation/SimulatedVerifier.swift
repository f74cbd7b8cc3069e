import Keys
import Peering

/// Reads the cards of a simulation: a key, a time and a signature over both.
struct SimulatedVerifier: Verifier {
    let signatures: Signatures

    func read(card jws: [UInt8]) -> CardEdition? {
        guard jws.count == Signatures.cardBytes, let key = try? PublicKey(trusting: jws[..<32]),
            verifies(Array(jws[40...]), of: Signatures.cardContext + jws[..<40], by: key)
        else { return nil }
        let issuedAt = jws[32..<40].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return CardEdition(key: key, uid: [1], issuedAt: issuedAt)
    }

    func verifies(_ signature: [UInt8], of message: [UInt8], by key: PublicKey) -> Bool {
        switch signatures {
        case .real: (try? Signature(signature)).map { key.verifies($0, of: message) } ?? false
        case .cheap, .entries: CheapSigner.isSignature(signature, ofMessage: message, by: key)
        }
    }
}

extension Signatures {
    static let cardContext = [UInt8]("baithak-simulated-card".utf8)
    static let cardBytes = 32 + 8 + 64

    func card(of signer: any Signer, issuedAt: Int64) -> [UInt8] {
        let content = signer.publicKey.bytes + (0..<8).map { UInt8(truncatingIfNeeded: issuedAt >> (56 - 8 * $0)) }
        return content + signer.sign(Self.cardContext + content).bytes
    }
}
