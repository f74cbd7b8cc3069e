import ArgumentParser
import Cards
import Display
import Keys
import Launch
import Peering
import Storage

/// `baithakd init`: makes the identity and the first badge. `baithak init` hands over to it.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make your identity, once, and your badge.",
        discussion: """
            The identity is a key that only this machine has; the badge is what everybody nearby may see. Change the \
            badge later with `baithak badge set`.
            """)

    @Option(help: "Your name for others, at most \(BadgeLimits.nameCharactersMax) characters.") var name: String
    @Option(help: "One line about you.") var headline = ""
    @Option(name: .customLong("topic"), help: "Something you care about; repeat for more.") var topics: [String] = []
    @Option(name: .customLong("ask"), help: "Something you look for; repeat for more.") var asks: [String] = []
    @Option(name: .customLong("offer"), help: "Something you can give; repeat for more.") var offers: [String] = []
    @Flag(help: "Do nothing, successfully, if there is an identity.") var ifMissing = false

    func validate() throws {
        do { _ = try badge } catch { throw ValidationError("\(error)") }
    }

    private var badge: Badge {
        get throws { try Badge(entering: name, headline: headline, topics: topics, asks: asks, offers: offers) }
    }

    func run() throws {
        do {
            let badge = try badge
            try Sodium.start()
            let paths = try Surroundings().paths
            guard let folder = try folder(paths) else { return }
            if try make(badge, paths) {
                let tag = try IdentityFile.load(at: paths.identityFile).publicKey.tag
                let welcome: SafeText = """
                    Welcome, \(badge.name). Your tag is \(tag).
                    Start the daemon with `baithakd`, then see who is here with `baithak nearby`.

                    """
                StandardStream.output.write(welcome.text)
            }
            withExtendedLifetime(folder) {}
        } catch { Surroundings.fail(error) }
    }

    /// The folder of both; nil if a daemon runs, which has them, and that is as good.
    private func folder(_ paths: DataPaths) throws -> DataFolder? {
        do throws(StorageError) { return try DataFolder(taking: paths.dataFolder) } catch {
            guard case .inUse = error, let key = try? IdentityFile.load(at: paths.identityFile) else { throw error }
            if ifMissing { return nil }
            throw IdentityError.exists(path: "\(paths.identityFile) (\(key.publicKey.tag))")
        }
    }

    /// Makes what is missing of identity and badge; false if there was nothing to do. A start that was cut short, by a
    /// full disk say, is completed by the next one.
    private func make(_ badge: Badge, _ paths: DataPaths) throws -> Bool {
        let store = try Store(path: paths.databaseFile)
        let hasBadge = try store.load().badge != nil
        do {
            let key = try IdentityFile.load(at: paths.identityFile)
            if hasBadge {
                try store.close()
                if ifMissing { return false }
                throw IdentityError.exists(path: "\(paths.identityFile) (\(key.publicKey.tag))")
            }
        } catch IdentityError.missing {
            guard !hasBadge else {
                throw DaemonError(
                    "The database \(paths.databaseFile) belongs to an identity that is missing: restore identity.key "
                        + "from a backup, or move the database away to start as somebody new.")
            }
            _ = try IdentityFile.create(at: paths.identityFile)
        }
        try store.write([.badge(badge)], atMS: WallClock.nowMS)
        try store.close()
        return true
    }
}
