/// Where the control socket of a daemon is; daemon and commands share this one rule.
package enum ControlSocket {
    /// The path of the control socket, by the first that applies:
    ///
    /// 1. `$BAITHAK_SOCKET`, for tests and unusual set-ups;
    /// 2. `$XDG_RUNTIME_DIR/baithak.sock`, where a login session has a folder of its own (XDG Base Directory 0.8);
    /// 3. `/run/user/<uid>/baithak.sock` if that folder exists, for `sudo -u` and cron, which lose the variable;
    /// 4. `/run/baithak.sock`, where a system unit serves.
    ///
    /// Variables that are empty or not absolute paths count as unset.
    ///
    /// - Parameters:
    ///   - environment: the variables of the process.
    ///   - uid: the effective user id of the process.
    ///   - folderExists: whether a folder exists; asked at most once.
    package static func path(
        environment: [String: String], uid: UInt32, folderExists: (String) -> Bool
    ) -> String {
        if let path = environment["BAITHAK_SOCKET"], path.utf8.first == UInt8(ascii: "/") { return path }
        if let folder = environment["XDG_RUNTIME_DIR"], folder.utf8.first == UInt8(ascii: "/") {
            return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
        }
        let folder = "/run/user/\(uid)"
        return folderExists(folder) ? folder + "/" + name : "/run/" + name
    }

    /// The longest path a Unix socket may have, in bytes: `sun_path` of unix(7) less its NUL.
    package static let pathBytesMax = 107

    /// The file that a daemon holds a lock on, flock(2), for as long as it runs; it stays when the daemon has ended.
    package static func lockPath(of socketPath: String) -> String { socketPath + ".lock" }

    private static let name = "baithak.sock"
}
