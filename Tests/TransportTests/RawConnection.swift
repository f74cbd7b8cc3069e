import Keys
import NIOCore
import NIOPosix
import Peering
import Wire

@testable import Transport

/// A TCP connection that does what a test wants, to a station or accepted by a ``RawListener``.
struct RawConnection: Sendable {
    /// What came and was not taken yet, and whether the other side closed. Lives on the event loop.
    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        var bytes = ByteBuffer()
        var waiting: (count: Int, promise: EventLoopPromise<[UInt8]>)?

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var new = unwrapInboundIn(data)
            bytes.writeBuffer(&new)
            answer()
        }

        func answer() {
            guard let (count, promise) = waiting, let taken = bytes.readBytes(length: count) else { return }
            waiting = nil
            promise.succeed(taken)
        }

        func channelInactive(context: ChannelHandlerContext) { waiting?.promise.fail(ChannelError.inputClosed) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    let channel: any Channel
    private let collector: NIOLoopBound<Collector>

    init(_ channel: any Channel) throws {
        self.channel = channel
        let collector = Collector()
        try channel.pipeline.syncOperations.addHandler(collector)
        self.collector = NIOLoopBound(collector, eventLoop: channel.eventLoop)
    }

    /// From a loopback address of one's choice, so that a test can be many people.
    static func connect(to port: Int, reading: Bool = true, from address: String? = nil) async throws -> RawConnection {
        var bootstrap = ClientBootstrap(group: Station.loop)
        if let address { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: address, port: 0)) }
        return
            try await bootstrap
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.autoRead, value: reading)
            .connect(host: "127.0.0.1", port: port)
            .flatMapThrowing { try RawConnection($0) }.get()
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Sends a frame with its length, each byte alone.
    func sendSlowly(frame: [UInt8]) async throws {
        for byte in Self.framed(frame) { try await send([byte]) }
    }

    static func framed(_ frame: [UInt8]) -> [UInt8] { [UInt8(frame.count >> 8), UInt8(frame.count & 0xFF)] + frame }

    /// The next so many bytes; fails if the other side closes before.
    func take(_ count: Int) async throws -> [UInt8] {
        let promise = channel.eventLoop.makePromise(of: [UInt8].self)
        let limit = channel.eventLoop.scheduleTask(in: .seconds(10)) {
            promise.fail(ChannelError.connectTimeout(.seconds(10)))
        }
        promise.futureResult.whenComplete { _ in limit.cancel() }
        channel.eventLoop.execute {
            collector.value.waiting = (count, promise)
            collector.value.answer()
        }
        return try await promise.futureResult.get()
    }

    /// Comes back when the other side has closed, and fails if it does not in time.
    func closed() async throws {
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let limit = channel.eventLoop.scheduleTask(in: .seconds(10)) {
            promise.fail(ChannelError.connectTimeout(.seconds(10)))
        }
        channel.closeFuture.whenComplete { _ in
            limit.cancel()
            promise.succeed()
        }
        try await promise.futureResult.get()
    }

    /// The initiator's side of a handshake, by hand, each byte alone; the link's two ciphers.
    func shakeHands() async throws -> Established {
        let identity = LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
        var handshake = try Handshake(role: .initiator, identity: identity, ephemeral: try AgreementKey.generate())
        guard let hello = try handshake.start() else { throw ChannelError.eof }
        try await sendSlowly(frame: hello)
        let reply = try await take(2 + HandshakeLimits.replyBytes)
        switch try handshake.receive(Array(reply.dropFirst(2))) {
        case .reply: throw ChannelError.eof
        case .finished(let finish, let established):
            guard let finish else { throw ChannelError.eof }
            try await sendSlowly(frame: finish)
            return established
        }
    }
}

/// Somebody who listens and is no baithak.
struct RawListener: Sendable {
    let port: Int
    private let channel: any Channel

    /// Answers each connection with these bytes, and then waits.
    static func open(saying bytes: [UInt8] = []) async throws -> RawListener {
        let channel = try await ServerBootstrap(group: Station.loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard !bytes.isEmpty else { return }
                    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return RawListener(port: channel.localAddress?.port ?? 0, channel: channel)
    }

    /// A port on which nobody listens.
    static func closedPort() async throws -> Int {
        let listener = try await open()
        try await listener.close()
        return listener.port
    }

    func close() async throws { try await channel.close().get() }
}
