package import ControlAPI
import Glibc

/// Why a request to the daemon came to nothing.
package enum ControlClientError: Error, Hashable, Sendable {
    /// Nobody listens on the socket, or there is none.
    case notRunning(path: String)
    /// The socket is there and cannot be connected to; `errno` of connect(2) or lstat(2).
    case notReachable(path: String, errno: Int32)
    /// The file at the path is no socket.
    case notASocket(path: String)
    /// The socket belongs to another user, whose answers are not to be trusted.
    case notOurs(path: String, owner: UInt32)
    /// The folder that the socket should be in belongs to another user, whose name is there if it could be found.
    case foreignFolder(String, owner: UInt32, name: String?)
    /// The daemon did not answer in time.
    case timedOut(afterMS: Int64)
    /// The daemon closed the connection before it had answered, or ended a stream of events.
    case closed
    /// The answer is not what ``ControlAPI`` describes, or larger than its bounds.
    case garbled(String)
    /// The daemon answered with a problem.
    case problem(Problem)
}

extension ControlClientError: CustomStringConvertible {
    /// What happened and what to do next; texts of the daemon are in it as they came.
    package var description: String {
        switch self {
        case .notRunning:
            "The daemon is not running. \(Self.howToStart)"
        case .notReachable(_, EMFILE), .notReachable(_, ENFILE):
            "The daemon cannot be asked: too many files are open. Raise the limit with `ulimit -n`, then try again."
        case .notReachable(let path, let errno):
            """
            The socket \(path) of the daemon cannot be used (\(String(cString: strerror(errno)))). Set \
            XDG_RUNTIME_DIR to your own folder, usually /run/user/\(geteuid()), or BAITHAK_SOCKET to the socket of \
            your own daemon.
            """
        case .notASocket(let path):
            "The file \(path) is not a socket: move it away, then start the daemon."
        case .notOurs(let path, let owner):
            """
            The socket \(path) belongs to the user with id \(owner), so it is left alone. Run this as that user, or \
            set BAITHAK_SOCKET to the socket of your own daemon.
            """
        case .foreignFolder(let folder, let owner, let name):
            """
            The folder \(folder) belongs to \(name.map { "\($0) (user \(owner))" } ?? "the user with id \(owner)"), \
            not to you. Set XDG_RUNTIME_DIR to your own, usually /run/user/\(geteuid()); `su` and `sudo` keep that of \
            whoever called them.
            """
        case .timedOut(let afterMS):
            "The daemon did not answer within \(afterMS / 1000) s. Try again; if it stays so, restart the daemon."
        case .closed:
            "The daemon closed the connection; it may have stopped. \(Self.howToStart)"
        case .garbled(let what):
            "The daemon's answer makes no sense: \(what). Daemon and command may be of different versions."
        case .problem(let problem):
            problem.message
        }
    }

    private static let howToStart = "Start it with `baithakd` or `systemctl --user start baithakd`."
}
