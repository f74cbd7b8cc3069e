import ControlAPI
import Foundation
import ServiceLifecycle
import Testing

@testable import ControlClient
@testable import ControlServer

@Suite struct SocketTests {
    @Test("The socket has mode 0600 and is removed at the end, with nothing but the lock left") func mode() async throws
    {
        try await Harness.withFolder { folder in
            let path = folder + "/b.sock"
            try await serve(path) {
                var status = stat()
                #expect(lstat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600)
                let files = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(files.sorted() == ["b.sock", "b.sock.lock"])
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files == ["b.sock.lock"])
        }
    }

    @Test("A second server is refused, and the first goes on") func second() async throws {
        try await Harness.run { harness in
            #expect(throws: ControlServerError.alreadyRunning(path: harness.path)) { try make(harness.path) }
            // A lock file that somebody deleted does not hide the daemon that listens.
            unlink(harness.path + ".lock")
            #expect(throws: ControlServerError.alreadyRunning(path: harness.path)) { try make(harness.path) }
            try await expectAnswer(harness.path)
        }
    }

    @Test("The socket of a dead daemon is replaced") func stale() async throws {
        try await Harness.withFolder { folder in
            let path = folder + "/b.sock"
            try leaveSocket(at: path)
            await #expect(throws: ControlClientError.notRunning(path: path)) {
                _ = try await ControlClient(socketPath: path).status()
            }
            try await serve(path) { try await expectAnswer(path) }
        }
    }

    @Test("Whatever else is at the path is left alone") func occupied() async throws {
        try await Harness.withFolder { folder in
            let (file, link, sub) = (folder + "/file", folder + "/link", folder + "/sub")
            try Data("keep".utf8).write(to: URL(fileURLWithPath: file))
            try leaveSocket(at: folder + "/b.sock")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder + "/b.sock")
            try FileManager.default.createDirectory(atPath: sub, withIntermediateDirectories: false)
            for path in [file, link, sub] {
                #expect(throws: ControlServerError.occupied(path: path)) { try make(path) }
                await #expect(throws: ControlClientError.notASocket(path: path)) {
                    _ = try await ControlClient(socketPath: path).status()
                }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data("keep".utf8))
        }
    }

    @Test("A folder that others may write to, or that is missing, is refused") func openFolder() async throws {
        try await Harness.withFolder { folder in
            chmod(folder, 0o770)
            #expect(throws: ControlServerError.openFolder(folder)) { try make(folder + "/b.sock") }
            #expect(throws: ControlServerError.noFolder(folder + "/no")) { try make(folder + "/no/b.sock") }
            for path in ["b.sock", "", "/" + String(repeating: "x", count: 110)] {
                #expect(throws: ControlServerError.badPath(path: path, bytesMax: 101)) { try make(path) }
            }
        }
    }

    @Test(
        "A folder or a socket of another user is refused", .enabled(if: geteuid() == 0, "needs root to give files away")
    )
    func foreign() async throws {
        try await Harness.withFolder { folder in
            let path = folder + "/b.sock"
            try leaveSocket(at: path)
            chown(path, 65534, 65534)
            #expect(throws: ControlServerError.occupied(path: path)) { try make(path) }
            #expect(throws: ControlClientError.notOurs(path: path, owner: 65534)) {
                try SocketCheck.mayUse(path, as: 1000)
            }
            for user in [65534, 0] as [uid_t] { try SocketCheck.mayUse(path, as: user) }
            chown(folder, 65534, 65534)
            #expect(throws: ControlServerError.foreignFolder(folder, owner: 65534)) { try make(path) }
        }
    }

    @Test(
        "A process of another user is cut off before it is heard", .enabled(if: canBecomeNobody, "needs root and curl"))
    func foreignPeer() async throws {
        let own = geteuid()
        for isAllowed in [true, false] {
            try await Harness.run(mayTalk: { isAllowed || $0 == own }) { harness in
                chmod(harness.path, 0o666)
                chmod((harness.path as NSString).deletingLastPathComponent, 0o755)
                let exitCode = try await curlAsNobody(harness.path)
                #expect((exitCode == 0) == isAllowed, "curl: exit code \(exitCode)")
                try await expectAnswer(harness.path)
            }
        }
    }

    @Test("A connection that may not talk is closed without an answer") func guarded() async throws {
        try await Harness.run(mayTalk: { _ in false }) { harness in
            await #expect(throws: ControlClientError.closed) { _ = try await harness.client.status() }
            await #expect(throws: ControlClientError.closed) { _ = try await harness.client.events() }
        }
    }

    @Test("More clients than the bound wait until one leaves") func clients() async throws {
        try await Harness.run { harness in
            var streams: [AsyncThrowingStream<Event, any Error>] = []
            for _ in 0..<ControlLimits.clientsMax {
                let stream = try await harness.client.events()
                streams.append(stream)
            }
            await #expect(throws: ControlClientError.timedOut(afterMS: 100)) {
                _ = try await HTTPExchange.run(
                    harness.path, HTTPExchange.request("GET", "/v1/status", nil), timeoutMS: 100)
            }
            streams = []
            try await expectAnswer(harness.path)
        }
    }

    @Test("A server that ends while connections arrive ends in peace") func endingAmidArrivals() async throws {
        for _ in 0..<20 {
            try await Harness.run { harness in
                // Never served: the server's task is cancelled while they are being accepted.
                for _ in 0..<20 { _ = try UnixSocket(connectingTo: harness.path, timeoutMS: 1_000) }
            }
        }
    }

    @Test("A graceful shutdown ends open streams and then the server") func graceful() async throws {
        try await Harness.withFolder { folder in
            let path = folder + "/b.sock"
            let (running, started) = AsyncStream.makeStream(of: Void.self)
            let server = try make(path) { started.yield() }
            let group = ServiceGroup(services: [server], logger: Harness.quiet)
            async let done: Void = group.run()
            for await _ in running { break }
            var events = try await ControlClient(socketPath: path).events().makeAsyncIterator()
            #expect(try await events.next()?.kind == "snapshot")
            await group.triggerGracefulShutdown()
            await #expect(throws: ControlClientError.closed) { while try await events.next() != nil {} }
            try await done
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("Nobody at the path is told with how to start the daemon") func notRunning() async throws {
        try await Harness.withFolder { folder in
            let path = folder + "/b.sock"
            for attempt in [0, 1] {
                await #expect(throws: ControlClientError.notRunning(path: path)) {
                    let client = ControlClient(socketPath: path)
                    if attempt == 0 { _ = try await client.nearby() } else { _ = try await client.events() }
                }
            }
            #expect(ControlClientError.notRunning(path: path).description.contains("systemctl --user start baithakd"))
        }
    }

    private func expectAnswer(_ path: String) async throws {
        let status = try await ControlClient(socketPath: path).status().value
        #expect(status.pid == 7)
    }

    @discardableResult private func make(
        _ path: String, onRunning: @escaping @Sendable () async -> Void = {}
    ) throws -> ControlServer {
        try ControlServer(path: path, service: FakeService(), logger: Harness.quiet, onRunning: onRunning)
    }

    private func serve(_ path: String, _ body: @Sendable @escaping () async throws -> Void) async throws {
        let (running, started) = AsyncStream.makeStream(of: Void.self)
        let server = try make(path) { started.yield() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { started.finish() }
                try await server.run()
            }
            for await _ in running { break }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() { try result.get() }
        }
    }

    /// A socket that was bound once and that nobody listens on.
    private func leaveSocket(at path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(result == 0)
    }

    private static let canBecomeNobody =
        geteuid() == 0
        && ["/usr/bin/setpriv", "/usr/bin/curl"].allSatisfy(FileManager.default.isExecutableFile(atPath:))

    private func curlAsNobody(_ path: String) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = [
            "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/curl", "-s", "-o", "/dev/null", "--max-time",
            "10", "--unix-socket", path, "http://baithak/v1/status",
        ]
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }
}
