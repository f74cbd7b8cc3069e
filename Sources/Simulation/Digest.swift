/// FNV-1a (Fowler, Noll, Vo), 64 bits: names a trace, so that two runs can be compared. No protection against anybody.
package struct Digest: Hashable, Sendable {
    /// The digest of all that was added.
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The digest of nothing.
    package init() {}

    /// Adds bytes.
    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// Adds a number.
    package mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x100_0000_01B3
        value ^= value >> 29
    }
}
