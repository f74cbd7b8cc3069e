import Keys

@testable import Peering

/// One side of a handshake, and a stranger on the other.
enum HandshakeFuzz {
    /// What two sides with the fixed keys say to each other.
    static let honest: (hello: [UInt8], reply: [UInt8], finish: [UInt8]) = {
        do {
            var dialler = try side(.initiator, FixedKeys.theirLink)
            var listener = try side(.responder, FixedKeys.ourLink)
            guard let hello = try dialler.start(), case .reply(let reply) = try listener.receive(hello),
                case .finished(let finish?, _) = try dialler.receive(reply)
            else { preconditionFailure("two honest sides come to an end") }
            return (hello, reply, finish)
        } catch { preconditionFailure("\(error)") }
    }()

    static func take(_ bytes: [UInt8]) -> Bool {
        var script = Script(bytes)
        switch script.below(4) {
        case 0: return hear([script.part(), script.part()], role: .responder)
        case 1: return hear([script.part()], role: .initiator)
        case 2: return listen(toProof: proof(&script))
        default: return dial(untoProof: proof(&script))
        }
    }

    private static func side(_ role: HandshakeRole, _ identity: LinkIdentity) throws -> Handshake {
        try Handshake(role: role, identity: identity, ephemeral: FixedKeys.agreement(role == .initiator ? 6 : 7))
    }

    /// Frames as they come. Only what an honest side said comes to an end.
    private static func hear(_ frames: [[UInt8]], role: HandshakeRole) -> Bool {
        let expected = role == .responder ? [honest.hello, honest.finish] : [honest.reply]
        var isAnswered = false
        do {
            var side = try side(role, role == .responder ? FixedKeys.ourLink : FixedKeys.theirLink)
            _ = try side.start()
            for frame in frames {
                do {
                    switch try side.receive(frame) {
                    case .reply: isAnswered = true
                    case .finished: precondition(frames == expected, "somebody proved what they cannot")
                    }
                } catch {
                    precondition(isOver(&side), "after an error there is no second try")
                    return isAnswered
                }
            }
            return true
        } catch { preconditionFailure("\(error)") }
    }

    private static func isOver(_ side: inout Handshake) -> Bool {
        do {
            _ = try side.receive(honest.hello)
            return false
        } catch { return error == .outOfTurn }
    }

    /// A change of the proof that a stranger owes, or something else in its place.
    private static func proof(_ script: inout Script) -> (_ honest: [UInt8]) -> [UInt8] {
        let isChanged = script.byte() & 1 == 1
        let bytes = script.remainder()
        return { honest in isChanged ? zip(honest, bytes + honest.map { _ in 0 }).map { $0 ^ $1 } : bytes }
    }

    /// A stranger dials who knows Noise and says anything in place of a proof.
    private static func listen(toProof proof: ([UInt8]) -> [UInt8]) -> Bool {
        do {
            var listener = try side(.responder, FixedKeys.ourLink)
            var (hello, finish, payload, said): ([UInt8], [UInt8], [UInt8], [UInt8]) = ([], [], [], [])
            var isHonest = false
            let awaiting = try NoiseXX.InitiatorHello(
                ephemeral: FixedKeys.agreement(6), prologue: Handshake.prologue
            ).write([UInt8(Handshake.version)], into: &hello)
            guard case .reply(let reply) = try listener.receive(hello) else {
                preconditionFailure("a hello is answered")
            }
            _ = try awaiting.read(reply, payload: &payload).write(own: FixedKeys.agreement(4), into: &finish) { hash in
                let owed = FixedKeys.theirLink.proof(.initiator, hash: hash)
                said = proof(owed)
                isHonest = said == owed
                return said
            }
            return judge(&listener, finish, isHonest)
        } catch { preconditionFailure("\(error)") }
    }

    /// The same when we dial.
    private static func dial(untoProof proof: ([UInt8]) -> [UInt8]) -> Bool {
        do {
            var dialler = try side(.initiator, FixedKeys.ourLink)
            var (reply, payload): ([UInt8], [UInt8]) = ([], [])
            var isHonest = false
            guard let hello = try dialler.start() else { preconditionFailure("whoever dials speaks first") }
            _ = try NoiseXX.ResponderAwaitingHello(ephemeral: FixedKeys.agreement(7), prologue: Handshake.prologue)
                .read(hello, payload: &payload).write(own: FixedKeys.agreement(4), into: &reply) { hash in
                    let owed = FixedKeys.theirLink.proof(.responder, hash: hash)
                    let said = proof(owed)
                    isHonest = said == owed
                    return said
                }
            return judge(&dialler, reply, isHonest)
        } catch { preconditionFailure("\(error)") }
    }

    private static func judge(_ side: inout Handshake, _ frame: [UInt8], _ isHonest: Bool) -> Bool {
        do {
            switch try side.receive(frame) {
            case .reply: preconditionFailure("a proof is no hello")
            case .finished(_, let link):
                precondition(isHonest && link.peer == FixedKeys.theirs.publicKey, "only who signs is let in")
                return true
            }
        } catch {
            precondition(!isHonest && isOver(&side), "whoever proves who they are is let in: \(error)")
            return false
        }
    }
}
