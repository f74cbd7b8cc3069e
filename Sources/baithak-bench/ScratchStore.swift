import Glibc
import Storage

/// A new database for one measurement.
enum ScratchStore {
    /// Milliseconds of a piece of work, and a look at what it left that does not count.
    static func milliseconds(of body: (Store) throws -> Void, then look: (Store) throws -> Void) throws -> Double {
        var template = Array("/tmp/baithak-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StorageError.noHome }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let path = folder + "/baithak.sqlite"
        defer {
            for end in ["", "-wal", "-shm"] { unlink(path + end) }
            rmdir(folder)
        }
        let store = try Store(path: path)
        let elapsed = try ContinuousClock().measure { try body(store) }
        try look(store)
        try store.close()
        return elapsed / .milliseconds(1)
    }
}
