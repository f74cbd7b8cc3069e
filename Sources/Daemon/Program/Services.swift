import Discovery
import Glibc
import ServiceLifecycle
import UnixSignals

/// The node: hears what discovery finds, and says goodbye at the end.
struct NodeService: Service {
    let shell: NodeShell
    let discovery: (any PeerDiscovery)?
    let manager: ServiceManager?

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            if let discovery {
                group.addTask { [shell] in
                    for await event in discovery.events { await shell.discovered(event) }
                }
            }
            try? await gracefulShutdown()
            manager?.stopping("Saying goodbye")
            await shell.stop()
            group.cancelAll()
        }
    }
}

/// Ends the daemon, by ending itself, when its owner asks for that over the control socket.
struct StopService: Service {
    let shell: NodeShell

    func run() async throws {
        for await _ in shell.stopRequests.stream.cancelOnGracefulShutdown() { return }
    }
}

/// Takes SIGHUP for a wish to read the settings again, as services do. Where the daemon runs in a terminal, the signal
/// says that the terminal was closed, and ends it.
struct ReloadService: Service {
    let shell: NodeShell
    let manager: ServiceManager?

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            manager?.reloading()
            let outcome = await shell.reload()
            manager?.ready(outcome)
        }
        try? await gracefulShutdown()
    }
}

/// Tells the service manager that the loop turns, half as often as it wants to hear it.
struct WatchdogService: Service {
    let shell: NodeShell
    let manager: ServiceManager?
    let environment: [String: String]

    func run() async throws {
        if let manager, let interval = ServiceManager.watchdogInterval(environment: environment, pid: getpid()) {
            for await _ in AsyncTimer(interval: interval).cancelOnGracefulShutdown() {
                // Asked of the actor on its loop: a loop that hangs sends nothing.
                if await shell.isAlive() { manager.watchdog() }
            }
        }
        try? await gracefulShutdown()
    }
}

/// One element every interval.
struct AsyncTimer: AsyncSequence, Sendable {
    let interval: Duration

    struct AsyncIterator: AsyncIteratorProtocol {
        let interval: Duration

        mutating func next() async -> Void? {
            do { try await Task.sleep(for: interval) } catch { return nil }
            return ()
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(interval: interval) }
}
