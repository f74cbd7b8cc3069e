import Gatherings
import Keys
import Peering
package import Storage

/// A joining node takes what there is over a link into its database.
package struct Joining: Sendable {
    private let large: LargeRecord
    private let count: Int

    /// So many logs of so many entries, with 300 bytes of content each.
    package init(logs: Int, height: Int) throws {
        large = try LargeRecord(logs: logs, height: height, real: height, contentBytes: 300)
        count = logs * height
    }

    /// Lets a node join, with this database.
    ///
    /// - Parameter clock: measures a piece of the joining node's work, in nanoseconds.
    /// - Returns: nanoseconds of all its work, opening frames and writing to the disk included.
    package func run(into store: Store, clock: (() throws -> Void) throws -> Double) throws -> Double {
        let other = try RecordSide(key: try SigningKey.generate(), record: large.restored { _ in 0 })
        other.served = large.served
        let joiner = try RecordSide(key: try SigningKey.generate(), record: large.empty, store: store)
        try RecordSide.link(joiner, other)
        let spent = try RecordSide.talk(other, joiner, clock: clock)
        precondition(joiner.stored == count, "the joiner takes all")
        return spent
    }
}
