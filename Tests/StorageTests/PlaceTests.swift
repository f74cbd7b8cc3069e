import FoundationEssentials
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

    @Test("Without a note nobody knows, so another log is begun")
    func withoutNote() throws {
        try FileManager.default.removeItem(atPath: path + "-place")
        #expect(try start(at: path) == (true, nil))
    }
}
