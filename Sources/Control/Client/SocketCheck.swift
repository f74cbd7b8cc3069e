import Glibc

/// Looks at a socket before anything is said to it.
enum SocketCheck {
    /// The file must be a socket that belongs to the user or to root; links are not followed, for whoever may plant one
    /// could choose whom we talk to. Root may ask anybody's daemon, the hub of a system unit above all: only root can
    /// put something where root looks unless told otherwise.
    static func mayUse(_ path: String, as user: uid_t) throws(ControlClientError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw errno == ENOENT ? .notRunning(path: path) : .notReachable(path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        guard status.st_uid == user || status.st_uid == 0 || user == 0 else {
            throw .notOurs(path: path, owner: status.st_uid)
        }
    }
}
