import Foundation
import GRDB
import Gatherings
import Keys
import Peering
import Testing

@testable import Storage

@Suite(.serialized)
struct DiskFullTests {
    /// Runs a program; whether it said yes.
    func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test("A shared memory file that cannot grow is a full disk") func sharedMemory() {
        let error = DatabaseError(resultCode: .SQLITE_IOERR_SHMSIZE)
        #expect(StorageError(error, at: "/tmp/x.sqlite") == .full(path: "/tmp/x.sqlite"))
        let other = StorageError(DatabaseError(resultCode: .SQLITE_IOERR_READ), at: "/tmp")
        guard case .io = other else { return #expect(Bool(false), "\(other)") }
    }

    @Test("On a full disk a write fails by name, reading goes on, and writing works again when there is space")
    func full() throws {
        let scratch = try Scratch()
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "baithak-test", scratch.path) else {
            try Test.cancel("a small disk cannot be mounted here; it takes root")
        }
        defer { _ = run("/bin/umount", "-l", scratch.path) }
        let store = try Store(path: scratch.file("baithak.sqlite"))
        let first = try PublicKey(trusting: [UInt8](repeating: 1, count: 32))
        try store.write([.seen(first, name: "before")], atMS: 1)
        let ballast = scratch.file("ballast")
        // As large as it may get: the disk is full to the last block.
        #expect(throws: (any Error).self) { try put([UInt8](repeating: 0, count: 4 << 20), at: ballast) }
        let many = try (0..<4_000).map { number in
            let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 < 4 ? number >> (8 * $0) : 9) }
            return Change.seen(try PublicKey(trusting: bytes), name: "crowd")
        }
        for _ in 0..<3 {
            #expect(throws: StorageError.full(path: store.path)) { try store.write([.visibility(true)], atMS: 2) }
            #expect(throws: StorageError.full(path: store.path)) { try store.write(many, atMS: 2) }
            #expect(try store.load().attendees.map(\.key) == [first])
        }
        let identity = scratch.file("identity.key")
        let error = #expect(throws: IdentityError.self) { try IdentityFile.create(at: identity) }
        #expect(error?.description.contains("No space left") == true)
        #expect(throws: IdentityError.missing(path: identity)) { try IdentityFile.load(at: identity) }
        // Nobody is kept from starting.
        #expect(try store.settle() == false && !store.isSettled)
        try FileManager.default.removeItem(atPath: ballast)
        try store.write([.seen(first, name: "after")], atMS: 3)
        #expect(try store.load().attendees.map(\.names) == [["before", "after"]])
        try store.close()
        let again = try Store(path: store.path)
        #expect(try again.load().attendees.map(\.names) == [["before", "after"]])
        try again.close()
    }

    @Test("On a full disk no entry is half written, and what was written before is all there")
    func entries() throws {
        let scratch = try Scratch()
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "baithak-test", scratch.path) else {
            try Test.cancel("a small disk cannot be mounted here; it takes root")
        }
        defer { _ = run("/bin/umount", "-l", scratch.path) }
        let store = try Store(path: scratch.file("baithak.sqlite"))
        #expect(try !store.settle())
        let quill = try Quill()
        let founding = try quill.entry("OSSCamp")
        try store.write(
            [
                .gathering(founding, .open), .ownLog(founding.id, quill.log.number),
                try .wrote([founding], in: founding.id),
            ], atMS: 1)
        let before = try store.loadGatherings()
        let ballast = scratch.file("ballast")
        #expect(throws: (any Error).self) { try put([UInt8](repeating: 0, count: 4 << 20), at: ballast) }
        var entries: [Entry] = []
        for number in 0..<100 {
            let content = [UInt8](repeating: UInt8(number), count: 8_000)
            entries.append(try quill.entry(content, in: founding.id, after: entries.last ?? founding))
        }
        let change = try Change.wrote(entries, in: founding.id)
        for _ in 0..<3 {
            #expect(throws: StorageError.full(path: store.path)) { try store.write([change], atMS: 2) }
            #expect(try store.loadGatherings() == before)
            #expect(try store.entry(of: founding.id, quill.log, height: 0) == founding)
        }
        try FileManager.default.removeItem(atPath: ballast)
        try store.write([change], atMS: 3)
        try store.close()
        let again = try Store(path: store.path)
        #expect(try !again.settle())
        let record = try #require(try again.gatherings().first)
        #expect(record.logs.map(\.entries) == [[founding.id] + entries.map(\.id)])
        #expect(record.ownLog == quill.log.number)
        try again.close()
    }
}
