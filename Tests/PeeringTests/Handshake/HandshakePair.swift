import Keys
import Peering

/// An attendee with a static key for this run.
func linkIdentity() throws -> LinkIdentity {
    try LinkIdentity(signer: SigningKey.generate(), agreement: AgreementKey.generate())
}

func handshake(
    _ role: HandshakeRole, _ identity: LinkIdentity, prologue: [UInt8] = Handshake.prologue
) throws -> Handshake {
    try Handshake(role: role, identity: identity, ephemeral: AgreementKey.generate(), prologue: prologue)
}

extension HandshakeStep {
    /// The frame to send, whichever step this is.
    consuming func frame() -> [UInt8]? {
        switch consume self {
        case .reply(let frame): frame
        case .finished(let reply, _): reply
        }
    }

    /// The link of the last step, and the frame that goes with it.
    consuming func established(sending frame: inout [UInt8]) throws -> Established {
        switch consume self {
        case .reply: throw NotFinished()
        case .finished(let reply, let established):
            frame = reply ?? []
            return established
        }
    }
}

struct NotFinished: Error {}

/// Two sides that have exchanged frames, with a chance to change each on its way.
struct HandshakePair: ~Copyable {
    var initiator: Established
    var responder: Established
    let frameBytes: [Int]

    init(
        _ one: LinkIdentity, _ other: LinkIdentity,
        prologues: ([UInt8], [UInt8]) = (Handshake.prologue, Handshake.prologue),
        change: (Int, inout [UInt8]) -> Void = { _, _ in }
    ) throws {
        var dialler = try handshake(.initiator, one, prologue: prologues.0)
        var listener = try handshake(.responder, other, prologue: prologues.1)
        guard var hello = try dialler.start(), try listener.start() == nil else { throw NotFinished() }
        change(0, &hello)
        guard var reply = try listener.receive(hello).frame() else { throw NotFinished() }
        change(1, &reply)
        var (finish, none): ([UInt8], [UInt8]) = ([], [])
        let link = try dialler.receive(reply).established(sending: &finish)
        change(2, &finish)
        responder = try listener.receive(finish).established(sending: &none)
        initiator = link
        frameBytes = [hello.count, reply.count, finish.count]
    }
}
