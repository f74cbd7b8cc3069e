import Keys
import NIOCore
import Peering
import Wire

/// One connection from its first byte: the handshake, then sealed messages. Lives on the event loop.
final class LinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What the owner of a connection hears.
    protocol Owner: AnyObject {
        func authenticated(_ handler: LinkHandler, peer: PublicKey, handshakeHash: [UInt8])
        func received(_ message: Message, on handler: LinkHandler)
        func ended(_ handler: LinkHandler, _ ending: Ending)
    }

    /// Why a connection ended.
    enum Ending {
        case handshake(HandshakeError)
        case other(String)

        var reason: String {
            switch self {
            case .handshake(let error): "\(error)"
            case .other(let text): text
            }
        }
    }

    let link: LinkID
    let role: HandshakeRole
    private let identity: LinkIdentity
    private weak var owner: (any Owner)?
    private var handshake: Handshake?
    private var established: Established?
    private var frames = FrameReader()
    private var context: ChannelHandlerContext?
    private var deadline: Scheduled<Void>?
    private var began = NIODeadline.now()
    private var ending: Ending?
    private var pendingBytes = 0
    private var isClosing = false

    init(link: LinkID, role: HandshakeRole, identity: LinkIdentity, owner: any Owner) {
        self.link = link
        self.role = role
        self.identity = identity
        self.owner = owner
    }

    var isAuthenticated: Bool { established != nil }

    /// How long ago the connection was there.
    var ageMS: Int64 { (NIODeadline.now() - began).nanoseconds / 1_000_000 }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) { begin(context) }

    private func begin(_ context: ChannelHandlerContext) {
        guard handshake == nil, established == nil, ending == nil else { return }
        began = .now()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: .milliseconds(TransportLimits.handshakeMS)) {
            bound.value.end(.other("the handshake took too long"))
        }
        do {
            var fresh = try Handshake(role: role, identity: identity, ephemeral: try Self.ephemeral())
            if let hello = try fresh.start() { write(hello) }
            handshake = consume fresh
        } catch { end(.handshake(error)) }
    }

    private static func ephemeral() throws(HandshakeError) -> AgreementKey {
        do { return try AgreementKey.generate() } catch { throw .keys(error) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A link that is closing only waits for the other side to close as well.
        guard ending == nil else { return }
        var bytes = unwrapInboundIn(data)
        frames.append(&bytes)
        do {
            while ending == nil {
                let max = isAuthenticated ? HandshakeLimits.sealedBytesMax : HandshakeLimits.frameBytesMax
                guard let frame = try frames.next(bytesMax: max) else { return }
                if isAuthenticated { try open(frame) } else { try step(frame) }
            }
        } catch HandshakeError.otherVersion(let version) where role == .responder {
            write(Handshake.prologue)
            closeGracefully(.handshake(.otherVersion(version)))
        } catch let error as HandshakeError {
            end(.handshake(error))
        } catch let error as WireError {
            end(.other("a message that cannot be read: \(error)"))
        } catch {
            end(.other("\(error)"))
        }
    }

    private func step(_ frame: [UInt8]) throws {
        guard let step = try handshake?.receive(frame) else { return }
        switch consume step {
        case .reply(let reply): write(reply)
        case .finished(let reply, let established):
            if let reply { write(reply) }
            let (peer, hash) = (established.peer, established.handshakeHash)
            self.established = consume established
            handshake = nil
            deadline?.cancel()
            owner?.authenticated(self, peer: peer, handshakeHash: hash)
        }
    }

    private func open(_ frame: [UInt8]) throws {
        guard let plaintext = try established?.opener.open(frame) else { return }
        owner?.received(try Message(decoding: plaintext), on: self)
    }

    /// Seals and sends a message; a link that is closing sends nothing more.
    func send(_ message: Message) {
        guard !isClosing, ending == nil else { return }
        do {
            guard let frame = try established?.sealer.seal(message.encoded()) else { return }
            write(frame)
        } catch { end(.other("\(error)")) }
        if pendingBytes > TransportLimits.pendingBytesMax { end(.other("the other side reads too slowly")) }
    }

    private func write(_ frame: [UInt8]) {
        guard let context else { return }
        var buffer = context.channel.allocator.buffer(capacity: 2 + frame.count)
        buffer.writeInteger(UInt16(frame.count))
        buffer.writeBytes(frame)
        let size = buffer.readableBytes
        pendingBytes += size
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in bound.value.written(size) }
    }

    private func written(_ size: Int) {
        pendingBytes -= size
        if isClosing, pendingBytes == 0 { context?.close(mode: .output, promise: nil) }
    }

    /// Closes once what was sent is out: our half first, so that unread bytes do not make the system throw away what
    /// the other side has yet to read; then all, when the other side closes too or after ``TransportLimits/lingerMS``.
    func closeGracefully(_ ending: Ending) {
        guard let context, !isClosing, self.ending == nil else { return }
        isClosing = true
        self.ending = ending
        if pendingBytes == 0 { context.close(mode: .output, promise: nil) }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(TransportLimits.lingerMS)) {
            bound.value.context?.close(promise: nil)
        }
    }

    /// Closes at once.
    func end(_ ending: Ending) {
        if self.ending == nil { self.ending = ending }
        context?.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        self.context = nil
        owner?.ended(self, ending ?? .other("the other side closed the connection"))
        owner = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(.other("\(error)")) }
}
