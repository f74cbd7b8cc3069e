import ControlAPI
import Glibc

/// The lock beside a control socket, by which a daemon is known to run for as long as its process lives.
enum DaemonLock {
    /// Whether a daemon holds it; it is taken for a moment where none does.
    static func isHeld(_ socketPath: String) -> Bool {
        let lock = open(ControlSocket.lockPath(of: socketPath), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard lock >= 0 else { return false }
        defer { close(lock) }
        return flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
