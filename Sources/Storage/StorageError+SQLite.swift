import GRDB
import Glibc

extension StorageError {
    /// What an error of GRDB, of a record, or of our own means for the database.
    init(_ error: any Error, at path: String) {
        switch error {
        case let error as StorageError: self = error
        case let error as SystemFailure: self = .failure(error, at: path)
        case let error as DatabaseError: self = .sqlite(error, at: path)
        default: self = .damaged(path: path, detail: "a row cannot be read")
        }
    }

    /// What a result code of SQLite means; messages of SQLite hold no values of ours.
    private static func sqlite(_ error: DatabaseError, at path: String) -> StorageError {
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        return switch error.resultCode {
        case .SQLITE_FULL: .full(path: path)
        // Making the shared memory file larger fails with a code of its own, and other files that are made with others.
        case _ where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .full(path: path)
        case .SQLITE_IOERR where isFull(at: path), .SQLITE_CANTOPEN where isFull(at: path): .full(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, detail: detail)
        default: .io(path: path, detail: detail)
        }
    }

    /// Whether the disk with this file has no space left for us, or no room for one more file.
    private static func isFull(at path: String) -> Bool {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return false }
        return disk.f_bavail == 0 || disk.f_files > 0 && disk.f_favail == 0
    }
}
