import Gatherings
import Peering
package import Storage

/// A database with a large gathering in it, to see what a daemon makes of that, and who joins it there.
package struct KeptRecord: Sendable {
    private let large: LargeRecord

    /// So many logs of so many entries, with 300 bytes of content each.
    package init(logs: Int, height: Int) throws {
        large = try LargeRecord(logs: logs, height: height, real: height, contentBytes: 300)
    }

    /// Writes all of it: from then on the owner of the database takes part.
    package func write(to store: Store) throws {
        let gathering = large.founding.id
        try store.write(
            [.gathering(large.founding, .open), .entries(gathering, try Run([large.founding], of: gathering))], atMS: 1)
        for log in large.served.keys.sorted() {
            let entries = try large.served[log]?.entries.map { try Entry(decoding: $0) } ?? []
            for start in stride(from: 0, to: entries.count, by: GatheringLimits.runMax) {
                let part = entries[start..<min(start + GatheringLimits.runMax, entries.count)]
                try store.write([.entries(gathering, try Run(Array(part), of: gathering))], atMS: 1)
            }
        }
    }
}
