import Glibc

/// Looks at a socket before anything is said to it.
enum SocketCheck {
    /// The file must be a socket that belongs to the user or to root; links are not followed, for whoever may plant one
    /// could choose whom we talk to. Root may ask anybody's daemon, the hub of a system unit above all: only root can
    /// put something where root looks unless told otherwise.
    static func mayUse(_ path: String, as user: uid_t) throws(ControlClientError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let code = errno
            try checkFolder(of: path, as: user)
            throw code == ENOENT ? .notRunning(path: path) : .notReachable(path: path, errno: code)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        guard status.st_uid == user || status.st_uid == 0 || user == 0 else {
            throw .notOurs(path: path, owner: status.st_uid)
        }
    }

    /// Where there is no socket, whose folder it is may tell why: variables of another user came along.
    private static func checkFolder(of path: String, as user: uid_t) throws(ControlClientError) {
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        var status = stat()
        guard stat(folder, &status) == 0, status.st_uid != user, status.st_uid != 0 else { return }
        throw .foreignFolder(folder, owner: status.st_uid, name: name(of: status.st_uid))
    }

    private static func name(of user: uid_t) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var texts = [CChar](repeating: 0, count: 4_096)
        guard getpwuid_r(user, &entry, &texts, texts.count, &found) == 0, found != nil else { return nil }
        return String(cString: entry.pw_name)
    }
}
