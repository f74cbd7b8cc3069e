import ControlAPI
import Foundation
import Logging

@testable import ControlClient
@testable import ControlServer

/// A server that runs while a test talks to it.
struct Harness: Sendable {
    let path: String
    let service: FakeService
    var client: ControlClient { ControlClient(socketPath: path) }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func run(
        heartbeatMS: Int64 = 15_000, mayTalk: @escaping @Sendable (UInt32) -> Bool = { _ in true },
        _ body: @Sendable @escaping (Harness) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let path = folder + "/b.sock"
            let service = FakeService()
            let (running, started) = AsyncStream.makeStream(of: Void.self)
            let server = try ControlServer(
                path: path, service: service, logger: quiet, heartbeatMS: heartbeatMS, mayTalk: mayTalk
            ) { started.yield() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { started.finish() }
                    try await server.run()
                }
                for await _ in running { break }
                try await body(Harness(path: path, service: service))
                group.cancelAll()
                while let result = await group.nextResult() {
                    if case .failure(let error) = result, !(error is CancellationError) { throw error }
                }
            }
        }
    }

    /// A folder of its own for a test, 0700, removed afterwards.
    static func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("baithak-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    /// Sends any bytes to any resource; the answer's status and text.
    func send(_ method: String, _ resource: String, _ body: String) async throws -> (Int, String) {
        let request = HTTPExchange.request(method, resource, Array(body.utf8))
        let (status, answer) = try await HTTPExchange.run(path, request, timeoutMS: 5_000)
        return (status, String(decoding: answer, as: UTF8.self))
    }
}
