import Accepting
package import Keys
package import NIOCore
import NIOPosix
package import Peering
package import Wire

/// TCP listener, dialler and authenticated connections. Everything happens on one event loop; all methods are to be
/// called on it, but for the initialiser.
package final class Transport {
    private let loop: any EventLoop
    private weak var delegate: (any TransportDelegate)?
    private let attendee: LinkIdentity
    private var listener: LinkIdentity
    private var server: (any Channel)?
    private var connections: [LinkID: Connection] = [:]
    /// Inbound and not authenticated, oldest first.
    private var strangers: [LinkID] = []
    private var nextLink: UInt64 = 1
    private var isShutDown = false
    private var budget: AdmissionBudget

    private struct Connection {
        let handler: LinkHandler
        let race: DialRace?
        let remote: Endpoint
        let channel: any Channel
        let persona: Persona
    }

    /// A transport for one run.
    ///
    /// - Parameters:
    ///   - signer: our identity.
    ///   - loop: where everything happens.
    ///   - delegate: who hears; held weakly.
    /// - Throws: ``Keys/KeyError`` if there is no secure memory for the keys of this run.
    package init(signer: any Signer, loop: any EventLoop, delegate: any TransportDelegate) throws(KeyError) {
        self.loop = loop
        self.delegate = delegate
        budget = AdmissionBudget(at: Self.milliseconds(loop.now))
        attendee = LinkIdentity(signer: signer, agreement: try AgreementKey.generate())
        listener = try Self.throwaway()
    }

    /// A key that stands for nobody.
    private static func throwaway() throws(KeyError) -> LinkIdentity {
        LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
    }

    /// From the next dial on, those who listen without being seen have another key.
    package func renewListener() throws(KeyError) { listener = try Self.throwaway() }

    // Accepting.

    /// Accepts connections on this port of all addresses, 0 for any free port; succeeds with the port.
    ///
    /// The future fails with ``TransportError``.
    package func listen(port: Int) -> EventLoopFuture<Int> {
        let bound = NIOLoopBound(self, eventLoop: loop)
        return bind("::", port)
            .flatMapError { error in
                // A kernel without IPv6 knows no such address.
                Self.isInUse(error) ? bound.value.loop.makeFailedFuture(error) : bound.value.bind("0.0.0.0", port)
            }
            .flatMapThrowing { channel in
                bound.value.server = channel
                return channel.localAddress?.port ?? port
            }
            .flatMapErrorThrowing { error in
                throw Self.isInUse(error)
                    ? TransportError.portInUse(port) : TransportError.cannotListen(port: port, reason: "\(error)")
            }
    }

    private func bind(_ host: String, _ port: Int) -> EventLoopFuture<any Channel> {
        let bound = NIOLoopBound(self, eventLoop: loop)
        return ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: TransportLimits.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause())
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try bound.value.accept(channel) }
            }
            .bind(host: host, port: port)
    }

    /// Accepts no more connections; those that are open stay.
    package func stopListening() {
        server?.close(promise: nil)
        server = nil
    }

    private static func isInUse(_ error: any Error) -> Bool { (error as? IOError)?.errnoCode == 98 }

    private func accept(_ channel: any Channel) throws {
        guard let remote = Endpoint(channel.remoteAddress),
            budget.admit(remote.address, at: Self.milliseconds(loop.now))
        else { throw ChannelError.eof }
        let same = strangers.filter { connections[$0]?.remote.address == remote.address }
        if same.count >= TransportLimits.unauthenticatedPerAddressMax, let oldest = same.first { evict(oldest) }
        if strangers.count >= TransportLimits.unauthenticatedMax, let oldest = strangers.first { evict(oldest) }
        let handler = try add(channel, role: .responder, race: nil, remote: remote, persona: .attendee)
        strangers.append(handler.link)
    }

    private static func milliseconds(_ moment: NIODeadline) -> Int64 {
        Int64(moment.uptimeNanoseconds / 1_000_000)
    }

    private func evict(_ link: LinkID) {
        strangers.removeAll { $0 == link }
        connections[link]?.handler.end(.other("a newer connection needed the place"))
    }

    private func add(
        _ channel: any Channel, role: HandshakeRole, race: DialRace?, remote: Endpoint, persona: Persona
    ) throws -> LinkHandler {
        let link = LinkID(nextLink)
        nextLink += 1
        let identity = persona == .attendee ? attendee : listener
        let handler = LinkHandler(link: link, role: role, identity: identity, owner: self)
        connections[link] = Connection(handler: handler, race: race, remote: remote, channel: channel, persona: persona)
        try channel.pipeline.syncOperations.addHandler(handler)
        return handler
    }

    // Dialling.

    /// Races these addresses; the delegate hears `linkOpened` or `dialFailed`.
    package func dial(_ dial: DialID, _ endpoints: [Endpoint], as persona: Persona) {
        guard !isShutDown else { return }
        let race = DialRace(
            dial: dial, endpoints: endpoints, persona: persona, loop: loop,
            start: { [self] endpoint, race in connect(to: endpoint, for: race) },
            fail: { [weak delegate] race, failure in delegate?.dialFailed(race.dial, failure, reason: race.reason) })
        race.next()
    }

    private func connect(to endpoint: Endpoint, for race: DialRace) -> EventLoopFuture<Void> {
        let bound = NIOLoopBound((self, race), eventLoop: loop)
        return ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(TransportLimits.connectMS))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(to: endpoint.socketAddress)
            .flatMapThrowing { channel in
                let (transport, race) = bound.value
                guard !transport.isShutDown else {
                    channel.close(promise: nil)
                    throw ChannelError.alreadyClosed
                }
                let handler = try transport.add(
                    channel, role: .initiator, race: race, remote: endpoint, persona: race.persona)
                race.join(handler)
            }
    }

    // Links.

    /// Sends a message; a link that is gone is a race and ignored.
    package func send(_ message: Message, over link: LinkID) { connections[link]?.handler.send(message) }

    /// Whether what comes over a link is read. While it is not, TCP holds the other side back, after a chunk that was
    /// already taken.
    package func setReading(_ isReading: Bool, from link: LinkID) {
        connections[link]?.channel.setOption(ChannelOptions.autoRead, value: isReading).whenFailure { _ in
            // It is closed already.
        }
    }

    /// Closes a link once what was sent is out; the delegate hears `linkClosed`.
    package func close(_ link: LinkID, reason: String) { connections[link]?.handler.closeGracefully(.other(reason)) }

    /// Whether connections are still open; after the last is closed, nothing more happens.
    package var isIdle: Bool { connections.isEmpty }

    /// Closes everything at once; dials under way lead nowhere, and nothing is dialled any more.
    package func shutDown() {
        isShutDown = true
        stopListening()
        for (_, connection) in connections { connection.handler.end(.other("the program ends")) }
    }
}

