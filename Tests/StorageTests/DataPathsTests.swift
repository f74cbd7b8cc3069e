import Testing

@testable import Storage

struct DataPathsTests {
    func paths(_ environment: [String: String], uid: UInt32 = 1_000) throws -> [String] {
        let paths = try DataPaths(environment: environment, uid: uid)
        return [paths.configFile, paths.identityFile, paths.databaseFile]
    }

    @Test("Without anything set, both folders are in the home folder")
    func home() throws {
        let expected = [
            "/home/asha/.config/baithak/config.toml", "/home/asha/.local/share/baithak/identity.key",
            "/home/asha/.local/share/baithak/baithak.sqlite",
        ]
        #expect(try paths(["HOME": "/home/asha"]) == expected)
        #expect(try paths(["HOME": "/home/asha/", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""]) == expected)
    }

    @Test("XDG variables move them, and a relative one is ignored")
    func xdg() throws {
        let environment = ["HOME": "/home/asha", "XDG_CONFIG_HOME": "/c//", "XDG_DATA_HOME": "data"]
        let found = try DataPaths(environment: environment, uid: 1_000)
        #expect(found.configFile == "/c/baithak/config.toml")
        #expect(found.dataFolder == "/home/asha/.local/share/baithak")
    }

    @Test("In a system unit systemd's folders win; the first counts")
    func systemUnit() throws {
        let environment = [
            "HOME": "/nonexistent", "STATE_DIRECTORY": "/var/lib/baithak:/var/lib/other",
            "CONFIGURATION_DIRECTORY": "/etc/baithak", "XDG_DATA_HOME": "/x",
        ]
        let found = try DataPaths(environment: environment, uid: 998)
        #expect(found.configFile == "/etc/baithak/config.toml")
        #expect(found.dataFolder == "/var/lib/baithak")
    }

    @Test("In a user unit systemd's folders are ignored: a terminal would look elsewhere")
    func userUnit() throws {
        let environment = [
            "HOME": "/home/asha", "XDG_RUNTIME_DIR": "/run/user/1000",
            "STATE_DIRECTORY": "/home/asha/.config/baithak", "CONFIGURATION_DIRECTORY": "/home/asha/.config/other",
        ]
        #expect(try paths(environment) == paths(["HOME": "/home/asha"]))
    }

    @Test("Only root has a home without HOME")
    func noHome() throws {
        #expect(try DataPaths(environment: [:], uid: 0).dataFolder == "/root/.local/share/baithak")
        #expect(throws: StorageError.noHome) { try DataPaths(environment: [:], uid: 1_000) }
        #expect(throws: StorageError.noHome) {
            try DataPaths(environment: ["HOME": "here", "XDG_DATA_HOME": "/d"], uid: 1_000)
        }
        #expect(try paths(["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"]).first == "/c/baithak/config.toml")
    }
}
