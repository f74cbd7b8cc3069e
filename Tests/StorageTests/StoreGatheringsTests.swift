import FoundationEssentials
import Gatherings
import Keys
import Peering
import Testing

@testable import Storage

struct StoreGatheringsTests {
    let scratch: Scratch
    let path: String
    let (asha, ravi, mallory): (Quill, Quill, Quill)
    let founding: Entry
    let gathering: EntryID

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        asha = try Quill(log: .max)
        ravi = try Quill(log: 1 << 63)
        mallory = try Quill()
        founding = try asha.entry("OSSCamp")
        gathering = founding.id
    }

    /// The database as a daemon opens it.
    func settled() throws -> Store {
        let store = try Store(path: path)
        #expect(try !store.settle(), "it lies where it lay")
        return store
    }

    /// What the database knows after it was closed and opened.
    func reopened(_ store: Store) throws -> StoredGatherings {
        try store.close()
        let again = try settled()
        defer { try? again.close() }
        return try again.loadGatherings()
    }

    func restored(_ quill: Quill, _ entries: [Entry], stop: Int? = nil) -> RestoredLog {
        let log = Log(
            height: entries.count, head: entries.last?.id ?? gathering, checkedHeight: entries.count, stop: stop)
        return RestoredLog(id: quill.log, log: log, entries: entries.map(\.id), bytes: EntryBytes(of: entries))
    }

    /// Everything that there is, in one gathering.
    func everything() throws -> (changes: [Change], record: RestoredRecord) {
        let own = try [founding] + asha.entries(3, in: gathering, after: founding)
        let others = try ravi.entries(4, in: gathering)
        let forked = try mallory.entries(3, in: gathering)
        let proof = try ForkProof(forked[1], mallory.entry("another", in: gathering, after: forked[0]))
        let changes: [Change] = [
            .gathering(founding, .open), .ownLog(gathering, asha.log.number), try .wrote([founding], in: gathering),
            try .wrote(Array(others[..<2]), in: gathering), try .wrote(Array(own[1...]), in: gathering),
            try .wrote(forked, in: gathering), .fork(gathering, proof),
            try .wrote(Array(others[2...]), in: gathering),
        ]
        let record = RestoredRecord(
            gathering: gathering, founding: founding, membership: .open, ownLog: asha.log.number,
            logs: [restored(asha, own), restored(ravi, others), restored(mallory, [forked[0]], stop: 1)],
            proofs: [proof])
        return (changes, record)
    }

    @Test("A new database knows no gathering")
    func empty() throws {
        let store = try settled()
        #expect(try store.loadGatherings() == StoredGatherings())
        try store.close()
    }

    @Test("Heights, heads, names, sizes, proofs, our own log and invitations are there after reopening")
    func reopening() throws {
        let store = try settled()
        let (changes, record) = try everything()
        try store.write(changes, atMS: 1_000)
        let secret = [UInt8](repeating: 3, count: 16)
        let invitations = try [1, 1 << 63 | 5].map { try Invitation(secret: secret, gatheringPrefix: $0) }
        let closed = try asha.entry("by invitation")
        let membership = Membership.invited(try Invitation(secret: secret, gathering: closed.id))
        try store.write(
            [
                .gathering(closed, membership), .entries(closed.id, try Run([closed], of: closed.id)),
                .gatheringLeft(closed.id),
            ] + invitations.map { .invitation($0) }, atMS: 2_000)
        let stored = try reopened(store)
        #expect(stored.joined == [record])
        #expect(stored.left.map(\.gathering) == [closed.id] && stored.left.map(\.membership) == [membership])
        #expect(stored.left.map(\.founding) == [closed] && stored.left.map(\.ownLog) == [nil])
        #expect(Set(stored.invitations) == Set(invitations))
        #expect(stored.programmes[closed.id] == [closed])
        let programme = try #require(stored.programmes[gathering])
        #expect(programme.map(\.id).sorted() == record.logs.flatMap(\.entries).sorted())
        #expect(programme.allSatisfy { $0.content != nil && $0.isGenuine })
    }

    @Test("Writing the same again changes nothing, all of it or any part of it")
    func twice() throws {
        let store = try settled()
        let (changes, record) = try everything()
        try store.write(changes, atMS: 1_000)
        let before = try store.loadGatherings()
        #expect(before.joined == [record])
        try store.write(changes, atMS: 2_000)
        #expect(try store.loadGatherings() == before)
        // Also what is older than the latest; but not what a fork took away, which is followed by the fork.
        for change in changes[..<5] {
            try store.write([change], atMS: 3_000)
            #expect(try store.loadGatherings() == before)
        }
        #expect(try reopened(store) == before)
    }

    @Test("A gathering that was left and joined again keeps its place, log and entries, and has its new membership")
    func rejoining() throws {
        let store = try settled()
        let (changes, record) = try everything()
        let other = try ravi.entry("another")
        try store.write(changes, atMS: 1_000)
        try store.write([.gathering(other, .open), .entries(other.id, try Run([other], of: other.id))], atMS: 2_000)
        try store.write([.gatheringLeft(gathering)], atMS: 3_000)
        #expect(try store.gatherings().map(\.gathering) == [other.id])
        #expect(try store.gatherings(left: true) == [record])
        try store.write([.gathering(founding, .open)], atMS: 4_000)
        #expect(try store.gatherings().first == record && store.gatherings().map(\.gathering) == [gathering, other.id])
        #expect(try store.gatherings(left: true).isEmpty)
        try store.close()
    }

    @Test("An invitation is kept until its gathering is joined, the latest secret of each")
    func invitations() throws {
        let store = try settled()
        let codes = try [3, 4].map {
            try Invitation(secret: [UInt8](repeating: $0, count: 16), gathering: gathering)
        }
        let other = try Invitation(secret: [UInt8](repeating: 5, count: 16), gatheringPrefix: 7)
        try store.write(codes.map { .invitation($0) } + [.invitation(other)], atMS: 1)
        #expect(try Set(store.invitations()) == [codes[1], other])
        try store.write([.gathering(founding, .invited(codes[1]))], atMS: 2)
        #expect(try store.invitations() == [other])
        #expect(try store.gatherings().map(\.membership) == [.invited(codes[1])])
        try store.close()
    }

    @Test("Entries and forks of a gathering that is not kept are passed over")
    func unknownGathering() throws {
        let store = try settled()
        let fork = try ForkProof(ravi.entry("one", in: gathering), ravi.entry("two", in: gathering))
        try store.write(
            [
                try .wrote([founding], in: gathering), .fork(gathering, fork), .ownLog(gathering, 1),
                .gatheringLeft(gathering),
            ], atMS: 1)
        #expect(try store.loadGatherings() == StoredGatherings())
        #expect(try store.entries(of: gathering, document: gathering).isEmpty)
        #expect(try store.entry(of: gathering, asha.log, height: 0) == nil)
        try store.close()
    }

    @Test("A fork takes away what is there from its height on, and nothing else", arguments: 0...4)
    func forks(_ height: Int) throws {
        let store = try settled()
        let (entries, others) = try (mallory.entries(3, in: gathering), ravi.entries(3, in: gathering))
        // What the two were signed after: beyond the third, nothing of it is here.
        var after = height == 0 ? nil : entries[min(height, 3) - 1]
        if height == 4 { after = try mallory.entry("not here", in: gathering, after: after) }
        let pair = try [
            mallory.entry("left", in: gathering, after: after), mallory.entry("right", in: gathering, after: after),
        ]
        let proof = try ForkProof(pair[0], pair[1])
        try store.write(
            [
                .gathering(founding, .open), try .wrote([founding], in: gathering), try .wrote(entries, in: gathering),
                try .wrote(others, in: gathering), .fork(gathering, proof),
            ], atMS: 1)
        let kept = Array(entries.prefix(height))
        let record = try #require(try store.gatherings().first)
        #expect(
            record.logs == [restored(asha, [founding]), restored(mallory, kept, stop: height), restored(ravi, others)])
        #expect(record.proofs == [proof])
        let span = LogSpan(log: mallory.log, heights: 0..<3)
        let read = try store.entries(of: gathering, in: [span], bytesMax: 60_000, countMax: 512)
        #expect(read == kept.map { $0.encoded() })
        for (place, entry) in entries.enumerated() {
            #expect(try (store.entry(of: gathering, named: entry.id) != nil) == (place < height))
        }
        #expect(try store.entries(of: gathering, document: gathering).count == 4 + kept.count)
        #expect(try reopened(store).joined == [record])
    }

    @Test("A log of which nothing is known but its fork is kept as that")
    func forkAlone() throws {
        let store = try settled()
        let proof = try ForkProof(mallory.entry("one", in: gathering), mallory.entry("two", in: gathering))
        try store.write(
            [.gathering(founding, .open), try .wrote([founding], in: gathering), .fork(gathering, proof)], atMS: 1)
        let record = try #require(try reopened(store).joined.first)
        #expect(record.logs == [restored(asha, [founding]), restored(mallory, [], stop: 0)])
        #expect(record.proofs == [proof])
    }
}
