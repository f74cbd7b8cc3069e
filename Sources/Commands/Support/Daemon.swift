import ControlAPI
import ControlClient
import Glibc

/// The daemon that the commands talk to.
enum Daemon {
    /// A client of the daemon's socket, found by the rule of ``ControlSocket``.
    static var client: ControlClient {
        var environment: [String: String] = [:]
        for name in ["BAITHAK_SOCKET", "XDG_RUNTIME_DIR"] { environment[name] = Variables[name] }
        let path = ControlSocket.path(environment: environment, uid: geteuid()) { folder in
            var status = stat()
            return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        }
        return ControlClient(socketPath: path)
    }
}
