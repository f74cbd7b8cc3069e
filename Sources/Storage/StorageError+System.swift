import Glibc

extension StorageError {
    /// What a failed system call means for a file.
    static func failure(_ failure: SystemFailure, at path: String) -> StorageError {
        switch failure.code {
        case ENOSPC, EDQUOT: .full(path: path)
        default: .io(path: path, detail: failure.description)
        }
    }
}
