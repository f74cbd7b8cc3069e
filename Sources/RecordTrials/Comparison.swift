import Gatherings
import Keys
import Peering
import Wire

/// What it costs two nodes to find out what one of them lacks.
package struct Comparison: Sendable {
    /// Bytes of frames without entries, both ways.
    package let controlBytes: Int
    /// How often the first side asked and waited for an answer.
    package let roundTrips: Int
    /// Entries that the first side stored.
    package let stored: Int

    /// Two nodes with a million entries in 1,000 logs, of which the first lacks so many of the last ones of a log.
    ///
    /// - Parameter lacking: told the number of the log, at most 10.
    package static func large(lacking: (Int) -> Int) throws -> Comparison {
        let large = try LargeRecord(logs: 1_000, height: 1_000, real: 10)
        return try Comparison(large, first: large.restored(lacking: lacking))
    }

    /// A node that has just joined and one with a million entries in 1,000 logs. They are only counted, so that nobody
    /// has to sign a million entries.
    package static func joiner() throws -> Comparison {
        let large = try LargeRecord(logs: 1_000, height: 1_000, real: 1_000, isSigned: false)
        return try Comparison(large, first: large.empty) { _ in true }
    }

    private init(
        _ large: LargeRecord, first: RestoredRecord, isGenuine: @escaping (Entry) -> Bool = { $0.isGenuine }
    ) throws {
        let one = try RecordSide(key: try SigningKey.generate(), record: first, isGenuine: isGenuine)
        let other = try RecordSide(
            key: try SigningKey.generate(), record: large.restored { _ in 0 }, isGenuine: isGenuine)
        other.served = large.served
        try RecordSide.link(one, other)
        try RecordSide.talk(other, one)
        controlBytes = one.controlBytes + other.controlBytes
        // Each message of the first side but an acknowledgement is answered.
        roundTrips = one.steps.count { step in
            switch step {
            case .frontier, .lines, .wants: true
            default: false
            }
        }
        stored = one.stored
    }
}
