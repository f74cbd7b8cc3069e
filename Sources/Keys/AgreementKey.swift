import CSodium

/// An X25519 key pair (RFC 7748), with the secret half in guarded memory.
package struct AgreementKey: ~Copyable, Sendable {
    /// What the other side needs.
    package let publicKey: AgreementPublicKey
    private let secret: Secret

    /// The key pair of 32 secret bytes, which X25519 clamps itself.
    /// - Throws: `KeyError.badLength`, or what `Sodium.start()` throws.
    package init(secret: consuming Secret) throws(KeyError) {
        guard secret.count == Self.secretBytes else {
            throw .badLength(expected: Self.secretBytes, actual: secret.count)
        }
        try Sodium.start()
        var code: Int32 = -1
        let point = unsafe Bytes32 { point in
            // Writes 32 bytes, reads 32.
            code = unsafe crypto_scalarmult_base(point, secret.pointer)
        }
        precondition(code == 0, "libsodium multiplies the base point by any secret")
        publicKey = AgreementPublicKey(point)
        self.secret = secret
    }

    /// A new key pair.
    /// - Throws: `KeyError.outOfMemory`, or what `Sodium.start()` throws.
    package static func generate() throws(KeyError) -> AgreementKey {
        try AgreementKey(secret: Secret.random(secretBytes))
    }

    /// The secret that both sides can compute, 32 bytes; hash it before use.
    /// - Throws: `KeyError.lowOrder`, `.outOfMemory`.
    package borrowing func sharedSecret(with other: AgreementPublicKey) throws(KeyError) -> Secret {
        let shared = try Secret(zeroed: Self.secretBytes)
        try unsafe agree(with: other, into: shared.pointer)
        return shared
    }

    /// The same, written to 32 bytes of the caller's guarded memory.
    borrowing func agree(
        with other: AgreementPublicKey, into output: UnsafeMutablePointer<UInt8>
    ) throws(KeyError) {
        // Writes 32 bytes, reads 32 and 32.
        let code = unsafe other.compact.withPointer { unsafe crypto_scalarmult(output, secret.pointer, $0) }
        guard code == 0 else { throw .lowOrder }
    }

    /// Length of the secret half.
    package static let secretBytes = 32
}
