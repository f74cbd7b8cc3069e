import ArgumentParser
import CLinux
import Cards
import ControlServer
import Discovery
import Keys
import Logging
import NIOPosix
import ServiceLifecycle
import Storage
import UnixSignals

/// `baithakd` itself: composes the floors below and runs them until a signal ends it.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run in the foreground (what `baithakd` alone does).")

    func run() async throws {
        do { try await serve() } catch { Surroundings.fail(error) }
    }

    private func serve() async throws {
        let endsWithTerminal = baithak_ends_with_terminal()
        Surroundings.harden()
        try Surroundings.checkDescriptors()
        let surroundings = try Surroundings()
        let paths = surroundings.paths
        let settings = try Settings.load(paths.configFile)
        try Sodium.start()
        let signer = try IdentityFile.load(at: paths.identityFile)
        let folder = try DataFolder(taking: paths.dataFolder)
        // First of all that takes time: others answer while the rest starts.
        let discovery = settings.discovery ? DNSSDDiscovery() : nil
        discovery?.browse()
        let store = try Store(path: paths.databaseFile)
        // Also where the start fails later on; the shell has closed it after an orderly end.
        defer { try? store.close() }
        var stored = try store.load()
        let isElsewhere = try store.settle()
        stored.gatherings = try store.loadGatherings()
        guard let badge = stored.badge else {
            throw DaemonError("There is an identity without a badge: run `baithak init` again to complete it.")
        }
        var logger = Logger(label: "baithakd") { _ in StderrLog(environment: surroundings.environment) }
        logger.logLevel = settings.logLevel
        if let problem = Surroundings.descriptorProblem { logger.warning("\(problem)") }
        if isElsewhere { logger.notice("the database was copied or restored: it begins new logs") }
        let shell = NodeShell(
            loop: MultiThreadedEventLoopGroup.singleton.next(), settings: settings, settingsPath: paths.configFile,
            signer: signer, stored: stored, badge: badge, store: store, discovery: discovery,
            notifier: DesktopNotifier(environment: surroundings.environment), logger: logger)
        let manager = ServiceManager(environment: surroundings.environment)
        let server = try ControlServer(path: surroundings.socketPath, service: shell, logger: logger) {
            manager?.ready("Listening for others as \(signer.publicKey.tag)")
        }
        try await shell.start()
        var services: [any Service] = [
            NodeService(shell: shell, discovery: discovery, manager: manager), StopService(shell: shell),
            WatchdogService(shell: shell, manager: manager, environment: surroundings.environment), server,
        ]
        if !endsWithTerminal { services.append(ReloadService(shell: shell, manager: manager)) }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint] + (endsWithTerminal ? [.sighup] : []),
                logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }))
        do { try await group.run() } catch {
            await shell.stop()
            throw error
        }
        // Whoever waits for our end looks at the lock that the server holds.
        withExtendedLifetime((folder, server)) {}
    }
}
