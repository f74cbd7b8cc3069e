package import Gatherings
import Keys

/// How much entries take, in bytes, each with ``Quota/overhead``.
package struct EntryBytes: Hashable, Sendable {
    /// All of them.
    package var all: Int
    /// Those of the programme among them, which every node keeps in memory too.
    package var programme: Int

    /// Both fields at once; nothing if none is given.
    package init(all: Int = 0, programme: Int = 0) {
        self.all = all
        self.programme = programme
    }

    /// Those of entries.
    package init(of entries: some Sequence<Entry>) {
        self.init()
        for entry in entries {
            let bytes = entry.headerBytes.count + (entry.content?.count ?? 0) + Quota.overhead
            all += bytes
            if entry.isOfProgramme { programme += bytes }
        }
    }

    /// What the content of an entry adds to it.
    init(contentOf entry: Entry) {
        let bytes = entry.content?.count ?? 0
        self.init(all: bytes, programme: entry.isOfProgramme ? bytes : 0)
    }

    /// Adds both.
    package static func += (left: inout EntryBytes, right: EntryBytes) {
        left.all += right.all
        left.programme += right.programme
    }
}

extension Entry {
    /// Whether it is of the document of the gathering itself, and kept in memory with that.
    fileprivate var isOfProgramme: Bool {
        header.document == header.gathering && header.kind != EntryKind.admission.rawValue
    }
}

/// How much of a record each log takes. What it may take follows from its seats, so that nodes agree about it, and keys
/// that somebody drew from thin air take no room from others. Beyond what all may take together a log may still have a
/// quarter of the room that is left; what we wrote ourselves is never refused. There is less room in the programme, for
/// that is in memory.
package struct Quota: Sendable {
    private var taken: [LogID: EntryBytes] = [:]
    private var total = EntryBytes()

    /// Bytes of one entry on the disk, apart from header and content.
    package static let overhead = 128

    func allows(_ more: EntryBytes, of log: LogID, seats: Int) -> Bool {
        let (own, most) = (taken[log] ?? EntryBytes(), Self.most(seats: seats))
        let all = Self.allowed(most.all, of: GatheringLimits.recordBytesMax - total.all)
        let programme = Self.allowed(most.programme, of: GatheringLimits.programmeBytesMax - total.programme)
        return own.all + more.all <= all
            && (more.programme == 0 || own.programme + more.programme <= programme)
    }

    /// Whether a log has written more than half of what it may.
    func isHalfFull(_ log: LogID, seats: Int) -> Bool {
        let (own, most) = (taken[log] ?? EntryBytes(), Self.most(seats: seats))
        return 2 * own.all > most.all || 2 * own.programme > most.programme
    }

    private static func most(seats: Int) -> EntryBytes {
        EntryBytes(
            all: min(GatheringLimits.authorBytesMax, (1 + seats) * GatheringLimits.seatBytes),
            programme: min(GatheringLimits.authorProgrammeBytesMax, (1 + seats) * GatheringLimits.seatProgrammeBytes))
    }

    private static func allowed(_ most: Int, of room: Int) -> Int { min(most, max(0, room) / 4) }

    mutating func add(_ more: EntryBytes, of log: LogID) {
        taken[log, default: EntryBytes()] += more
        total += more
    }
}
