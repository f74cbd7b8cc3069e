import GRDB
import Glibc
import Keys
import Peering
import Testing

@testable import Storage

struct StoreRefusalTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
    }

    /// A database with something in it, closed.
    func fill() throws {
        let store = try Store(path: path)
        let changes = try (0..<200).map {
            Change.seen(try PublicKey(trusting: [UInt8](repeating: $0, count: 32)), name: "n\($0)")
        }
        try store.write(changes, atMS: 1)
        try store.close()
    }

    /// Opening gives this error and changes no byte.
    func refused(_ matches: (StorageError) -> Bool) throws {
        let before = try bytes(path)
        let error = #expect(throws: StorageError.self) { try Store(path: path) }
        if let error { #expect(matches(error), "\(error)") }
        #expect(try bytes(path) == before)
    }

    @Test("A database that a newer program made is refused and keeps every byte")
    func newer() throws {
        try fill()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of tomorrow')") }
        try queue.close()
        try refused { $0 == .newerSchema(path: path) }
    }

    @Test("A newer database whose last changes are still in the write-ahead log is refused, log and all")
    func newerInLog() throws {
        try fill()
        let pool = try DatabasePool(path: path)
        try pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of tomorrow')") }
        // A copy of both files, as a crash leaves them.
        let crashed = scratch.file("crashed.sqlite")
        for suffix in ["", "-wal"] { try put(bytes(path + suffix), at: crashed + suffix) }
        try pool.close()
        let before = try (bytes(crashed), bytes(crashed + "-wal"))
        #expect(throws: StorageError.newerSchema(path: crashed)) { try Store(path: crashed) }
        #expect(try (bytes(crashed), bytes(crashed + "-wal")) == before)
    }

    @Test("A file that is no database is refused and keeps every byte")
    func noDatabase() throws {
        try put([UInt8](repeating: 0x5A, count: 5_000), at: path)
        try refused { if case .damaged = $0 { true } else { false } }
    }

    @Test("A database cut in half is refused and keeps every byte")
    func cut() throws {
        try fill()
        let whole = try bytes(path)
        try put(Array(whole.prefix(whole.count / 2)), at: path)
        try refused { if case .damaged = $0 { true } else { false } }
    }

    @Test("A database with a page of rubbish is refused and keeps every byte, whichever page it is")
    func rubbish() throws {
        try fill()
        let whole = try bytes(path)
        for page in 0..<whole.count / 4_096 {
            var changed = whole
            for offset in 0..<4_096 { changed[page * 4_096 + offset] = UInt8(truncatingIfNeeded: offset &* 31 &+ 7) }
            try put(changed, at: path)
            try refused { if case .damaged = $0 { true } else { false } }
        }
    }

    @Test("Another program's database is refused and keeps every byte")
    func foreign() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
        try queue.close()
        try refused { $0 == .foreign(path: path) }
    }

    @Test("A start that was cut off before the first migration does not stop the next")
    func begun() throws {
        let pool = try DatabasePool(path: path)
        try pool.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
        try pool.close()
        let store = try Store(path: path)
        #expect(try store.load() == Stored())
        try store.close()
    }

    @Test("A link, a folder and a pipe in the database's place are refused")
    func notAFile() throws {
        #expect(symlink(scratch.file("elsewhere"), path) == 0)
        #expect(throws: StorageError.self) { try Store(path: path) }
        #expect(try scratch.names() == ["baithak.sqlite"])
        for make in [{ mkdir($0, 0o700) }, { mkfifo($0, 0o600) }] as [(String) -> Int32] {
            remove(path)
            #expect(make(path) == 0)
            #expect(throws: StorageError.self) { try Store(path: path) }
        }
    }

    @Test("A database that others could read is closed to them")
    func tightened() throws {
        try fill()
        #expect(chmod(path, 0o644) == 0)
        let store = try Store(path: path)
        #expect(try mode(path) == 0o600)
        try store.close()
    }

    @Test("Every error is one sentence or two that say what to do")
    func sentences() {
        let errors: [StorageError] = [
            .noHome, .inUse(folder: "/f", pid: 7), .inUse(folder: "/f", pid: nil),
            .refused(path: "/f", reason: "is odd: move it"),
            .newerSchema(path: "/f"), .foreign(path: "/f"), .damaged(path: "/f", detail: "d"), .full(path: "/f"),
            .io(path: "/f", detail: "d"),
        ]
        for error in errors {
            #expect(error.description.hasSuffix(".") && error.description.contains(": "))
            #expect(!error.description.contains("\n"))
        }
    }
}
