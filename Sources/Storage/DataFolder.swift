import Glibc

/// The folder of identity and database, held by one daemon at a time.
///
/// The hold is an flock(2) on the file `lock` in the folder, which also holds the process number as text for whoever
/// comes second. It ends with this value or with the process, however that ends; the file stays.
package final class DataFolder: Sendable {
    /// The folder.
    package let path: String
    private let lock: Descriptor

    /// Makes the folder if it is not there (mode 0700) and takes hold of it.
    ///
    /// - Throws: ``StorageError/inUse(folder:pid:)`` if another daemon holds it, ``StorageError/refused(path:reason:)``
    ///   if it belongs to somebody else, ``StorageError/full(path:)`` or ``StorageError/io(path:detail:)``.
    package init(taking path: String) throws(StorageError) {
        try Self.prepare(path)
        self.path = path
        let file = path + "/lock"
        do throws(SystemFailure) {
            lock = try Descriptor(file, O_RDWR | O_CREAT, mode: 0o600)
            // Named by its type, because Swift also knows a struct of this name.
            let take: (Int32, Int32) -> Int32 = flock
            guard take(lock.number, LOCK_EX | LOCK_NB) == 0 else { throw .last("flock") }
            guard ftruncate(lock.number, 0) == 0 else { throw .last("ftruncate") }
            try lock.writeAll([UInt8]("\(getpid())\n".utf8).span.bytes)
        } catch {
            switch (error.call, error.code) {
            case ("flock", EWOULDBLOCK): throw .inUse(folder: path, pid: Self.holder(file))
            case ("flock", _):
                throw .refused(
                    path: path,
                    reason: "is on a disk that cannot lock files (\(error)), as some network drives: "
                        + "set XDG_DATA_HOME to a folder on a disk of this machine")
            default: throw .failure(error, at: file)
            }
        }
    }

    /// Makes the folder, and those above it, if they are not there; a folder of ours that others may enter is closed to
    /// them. A symbolic link to a folder of ours is as good as a folder.
    ///
    /// - Throws: as ``init(taking:)``, but never `inUse`.
    package static func prepare(_ path: String) throws(StorageError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made == "/" ? "" : "/") + part
            guard mkdir(made, 0o700) == 0 || errno == EEXIST || access(made, F_OK) == 0 else {
                throw .failure(.last("mkdir"), at: made)
            }
        }
        do throws(SystemFailure) {
            let folder = try Descriptor(path, O_RDONLY | O_DIRECTORY, following: true)
            let status = try folder.status()
            guard status.isOurs else { throw SystemFailure(call: "fstat", code: EACCES) }
            if status.othersMode != 0 { try folder.setMode(0o700) }
        } catch {
            switch error.code {
            case EACCES, EPERM:
                throw .refused(
                    path: path, reason: "belongs to somebody else: set XDG_DATA_HOME to a folder of your own")
            case ENOTDIR:
                throw .refused(path: path, reason: "is not a folder: move it away, or set XDG_DATA_HOME to another one")
            default:
                throw .failure(error, at: path)
            }
        }
    }

    private static func holder(_ file: String) -> Int32? {
        guard let lock = try? Descriptor(file, O_RDONLY), let bytes = try? lock.readBytes(StorageLimits.lockBytesMax)
        else { return nil }
        return Int32(String(decoding: bytes.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self))
    }
}
