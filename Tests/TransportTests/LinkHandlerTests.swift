import Keys
import NIOCore
import NIOEmbedded
import Peering
import Testing
import Wire

@testable import Transport

/// One connection on an event loop whose time moves when told.
struct LinkHandlerTests {
    /// What the owner of a connection heard.
    final class Owner: LinkHandler.Owner {
        var peers: [PublicKey] = []
        var endings: [String] = []

        func authenticated(_ handler: LinkHandler, peer: PublicKey, handshakeHash: [UInt8]) { peers.append(peer) }
        func received(_ message: Message, on handler: LinkHandler) {}
        func ended(_ handler: LinkHandler, _ ending: LinkHandler.Ending) { endings.append(ending.reason) }
    }

    let owner = Owner()
    let identity: LinkIdentity

    init() throws {
        identity = LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
    }

    /// A connection that is open, and its handler.
    func open(_ role: HandshakeRole) throws -> (channel: EmbeddedChannel, handler: LinkHandler) {
        let handler = LinkHandler(link: LinkID(1), role: role, identity: identity, owner: owner)
        let channel = EmbeddedChannel(handler: handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return (channel, handler)
    }

    @Test("A connection that does not authenticate itself is closed after five seconds", arguments: [0, 1] as [UInt8])
    func deadline(_ role: UInt8) throws {
        let (channel, _) = try open(try #require(HandshakeRole(rawValue: role)))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4_999))
        #expect(channel.isActive && owner.endings.isEmpty)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive && owner.endings == ["the handshake took too long"])
    }

    @Test("Dripping bytes do not move the deadline")
    func dripping() throws {
        let (channel, _) = try open(.responder)
        // A hello of 32 bytes never completes.
        for byte in [0, 32] + [UInt8](repeating: 1, count: 23) {
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(199))
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(199))
        #expect(!channel.isActive && owner.endings.count == 1)
    }

    @Test("An authenticated link has no deadline")
    func authenticated() throws {
        let (channel, handler) = try open(.responder)
        let other = LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
        var handshake = try Handshake(role: .initiator, identity: other, ephemeral: try AgreementKey.generate())
        let hello = try #require(try handshake.start())
        try channel.writeInbound(ByteBuffer(bytes: RawConnection.framed(hello)))
        let reply = try #require(try channel.readOutbound(as: ByteBuffer.self))
        switch try handshake.receive(Array(reply.readableBytesView.dropFirst(2))) {
        case .reply: Issue.record("the initiator's handshake is over after the reply")
        case .finished(let finish, _):
            try channel.writeInbound(ByteBuffer(bytes: RawConnection.framed(try #require(finish))))
        }
        #expect(handler.isAuthenticated && owner.peers == [other.publicKey])
        channel.embeddedEventLoop.advanceTime(by: .seconds(3_600))
        #expect(channel.isActive && owner.endings.isEmpty)
    }

    @Test("A frame longer than a handshake's is refused by its length alone", arguments: [2_049, 65_535] as [UInt16])
    func tooLong(_ length: UInt16) throws {
        let (channel, _) = try open(.responder)
        try channel.writeInbound(ByteBuffer(integer: length))
        #expect(!channel.isActive && owner.endings.count == 1)
        #expect(owner.endings.first?.contains("\(length) bytes was announced") == true)
    }

    @Test("An address that answers when another has won is closed, not kept")
    func lateRacer() throws {
        let race = DialRace(
            dial: DialID(1), endpoints: [], persona: .attendee, loop: EmbeddedEventLoop(),
            start: { _, _ in EmbeddedEventLoop().makeSucceededVoidFuture() }, fail: { _, _ in })
        let (winner, early, late) = (try open(.initiator), try open(.initiator), try open(.initiator))
        race.join(winner.handler)
        race.join(early.handler)
        #expect(race.won(winner.handler))
        race.join(late.handler)
        #expect(winner.channel.isActive && !early.channel.isActive && !late.channel.isActive)
        #expect(!race.won(late.handler))
        _ = try winner.channel.finish()
    }
}
