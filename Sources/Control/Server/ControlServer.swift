import Accepting
import ControlAPI
import Glibc
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Serves the control socket: HTTP/1.1 with JSON on a Unix socket for the user who owns it (`docs/openapi.yaml`).
///
/// Making one claims the path, so a daemon makes it before anything that others could notice.
package struct ControlServer: Service {
    private let claim: SocketClaim
    private let connections = ControlConnections()
    private let service: any ControlService
    private let logger: Logger
    private let heartbeatMS: Int64
    private let mayTalk: @Sendable (UInt32) -> Bool
    private let onRunning: @Sendable () async -> Void

    /// Claims the path; nothing listens before ``run()``.
    ///
    /// - Parameters:
    ///   - path: where the socket is to be, as ``ControlSocket`` finds it.
    ///   - service: who answers.
    ///   - onRunning: called once when clients can connect.
    /// - Throws: ``ControlServerError/alreadyRunning(path:)`` if another daemon serves the path, and the other cases if
    ///   the folder or what is in it cannot be trusted.
    package init(
        path: String, service: some ControlService, logger: Logger,
        onRunning: @escaping @Sendable () async -> Void = {}
    ) throws(ControlServerError) {
        let own = geteuid()
        try self.init(
            path: path, service: service, logger: logger, heartbeatMS: ControlLimits.heartbeatMS,
            mayTalk: { $0 == own || $0 == 0 }, onRunning: onRunning)
    }

    /// The same with what tests change.
    init(
        path: String, service: some ControlService, logger: Logger, heartbeatMS: Int64,
        mayTalk: @escaping @Sendable (UInt32) -> Bool, onRunning: @escaping @Sendable () async -> Void
    ) throws(ControlServerError) {
        claim = try SocketClaim(path: path)
        self.service = service
        self.logger = logger
        self.heartbeatMS = heartbeatMS
        self.mayTalk = mayTalk
        self.onRunning = onRunning
    }

    /// Serves until the task is cancelled or a graceful shutdown begins; then streams end, requests that are being
    /// answered are finished, and the socket is removed. To be called once.
    ///
    /// - Throws: ``ControlServerError`` or an error of the network library if the socket cannot be made.
    package func run() async throws {
        try claim.prepare()
        defer { claim.withdraw() }
        let failure = Mutex<ControlServerError?>(nil)
        let responder = ControlRoutes(service: service, heartbeatMS: heartbeatMS, logger: logger).responder()
        let server = try builder.buildServer(
            configuration: configuration, eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet
        ) { [connections] request, writer, channel in
            connections.begin(on: channel)
            defer { connections.end(on: channel) }
            let context = BasicRequestContext(source: .init(channel: channel, logger: logger))
            let response = try await responder.respond(to: request, context: context)
            try await writer.write(response: response.head, body: response.body)
        } onServerRunning: { [claim, connections, onRunning] channel in
            do throws(ControlServerError) {
                // Where descriptors are lacking, one idle client gives way for each new one.
                channel.eventLoop.execute {
                    let pause = AcceptPause { connections.makeRoom(ending: 1) }
                    // The only error is that the listener was closed.
                    try? channel.pipeline.syncOperations.addHandler(pause, position: .first)
                }
                try claim.publish()
                await onRunning()
            } catch {
                failure.withLock { $0 = error }
                channel.close(promise: nil)
            }
        }
        try await server.run()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private var builder: HTTPServerBuilder {
        HTTPServerBuilder { [connections, mayTalk] responder in
            let idle = TimeAmount.milliseconds(ControlLimits.idleTimeoutMS)
            return GuardedChannel(
                inner: HTTP1Channel(responder: responder, configuration: .init(idleTimeout: idle)),
                connections: connections, mayTalk: mayTalk)
        }
    }

    private var configuration: ServerConfiguration {
        ServerConfiguration(
            address: .unixDomainSocket(path: claim.bindingPath), backlog: ControlLimits.clientsMax,
            availableConnectionsDelegate: MaximumAvailableConnections(ControlLimits.clientsMax, logger: quiet))
    }

    /// The library's own messages are of no use to whoever reads the daemon's log, apart from warnings.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}
