import CLinux
import ControlAPI
import Display
import Glibc
import Launch
import Storage

/// What the process was started with.
struct Surroundings {
    let environment: [String: String]
    let paths: DataPaths
    let socketPath: String

    /// - Throws: ``StorageError/noHome``.
    init() throws(StorageError) {
        environment = Self.variables()
        let uid = geteuid()
        paths = try DataPaths(environment: environment, uid: uid)
        socketPath = ControlSocket.path(environment: environment, uid: uid) { path in access(path, F_OK) == 0 }
    }

    private static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let text = next.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            next += 1
        }
        return variables
    }

    /// Keeps secrets out of core dumps and other programs of this user, and allows enough descriptors.
    static func harden() {
        baithak_forbid_dumps()
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(DaemonLimits.descriptors)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Says why nothing was done, and ends with exit code 1.
    static func fail(_ error: any Error) -> Never {
        Launch.fail(1, SafeText("\(error)", as: .body))
    }
}
