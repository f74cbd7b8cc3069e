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
        var limit = descriptorLimit
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(DaemonLimits.descriptors)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        signal(SIGPIPE, SIG_IGN)
    }

    /// - Throws: ``DaemonError`` where not even a few people could be reached.
    static func checkDescriptors() throws {
        guard descriptorLimit.rlim_cur < DaemonLimits.descriptorsMin, let problem = descriptorProblem else { return }
        throw DaemonError(problem)
    }

    /// What to do about a limit of descriptors that is lower than a full room takes; nil if it is high enough.
    static var descriptorProblem: String? {
        let limit = descriptorLimit.rlim_cur
        guard limit < DaemonLimits.descriptors else { return nil }
        return
            "Only \(limit) files can be open at one time, and a full room takes \(DaemonLimits.descriptors): raise the "
            + "limit with `ulimit -Hn` where baithakd is started, or LimitNOFILE= in its unit, and start it again."
    }

    private static var descriptorLimit: rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }

    /// Says why nothing was done, and ends with exit code 1.
    static func fail(_ error: any Error) -> Never {
        Launch.fail(1, SafeText("\(error)", as: .body))
    }
}
