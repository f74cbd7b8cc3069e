import Cards
import GRDB
import Glibc
import Keys
import Peering
import Testing

@testable import Storage

struct StoreTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
    }

    func key(_ number: Int) throws -> PublicKey {
        try PublicKey(trusting: (0..<32).map { UInt8(truncatingIfNeeded: $0 < 4 ? number >> (24 - 8 * $0) : 7) })
    }

    @Test("A new database knows nobody, and we are visible in it")
    func empty() throws {
        let store = try Store(path: path)
        #expect(try store.load() == Stored(badge: nil, visible: true, attendees: []))
        try store.close()
    }

    @Test("What was written is there after the database was closed and opened")
    func roundTrip() throws {
        let badge = try Badge(
            entering: "Asha Rao", headline: "maps for NGOs", topics: ["maps", "open-data"], asks: ["a treasurer"],
            offers: ["QGIS help"])
        let (asha, bob) = try (key(1), key(2))
        var store = try Store(path: path)
        try store.write([.badge(badge), .visibility(false), .seen(bob, name: "Bob")], atMS: 1_000)
        try store.write([.seen(bob, name: "Bob"), .seen(asha, name: "आशा")], atMS: 2_000)
        try store.close()
        store = try Store(path: path)
        let expected = Stored(
            badge: badge, visible: false,
            attendees: [
                KnownAttendee(key: asha, names: ["आशा"], firstSeenMS: 2_000, lastSeenMS: 2_000, standing: .stranger),
                KnownAttendee(key: bob, names: ["Bob"], firstSeenMS: 1_000, lastSeenMS: 2_000, standing: .stranger),
            ])
        #expect(try store.load() == expected)
        try store.close()
    }

    @Test("What a task commits is there, and an error of it is typed")
    func commit() async throws {
        let store = try Store(path: path)
        try await store.commit([.seen(try key(1), name: "Asha")], atMS: 5)
        #expect(try store.load().attendees.map(\.names) == [["Asha"]])
        try store.close()
        await #expect(throws: StorageError.self) { try await store.commit([.visibility(false)], atMS: 6) }
    }

    @Test("Every commit waits for the disk: synchronous is FULL on the connection that writes, in WAL mode")
    func full() throws {
        let store = try Store(path: path)
        #expect(try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        try store.write([.visibility(false)], atMS: 1)
        #expect(try store.pool.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        #expect(try store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        try store.close()
    }

    @Test("Names are kept newest last, each once, no more than the bound, and told apart by their bytes")
    func names() throws {
        let (store, one) = try (Store(path: path), key(1))
        let spellings = ["\u{E9}", "e\u{301}", "nul\0nul", "nul"]
        for (at, name) in spellings.enumerated() { try store.write([.seen(one, name: name)], atMS: Int64(at)) }
        #expect(try store.load().attendees.first?.names.map { Array($0.utf8) } == spellings.map { Array($0.utf8) })
        for at in 0..<20 { try store.write([.seen(one, name: "Asha \(at % 10)")], atMS: Int64(at)) }
        #expect(try store.load().attendees.first?.names == (2..<10).map { "Asha \($0)" })
        try store.write([.seen(one, name: "Asha 4"), .seen(one, name: "Asha 4")], atMS: 50)
        #expect(try store.load().attendees.first?.names == [2, 3, 5, 6, 7, 8, 9, 4].map { "Asha \($0)" })
        try store.close()
    }

    @Test("A clock that was set back leaves no attendee who was last seen before the first time")
    func clock() throws {
        let store = try Store(path: path)
        try store.write([.seen(try key(1), name: "Asha")], atMS: 9_000)
        try store.write([.seen(try key(1), name: "Asha")], atMS: 4_000)
        let attendee = try #require(try store.load().attendees.first)
        #expect(attendee.firstSeenMS == 4_000 && attendee.lastSeenMS == 4_000)
        try store.close()
    }

    @Test("When there are too many, the strangers seen longest ago are forgotten, and nobody else")
    func forgetting() throws {
        let store = try Store(path: path)
        let max = StorageLimits.attendeesMax
        try store.write((0..<max).map { .seen(try key($0), name: "n") }, atMS: 1_000)
        try store.pool.write {
            try $0.execute(
                sql: "UPDATE attendee SET standing = 'contact' WHERE key = x'" + String(repeating: "0", count: 8)
                    + String(repeating: "07", count: 28) + "'")
        }
        try store.write([.seen(try key(2), name: "n")], atMS: 2_000)
        try store.write([.seen(try key(max), name: "n"), .seen(try key(max + 1), name: "n")], atMS: 3_000)
        let kept = try store.load().attendees
        #expect(kept.count == max)
        let keys = Set(kept.map(\.key))
        #expect(try keys.contains(key(0)) && keys.contains(key(2)) && keys.contains(key(max + 1)))
        #expect(try !keys.contains(key(1)) && !keys.contains(key(3)))
        #expect(try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM attendeeName") } == max)
        try store.close()
    }

    @Test("A checkpoint empties the write-ahead log")
    func checkpoint() throws {
        let store = try Store(path: path)
        try store.write([.visibility(false)], atMS: 1)
        #expect(try !bytes(path + "-wal").isEmpty)
        try store.checkpoint()
        #expect(try bytes(path + "-wal").isEmpty)
        try store.close()
        #expect(try scratch.names() == ["baithak.sqlite"])
    }
}
