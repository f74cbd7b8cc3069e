/// Who writes: any name that is theirs alone in one pad, such as the hash of a log.
package struct Author: Hashable, Comparable, Sendable {
    /// The name's bytes, at most ``PadLimits/authorBytesMax``.
    package let name: [UInt8]

    /// Nil if the name is empty or too long.
    package init?(_ name: some Sequence<UInt8>) {
        let bytes = Array(name)
        guard 1...PadLimits.authorBytesMax ~= bytes.count else { return nil }
        self.name = bytes
    }

    /// The first eight bytes as a number: where two differ, they are in the order of the names. A shorter name is
    /// filled up, so that equal prefixes say nothing.
    var prefix: UInt64 { (0..<8).reduce(0) { $0 << 8 | UInt64($1 < name.count ? name[$1] : 0) } }

    /// The order of bytes, the same on every machine: it decides between concurrent insertions at one place.
    package static func < (left: Self, right: Self) -> Bool { left.name.lexicographicallyPrecedes(right.name) }
}

/// One event of a pad, the same everywhere: its author, and how many events that author had made before.
package struct EventID: Hashable, Sendable {
    /// Who.
    package let author: Author
    /// From 0.
    package let sequence: Int

    /// Both fields at once.
    package init(author: Author, sequence: Int) {
        self.author = author
        self.sequence = sequence
    }
}
