import Glibc

/// Where the daemon's program is, and how to become it.
enum DaemonProgram {
    /// `baithakd` beside our own executable, else the first one in `PATH`.
    static var path: String? {
        find(ownPath: ownPath, searchPath: Variables["PATH"]) { candidate in
            var status = stat()
            return stat(candidate, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(candidate, X_OK) == 0
        }
    }

    /// The rule behind ``path``. Relative folders in the search path are passed over.
    static func find(ownPath: String?, searchPath: String?, isProgram: (String) -> Bool) -> String? {
        var folders: [String] = []
        if let ownPath, let slash = ownPath.utf8.lastIndex(of: UInt8(ascii: "/")) {
            folders.append(String(ownPath[..<slash]))
        }
        for folder in (searchPath ?? "").split(separator: ":") where folder.utf8.first == UInt8(ascii: "/") {
            folders.append(String(folder))
        }
        return folders.lazy.map { $0 + "/baithakd" }.first(where: isProgram)
    }

    /// Replaces this process; returns only on failure, with the error of execv(2).
    ///
    /// - Parameter name: what the program is to call itself in its messages.
    static func become(_ program: String, as name: String, _ arguments: [String]) -> Int32 {
        var pointers = ([name] + arguments).map { strdup($0) }
        pointers.append(nil)
        execv(program, pointers)
        let code = errno
        for pointer in pointers { free(pointer) }
        return code
    }

    private static var ownPath: String? {
        guard let bytes = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(bytes) }
        return String(cString: bytes)
    }
}
