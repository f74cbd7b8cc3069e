import Keys
import Peering

/// Reads cards of these tests: a key, one byte for the time, and a person's signature over both.
struct PersonVerifier: Verifier {
    func read(card jws: [UInt8]) -> CardEdition? {
        guard jws.count == 97, let key = try? PublicKey(trusting: jws[..<32]),
            verifies(Array(jws[33...]), of: Array(jws[..<33]), by: key)
        else { return nil }
        return CardEdition(key: key, uid: [1], issuedAt: Int64(jws[32]))
    }

    func verifies(_ signature: [UInt8], of message: [UInt8], by key: PublicKey) -> Bool {
        Person.signature(of: message, by: key.bytes) == signature
    }
}
