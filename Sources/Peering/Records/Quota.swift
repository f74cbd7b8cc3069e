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
    /// Whether it is of the document of the gathering itself.
    fileprivate var isOfProgramme: Bool { header.document == header.gathering }
}

/// How much of a record each author takes, and what is refused first when it grows large: the entries of whoever wrote
/// most. An author may take a quarter of the room that is left, so that a few who flood a gathering are refused long
/// before anybody else is; what we wrote ourselves is never refused. There is less room in the programme, for that is
/// in memory.
package struct Quota: Sendable {
    private var taken: [PublicKey: EntryBytes] = [:]
    private var total = EntryBytes()

    /// Bytes of one entry on the disk, apart from header and content.
    package static let overhead = 128

    func allows(_ more: EntryBytes, of author: PublicKey) -> Bool {
        let own = taken[author] ?? EntryBytes()
        let all = Self.allowed(GatheringLimits.authorBytesMax, of: GatheringLimits.recordBytesMax - total.all)
        let programme = Self.allowed(
            GatheringLimits.authorProgrammeBytesMax, of: GatheringLimits.programmeBytesMax - total.programme)
        return own.all + more.all <= all
            && (more.programme == 0 || own.programme + more.programme <= programme)
    }

    private static func allowed(_ most: Int, of room: Int) -> Int { min(most, max(0, room) / 4) }

    mutating func add(_ more: EntryBytes, of author: PublicKey) {
        taken[author, default: EntryBytes()] += more
        total += more
    }
}