extension Transport: LinkHandler.Owner {
    func authenticated(_ handler: LinkHandler, peer: PublicKey, handshakeHash: [UInt8]) {
        strangers.removeAll { $0 == handler.link }
        guard let connection = connections[handler.link] else { return }
        budget.authenticated(connection.remote.address)
        if let race = connection.race, !race.won(handler) { return }
        let local = Endpoint(connection.channel.localAddress)
        delegate?.linkOpened(
            OpenedLink(
                id: handler.link, peer: peer, dial: connection.race?.dial, remote: connection.remote,
                interface: LocalAddresses.interface(of: local), persona: connection.persona,
                handshakeHash: handshakeHash, local: local?.withoutPort, ageMS: handler.ageMS))
    }

    func received(_ message: Message, on handler: LinkHandler) {
        delegate?.received(message, over: handler.link)
    }

    func ended(_ handler: LinkHandler, _ ending: LinkHandler.Ending) {
        strangers.removeAll { $0 == handler.link }
        guard let connection = connections.removeValue(forKey: handler.link) else { return }
        if case .handshake(.otherVersion(let version)) = ending {
            delegate?.metVersion(version, at: connection.remote.address)
        }
        if handler.isAuthenticated {
            delegate?.linkClosed(handler.link, reason: ending.reason)
        } else {
            connection.race?.lost(ending)
        }
    }
}
