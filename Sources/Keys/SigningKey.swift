import CSodium

/// An attendee's Ed25519 key pair, with the secret half in guarded memory.
package final class SigningKey: Signer {
    /// The attendee.
    package let publicKey: PublicKey
    /// Seed and public key, 64 bytes, as libsodium wants them.
    private let secret: Secret

    /// The key pair of a 32-byte seed (RFC 8032, section 5.1.5).
    /// - Throws: `KeyError.badLength`, `.outOfMemory`, or what `Sodium.start()` throws.
    package init(seed: consuming Secret) throws(KeyError) {
        guard seed.count == Self.seedBytes else { throw .badLength(expected: Self.seedBytes, actual: seed.count) }
        let secret = try Secret(zeroed: Self.secretBytes)
        var code: Int32 = -1
        let point = unsafe Bytes32 { point in
            // Writes 32 and 64 bytes, reads 32: the sizes of the three regions.
            code = unsafe crypto_sign_seed_keypair(point, secret.pointer, seed.pointer)
        }
        precondition(code == 0, "libsodium derives a key pair from any seed")
        publicKey = PublicKey(trusting: point)
        self.secret = secret
    }

    /// A new attendee.
    /// - Throws: `KeyError.outOfMemory`, or what `Sodium.start()` throws.
    package static func generate() throws(KeyError) -> SigningKey {
        try SigningKey(seed: Secret.random(seedBytes))
    }

    /// The attendee's signature over exactly this message.
    package func sign(_ message: [UInt8]) -> Signature {
        var bytes = [UInt8](repeating: 0, count: 64)
        // Writes 64 bytes, reads the message and the 64 secret bytes.
        let code = unsafe crypto_sign_detached(&bytes, nil, message, UInt64(message.count), secret.pointer)
        guard code == 0, let signature = try? Signature(bytes) else {
            preconditionFailure("libsodium signs any message")
        }
        return signature
    }

    /// Lends the 32-byte seed, for the identity file. Whatever the closure copies is no longer guarded.
    package func withSeed<Result: ~Copyable, Failure>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try secret.withBytes { bytes throws(Failure) in
            try body(bytes.extracting(first: Self.seedBytes))
        }
    }

    /// Length of a seed.
    package static let seedBytes = 32
    private static let secretBytes = 64
}
