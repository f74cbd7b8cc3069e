/// An X25519 public key. Any 32 bytes are one; those of low order are refused when they are used.
package struct AgreementPublicKey: Hashable, Sendable {
    /// The key as it travels.
    package let compact: Bytes32

    /// The 32 bytes as they travel.
    /// - Throws: `KeyError.badLength` unless there are exactly 32 bytes.
    package init(_ bytes: some Collection<UInt8>) throws(KeyError) { compact = try Bytes32(bytes) }

    init(_ compact: Bytes32) { self.compact = compact }

    /// The 32 bytes.
    package var bytes: [UInt8] { compact.bytes }
}
