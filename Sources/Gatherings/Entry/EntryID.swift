package import Keys

/// The name of an entry: BLAKE2b-256 over its header and signature. So a chain of entries covers signatures too.
package struct EntryID: Hashable, Comparable, Sendable {
    /// The 32 bytes.
    package let bytes: Bytes32

    /// Any 32 bytes.
    package init(_ bytes: Bytes32) { self.bytes = bytes }

    init?(_ bytes: some Collection<UInt8>) {
        guard let bytes = try? Bytes32(bytes) else { return nil }
        self.bytes = bytes
    }

    static func hash(_ bytes: [UInt8]) -> EntryID {
        guard let id = EntryID(Blake2b.hash(bytes, length: 32)) else { preconditionFailure("a hash has 32 bytes") }
        return id
    }

    /// The order of bytes, the same on every machine.
    package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}
