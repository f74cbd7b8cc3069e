import Cards
package import Keys

/// Reads what others signed as the daemon does: JWS and Ed25519, by libsodium alone.
package struct SealVerifier: Verifier {
    /// There is nothing to choose.
    package init() {}

    /// See ``Verifier/read(card:)``.
    package func read(card jws: [UInt8]) -> CardEdition? {
        guard let sealed = try? SealedCard(verifying: jws) else { return nil }
        return CardEdition(key: sealed.key, uid: Array(sealed.card.uid.utf8), issuedAt: sealed.issuedAt)
    }

    /// See ``Verifier/verifies(_:of:by:)``.
    package func verifies(_ signature: [UInt8], of message: [UInt8], by key: PublicKey) -> Bool {
        guard let signature = try? Signature(signature) else { return false }
        return key.verifies(signature, of: message)
    }
}
