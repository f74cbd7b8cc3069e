/// Where settings and data are, by the XDG Base Directory Specification 0.8 or by the folders that systemd gives to a
/// system unit.
package struct DataPaths: Hashable, Sendable {
    /// The settings file; it need not exist.
    package let configFile: String
    /// The folder of identity, database and lock; ``DataFolder`` makes it.
    package let dataFolder: String

    /// The identity key file.
    package var identityFile: String { dataFolder + "/identity.key" }
    /// The database.
    package var databaseFile: String { dataFolder + "/baithak.sqlite" }

    /// The paths for an environment and a user.
    ///
    /// `STATE_DIRECTORY` and `CONFIGURATION_DIRECTORY` (systemd.exec(5); the first if there are several) win unless
    /// `XDG_RUNTIME_DIR` is there, which only a user's own session has: in a *user* unit systemd 252 lets
    /// `STATE_DIRECTORY` point into `~/.config`, and the daemon would look for its identity where `baithak init` in a
    /// terminal never put one. Relative paths are ignored, as the specification says.
    ///
    /// - Parameter uid: the user; only root has a home folder without `HOME`, as in a system unit.
    /// - Throws: ``StorageError/noHome``.
    package init(environment: [String: String], uid: UInt32) throws(StorageError) {
        func absolute(_ name: String) -> String? {
            guard var path = environment[name], path.hasPrefix("/") else { return nil }
            while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
            return path
        }
        func given(_ name: String) -> String? {
            guard environment["XDG_RUNTIME_DIR"] == nil, let list = absolute(name) else { return nil }
            return list.split(separator: ":").first.map(String.init)
        }
        let home = absolute("HOME") ?? (uid == 0 ? "/root" : nil)
        func folder(_ systemd: String, _ xdg: String, _ fallback: String) -> String? {
            given(systemd) ?? (absolute(xdg) ?? home.map { ($0 == "/" ? "" : $0) + fallback }).map { $0 + "/baithak" }
        }
        guard let config = folder("CONFIGURATION_DIRECTORY", "XDG_CONFIG_HOME", "/.config"),
            let data = folder("STATE_DIRECTORY", "XDG_DATA_HOME", "/.local/share")
        else { throw .noHome }
        configFile = config + "/config.toml"
        dataFolder = data
    }
}
