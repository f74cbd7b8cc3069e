import Glibc
import Testing

@testable import Storage

struct DataFolderTests {
    let scratch: Scratch
    let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.file("share/baithak")
    }

    @Test("A folder that is not there is made, closed to others, with a lock in it")
    func made() throws {
        let folder = try DataFolder(taking: path)
        #expect(try mode(folder.path) == 0o700 && mode(path + "/lock") == 0o600)
        #expect(try bytes(path + "/lock") == Array("\(getpid())\n".utf8))
    }

    @Test("The second daemon is told who has the folder, and gets it when the first is gone")
    func second() throws {
        do {
            let first = try DataFolder(taking: path)
            let error = #expect(throws: StorageError.self) { try DataFolder(taking: path) }
            #expect(error == .inUse(folder: path, pid: getpid()))
            #expect(error?.description.contains("process \(getpid())") == true)
            withExtendedLifetime(first) {}
        }
        #expect(throws: Never.self) { try DataFolder(taking: path) }
    }

    @Test("Whatever the lock file says, it only says who; the lock itself decides")
    func content() throws {
        for (text, pid) in [("", nil), ("rubbish", nil), ("99999999999999999999", nil), ("12\nmore", 12)]
            as [(String, Int32?)]
        {
            let first = try DataFolder(taking: path)
            try put(Array(text.utf8), at: path + "/lock")
            #expect(throws: StorageError.inUse(folder: path, pid: pid)) { try DataFolder(taking: path) }
            withExtendedLifetime(first) {}
        }
    }

    @Test("A folder that others may enter is closed to them, and a link to a folder of ours will do")
    func tightened() throws {
        #expect(mkdir(scratch.file("real"), 0o755) == 0 && mkdir(scratch.file("share"), 0o755) == 0)
        #expect(symlink(scratch.file("real"), path) == 0)
        let folder = try DataFolder(taking: path)
        #expect(try mode(scratch.file("real")) == 0o700)
        withExtendedLifetime(folder) {}
    }

    @Test("A file in the folder's place is refused with a sentence")
    func file() throws {
        #expect(mkdir(scratch.file("share"), 0o755) == 0)
        try put([], at: path)
        let error = #expect(throws: StorageError.self) { try DataFolder(taking: path) }
        #expect(error?.description.contains("is not a folder") == true)
    }

    @Test("A folder of somebody else is refused", .enabled(if: geteuid() == 0, "only root can make one"))
    func strangers() throws {
        try DataFolder.prepare(path)
        #expect(chown(path, 65_534, 65_534) == 0)
        let error = #expect(throws: StorageError.self) { try DataFolder(taking: path) }
        #expect(error?.description.contains("belongs to somebody else") == true)
    }
}
