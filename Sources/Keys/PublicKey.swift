import CSodium

/// An attendee's Ed25519 public key: the key *is* the attendee.
package struct PublicKey: Hashable, Sendable {
    private let storage: Bytes32

    /// A key from somebody else: canonical, on the curve, in the prime order subgroup (so neither small nor mixed
    /// order).
    /// - Throws: `KeyError.badLength` or `.invalidPoint`.
    package init(_ bytes: some Collection<UInt8>) throws(KeyError) {
        let storage = try Bytes32(bytes)
        try Sodium.start()
        // The pointer is valid for the 32 bytes that the call reads.
        let valid = unsafe storage.withPointer { unsafe crypto_core_ed25519_is_valid_point($0) }
        guard valid == 1 else { throw .invalidPoint }
        self.storage = storage
    }

    /// A key that was checked before: from the own database, or made here.
    package init(trusting storage: Bytes32) { self.storage = storage }

    /// The same from bytes.
    /// - Throws: `KeyError.badLength`.
    package init(trusting bytes: some Collection<UInt8>) throws(KeyError) { storage = try Bytes32(bytes) }

    /// The 32 bytes as they travel.
    package var bytes: [UInt8] { storage.bytes }

    /// The same without allocation.
    package var compact: Bytes32 { storage }

    /// Whether this key's owner signed exactly this message. Only libsodium decides this anywhere in the house, because
    /// libraries disagree about odd signatures and a gathering must not.
    package func verifies(_ signature: Signature, of message: [UInt8]) -> Bool {
        Sodium.require()
        return unsafe storage.withPointer { key in
            unsafe signature.withPointer { signature in
                // The signature is 64 bytes, the key 32, the message as long as it says.
                unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), key) == 0
            }
        }
    }
}

extension PublicKey: Comparable {
    /// Byte order, the same on every machine.
    package static func < (left: Self, right: Self) -> Bool { left.storage < right.storage }
}
