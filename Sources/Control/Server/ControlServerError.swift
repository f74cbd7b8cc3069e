import Glibc

/// Why the control socket cannot be served, with a sentence that says what to do next.
package enum ControlServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another daemon of this user serves this socket.
    case alreadyRunning(path: String)
    /// The path is not absolute, or too long for a Unix socket.
    case badPath(path: String, bytesMax: Int)
    /// The folder of the socket is missing.
    case noFolder(String)
    /// The folder of the socket belongs to another user.
    case foreignFolder(String, owner: UInt32)
    /// Others may write to the folder of the socket.
    case openFolder(String)
    /// Something that is no socket of ours is at the path: a file, a folder, a link, or another user's socket.
    case occupied(path: String)
    /// The file system has no locks, as some network drives.
    case cannotLock(path: String, errno: Int32)
    /// The system refused; `errno` of the call named.
    case system(call: String, path: String, errno: Int32)

    /// The sentence for whoever started the daemon.
    package var description: String {
        switch self {
        case .alreadyRunning(let path):
            "A daemon already serves \(path), and one for each user is enough. Stop it first, or use the running one."
        case .badPath(let path, let bytesMax):
            "The socket path \(path) cannot be used: give an absolute path of at most \(bytesMax) bytes."
        case .noFolder(let folder):
            "The folder \(folder) for the control socket does not exist: create it, or set BAITHAK_SOCKET."
        case .foreignFolder(let folder, let owner):
            """
            The folder \(folder) for the control socket belongs to the user with id \(owner), not to us. Set \
            XDG_RUNTIME_DIR to a folder of your own, or BAITHAK_SOCKET to a path in one.
            """
        case .openFolder(let folder):
            """
            Others may write to the folder \(folder), where the control socket is to be. Close it with \
            `chmod go-w \(folder)`, or set BAITHAK_SOCKET to a path in a folder of your own.
            """
        case .occupied(let path):
            "There is something at \(path) that is no socket of ours: move it away, or set BAITHAK_SOCKET."
        case .cannotLock(let path, let errno):
            """
            The file \(path) cannot be locked (\(String(cString: strerror(errno)))), as on some network \
            drives: set XDG_RUNTIME_DIR to a folder of your own on a disk of this machine, or BAITHAK_SOCKET to a path \
            in one.
            """
        case .system(_, let path, ENOSPC), .system(_, let path, EDQUOT):
            "The disk is full, so the control socket cannot be made at \(path): free some space."
        case .system(let call, let path, let errno):
            """
            The control socket cannot be made at \(path) (\(call): \(String(cString: strerror(errno)))): set \
            XDG_RUNTIME_DIR to a folder of your own that can be written, or BAITHAK_SOCKET to a path in one.
            """
        }
    }
}
