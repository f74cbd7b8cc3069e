internal import Keys

/// A log by eight bytes of a hash over author and number: enough to tell it from all others of a gathering. Nobody
/// makes a log with the tag of somebody else's without 2⁶⁴ attempts; of their own they may make two, to their own harm.
package struct LogTag: Hashable, Comparable, Sendable {
    /// The eight bytes, most significant first.
    package let number: UInt64

    /// As it came over a link.
    package init(_ number: UInt64) { self.number = number }

    /// Of a log.
    package init(_ log: LogID) {
        let digits = (0..<8).map { UInt8(truncatingIfNeeded: log.number >> (56 - 8 * UInt64($0))) }
        self.init(EntryID.hash(log.author.bytes + digits).bytes.prefix)
    }

    /// The bucket of the frontier that the log falls into.
    var bucket: Int { Int(number >> 58) }

    /// By number.
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
