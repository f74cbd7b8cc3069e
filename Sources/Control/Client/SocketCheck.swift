import Glibc

/// Looks at a socket before anything is said to it.
enum SocketCheck {
    /// The file must be a socket that belongs to us or to root; links are not followed, for whoever may plant one could
    /// choose whom we talk to.
    static func mayUse(_ path: String) throws(ControlClientError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw errno == ENOENT ? .notRunning(path: path) : .notReachable(path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw .notOurs(path: path, owner: status.st_uid)
        }
    }
}
