import FoundationEssentials
import GRDB
import Gatherings
import Keys
import Peering
import Testing

@testable import Storage

/// Whether a database is still the file that it was.
struct PlaceTests {
    let scratch: Scratch
    let path: String
    let gathering: EntryID

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        let founding = try Quill().entry("founding")
        gathering = founding.id
        let store = try Store(path: path)
        #expect(try store.settle() == false, "a new database is no copy")
        try store.write([.gathering(founding, .open), .ownLog(gathering, 7)], atMS: 1)
        try store.checkpoint()
        try store.close()
    }

    /// What a start finds: whether it was copied or restored, and the log that goes on.
    func start(at path: String) throws -> (isElsewhere: Bool, log: UInt64?) {
        let store = try Store(path: path)
        defer { try? store.close() }
        let isElsewhere = try store.settle()
        return (isElsewhere, try store.gatherings().first?.ownLog)
    }

    @Test("Whoever starts again where nothing was touched goes on with the same log")
    func untouched() throws {
        for _ in 0..<3 { #expect(try start(at: path) == (false, 7)) }
    }

    @Test(
        "After a crash the log goes on, whether or not the write-ahead log had moved into the file",
        arguments: [false, true])
    func crashed(moves: Bool) throws {
        let store = try Store(path: path)
        try store.write([.visibility(false)], atMS: 2)
        if moves { try store.checkpoint() }
        // It is still open: nothing was done for an orderly end.
        #expect(try start(at: path) == (false, 7))
        try store.close()
    }

    @Test("A copy begins another log, and goes on with that")
    func copied() throws {
        let copy = scratch.file("copy.sqlite")
        try put(bytes(path), at: copy)
        #expect(try start(at: copy) == (true, nil))
        #expect(try start(at: copy) == (false, nil))
        #expect(try start(at: path) == (false, 7))
    }

    @Test("A backup that was written into the same file begins another log, with or without the note beside it")
    func restoredInPlace() throws {
        let (backup, note) = (try bytes(path), try bytes(path + "-place"))
        for restoresNote in [true, false] {
            try put(backup, at: path)
            if restoresNote { try put(note, at: path + "-place") }
            #expect(try start(at: path) == (true, nil))
            #expect(try start(at: path) == (false, nil))
        }
    }

    @Test("A restored file is still one when somebody wrote to it before the daemon starts")
    func restoredAndWritten() throws {
        try put(bytes(path), at: path)
        let store = try Store(path: path)
        try store.write([.visibility(false)], atMS: 3)
        try store.checkpoint()
        try store.close()
        #expect(try start(at: path) == (true, nil))
    }

    /// Moves the write-ahead log as SQLite does, without the note that follows.
    func moveHalfway(_ store: Store) throws {
        try store.pool.writeWithoutTransaction { db in
            try store.announceMove(db)
            try db.checkpoint(.truncate)
        }
    }

    @Test("Moving the write-ahead log that was cut short is no copy, and goes on with the same log")
    func cutShort() throws {
        for time in 0..<3 {
            let store = try Store(path: path)
            #expect(try store.settle() == false)
            try store.write([.visibility(time == 1)], atMS: 2)
            try moveHalfway(store)
            let crashed = try ["", "-place", "-wal"].map { ($0, try bytes(path + $0)) }
            try store.close()
            // The file again as it was in the middle, and its note too: neither time of change is what was noted.
            for (ending, bytes) in crashed { try put(bytes, at: path + ending) }
            let found = try start(at: path)
            #expect(found == (false, 7), "\(found) in round \(time)")
        }
    }

    @Test("An older backup is one also where moving was cut short")
    func restoredAfterCut() throws {
        let backup = try bytes(path)
        let store = try Store(path: path)
        _ = try store.settle()
        try store.write([.visibility(false)], atMS: 2)
        try moveHalfway(store)
        let note = try bytes(path + "-place")
        try store.close()
        try put(backup, at: path)
        try put(note, at: path + "-place")
        #expect(try start(at: path) == (true, nil))
        // And in another file, whatever its mark.
        try moveAside()
        #expect(try start(at: path) == (true, nil))
    }

    /// The same bytes under the same name, in another file.
    func moveAside() throws {
        let store = try Store(path: path)
        _ = try store.settle()
        try moveHalfway(store)
        let (file, note) = (try bytes(path), try bytes(path + "-place"))
        try store.close()
        try FileManager.default.moveItem(atPath: path, toPath: path + "-old")
        try put(file, at: path)
        try put(note, at: path + "-place")
    }

    @Test("A write-ahead log that has grown is moved, and the note follows")
    func grown() throws {
        let store = try Store(path: path)
        _ = try store.settle()
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        for number in 0..<40 {
            let keys = try (0..<2_000).map { (index: Int) -> Change in
                let seed = number * 2_000 + index
                let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 < 4 ? seed >> (8 * $0) : 9) }
                return .seen(try PublicKey(trusting: bytes), name: "somebody")
            }
            try store.write(keys, atMS: 2)
        }
        let grown = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        let left = try #require(try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int)
        #expect(grown > size && left < 2 * Int(StorageLimits.walBytes))
        // Nothing is done for an orderly end.
        #expect(Place.find(path) == .asNoted)
        #expect(try start(at: path) == (false, 7))
    }

    @Test("Whoever lets a store go without closing it has left a note that fits")
    func letGo() throws {
        do {
            let store = try Store(path: path)
            try store.write([.visibility(false)], atMS: 2)
        }
        #expect(Place.find(path) == .asNoted)
    }

    @Test("Without a note nobody knows, so another log is begun")
    func withoutNote() throws {
        try FileManager.default.removeItem(atPath: path + "-place")
        #expect(try start(at: path) == (true, nil))
    }
}
