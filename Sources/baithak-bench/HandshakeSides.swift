import Keys
import Peering

/// Two attendees who shake hands again and again. Their identities are signed once, as in a daemon's run.
struct HandshakeSides {
    private let dialler: LinkIdentity
    private let listener: LinkIdentity

    init() throws {
        dialler = LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
        listener = LinkIdentity(signer: try SigningKey.generate(), agreement: try AgreementKey.generate())
    }

    /// One whole handshake, three frames.
    func shakeHands() throws {
        var initiator = try Handshake(role: .initiator, identity: dialler, ephemeral: AgreementKey.generate())
        var responder = try Handshake(role: .responder, identity: listener, ephemeral: AgreementKey.generate())
        let hello = try initiator.start() ?? []
        guard case .reply(let reply) = try responder.receive(hello) else { throw HandshakeError.outOfTurn }
        guard case .finished(let finish, _) = try initiator.receive(reply) else { throw HandshakeError.outOfTurn }
        guard case .finished = try responder.receive(finish ?? []) else { throw HandshakeError.outOfTurn }
    }
}
