import Gatherings
import Keys

/// How much of a record each author takes, and what is refused first when it grows large: the entries of whoever wrote
/// most. An author may take a quarter of the room that is left, so that a few who flood a gathering are refused long
/// before anybody else is; what we wrote ourselves is never refused.
package struct Quota: Sendable {
    private var bytes: [PublicKey: Int] = [:]
    private(set) var total = 0

    /// Bytes of one entry on the disk, apart from header and content.
    package static let overhead = 128

    static func bytes(of run: Run) -> Int {
        run.entries.reduce(0) { $0 + $1.headerBytes.count + ($1.content?.count ?? 0) + overhead }
    }

    func allows(_ more: Int, of author: PublicKey) -> Bool {
        let allowed = min(
            GatheringLimits.authorBytesMax, max(0, GatheringLimits.recordBytesMax - total) / 4)
        return (bytes[author] ?? 0) + more <= allowed
    }

    mutating func add(_ more: Int, of author: PublicKey) {
        bytes[author, default: 0] += more
        total += more
    }
}
