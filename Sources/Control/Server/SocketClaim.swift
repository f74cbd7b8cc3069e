import CLinux
import ControlAPI
import Glibc
import Synchronization

/// The right of this process to serve a socket path, held from its making until it is dropped.
///
/// A lock on a file beside the socket decides between two daemons, so that a socket that nobody listens on is known to
/// be stale. The socket is bound in a folder that only we can enter and renamed into place when its mode is 0600:
/// nobody can connect before, a stale socket is replaced in one step, and the process-wide umask stays as it is.
final class SocketClaim: Sendable {
    let path: String
    private let lock: Int32
    private let published = Mutex<FileID?>(nil)

    private struct FileID: Equatable {
        let device: UInt64
        let inode: UInt64

        init(_ file: baithak_file) {
            device = file.device
            inode = file.inode
        }
    }

    /// Where the socket is bound before it is published.
    var bindingPath: String { bindingFolder + "/s" }
    private var bindingFolder: String { path + ".new" }

    /// Looks at the folder and at what is at the path, and takes the lock.
    init(path: String) throws(ControlServerError) {
        let bytesMax = ControlSocket.pathBytesMax - ".new/s".utf8.count
        guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= bytesMax, !path.utf8.contains(0) else {
            throw .badPath(path: path, bytesMax: bytesMax)
        }
        try Self.checkFolder(of: path)
        let lockPath = ControlSocket.lockPath(of: path)
        let lock = open(lockPath, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .system(call: "open", path: lockPath, errno: errno) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(lock)
            throw code == EWOULDBLOCK ? .alreadyRunning(path: path) : .cannotLock(path: lockPath, errno: code)
        }
        do throws(ControlServerError) {
            try Self.checkOccupant(of: path)
        } catch {
            close(lock)
            throw error
        }
        self.path = path
        self.lock = lock
    }

    deinit { close(lock) }

    /// Makes the folder to bind in.
    func prepare() throws(ControlServerError) {
        discardBinding()
        guard mkdir(bindingFolder, 0o700) == 0 else {
            throw .system(call: "mkdir", path: bindingFolder, errno: errno)
        }
    }

    /// Puts the bound socket in its place.
    func publish() throws(ControlServerError) {
        var file = baithak_file()
        guard chmod(bindingPath, 0o600) == 0, baithak_look(bindingPath, 0, &file) == 0 else {
            throw .system(call: "chmod", path: bindingPath, errno: errno)
        }
        guard rename(bindingPath, path) == 0 else { throw .system(call: "rename", path: path, errno: errno) }
        let id = FileID(file)
        published.withLock { $0 = id }
        discardBinding()
    }

    /// Removes our socket, unless something else has taken its place.
    func withdraw() {
        discardBinding()
        var file = baithak_file()
        guard let id = published.withLock({ $0 }), baithak_look(path, 0, &file) == 0 else { return }
        if FileID(file) == id { unlink(path) }
    }

    private func discardBinding() {
        unlink(bindingPath)
        rmdir(bindingFolder)
    }

    private static func checkFolder(of path: String) throws(ControlServerError) {
        let name = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.count
        let folder = String(decoding: path.utf8.dropLast(name + 1), as: UTF8.self)
        var file = baithak_file()
        guard baithak_look(folder.isEmpty ? "/" : folder, 1, &file) == 0, file.mode & S_IFMT == S_IFDIR else {
            throw .noFolder(folder)
        }
        guard file.owner == geteuid() else { throw .foreignFolder(folder, owner: file.owner) }
        guard file.mode & (S_IWGRP | S_IWOTH) == 0 else { throw .openFolder(folder) }
    }

    private static func checkOccupant(of path: String) throws(ControlServerError) {
        var file = baithak_file()
        if baithak_look(path, 0, &file) != 0 {
            if errno == ENOENT { return }
            throw .system(call: "lstat", path: path, errno: errno)
        }
        guard file.mode & S_IFMT == S_IFSOCK, file.owner == geteuid() else { throw .occupied(path: path) }
        // A daemon whose lock file was deleted still listens.
        switch baithak_probe_socket(path) {
        case ECONNREFUSED, ENOENT: return
        default: throw .alreadyRunning(path: path)
        }
    }
}
