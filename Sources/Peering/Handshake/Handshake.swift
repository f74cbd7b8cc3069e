package import Keys

/// One link's way from a connection to an authenticated peer: Noise XX, with identities in its second and third
/// payload.
///
///     initiator                                             responder
///     start()  -- 32 bytes: ephemeral key ------------------> receive
///     receive <-- 192: ephemeral, [static], [proof] --------- .reply
///     .finished(reply) -- 160: [static], [proof] -----------> receive: .finished(nil)
///
/// `[…]` is sealed; a proof is an identity key and its signature over static key and role. Frames are given and taken
/// whole, without their length field. Wrong input is a typed error; after any error the value answers `outOfTurn`,
/// and the connection should be closed. Deadlines are the caller's.
package struct Handshake: ~Copyable {
    private let identity: LinkIdentity
    private var state: State

    /// What both sides must agree on before they begin: the name and version of the protocol.
    package static let prologue = [UInt8]("baithak/1".utf8)

    private enum State: ~Copyable {
        case hello(NoiseXX.InitiatorHello)
        case awaitingReply(NoiseXX.InitiatorAwaitingReply)
        case awaitingHello(NoiseXX.ResponderAwaitingHello)
        case awaitingFinish(NoiseXX.ResponderAwaitingFinish)
        case over
    }

    /// Starts one side of one link.
    /// - Parameters:
    ///   - role: whether this side dialled.
    ///   - identity: who this node is.
    ///   - ephemeral: made for this handshake alone.
    ///   - prologue: only tests give another.
    /// - Throws: `HandshakeError.keys`.
    package init(
        role: HandshakeRole, identity: LinkIdentity, ephemeral: consuming AgreementKey,
        prologue: [UInt8] = Handshake.prologue
    ) throws(HandshakeError) {
        self.identity = identity
        do {
            switch role {
            case .initiator: state = .hello(try NoiseXX.InitiatorHello(ephemeral: ephemeral, prologue: prologue))
            case .responder:
                state = .awaitingHello(try NoiseXX.ResponderAwaitingHello(ephemeral: ephemeral, prologue: prologue))
            }
        } catch { throw HandshakeError(error, expected: 0) }
    }

    /// To be called once when the connection is open: the initiator's first frame; a responder has nothing to say yet.
    /// - Throws: `HandshakeError.outOfTurn` when called again.
    package mutating func start() throws(HandshakeError) -> [UInt8]? {
        switch takeState() {
        case .hello(let hello):
            var frame: [UInt8] = []
            do {
                state = .awaitingReply(try hello.write(into: &frame))
            } catch { throw HandshakeError(error, expected: HandshakeLimits.helloBytes) }
            return frame
        case .awaitingHello(let waiting):
            state = .awaitingHello(waiting)
            return nil
        default: throw .outOfTurn
        }
    }

    /// Takes the next frame.
    /// - Throws: `HandshakeError`; the handshake is over then.
    package mutating func receive(_ frame: [UInt8]) throws(HandshakeError) -> HandshakeStep {
        switch takeState() {
        case .awaitingHello(let waiting):
            try check(frame, HandshakeLimits.helloBytes)
            return .reply(try reply(to: frame, waiting))
        case .awaitingReply(let waiting):
            try check(frame, HandshakeLimits.replyBytes)
            return try finish(frame, waiting)
        case .awaitingFinish(let waiting):
            try check(frame, HandshakeLimits.finishBytes)
            return try finish(frame, waiting)
        default: throw .outOfTurn
        }
    }

    /// Takes the state out, so that a failure leaves none behind.
    private mutating func takeState() -> State {
        var taken = State.over
        swap(&taken, &state)
        return taken
    }

    private func check(_ frame: [UInt8], _ expected: Int) throws(HandshakeError) {
        guard frame.count == expected else { throw .badFrameLength(expected: expected, actual: frame.count) }
    }

    private mutating func reply(
        to frame: [UInt8], _ waiting: consuming NoiseXX.ResponderAwaitingHello
    ) throws(HandshakeError) -> [UInt8] {
        var payload: [UInt8] = []
        var reply: [UInt8] = []
        do {
            let next = try waiting.read(frame, payload: &payload)
            let proof = identity.proof(.responder)
            state = .awaitingFinish(try next.write(proof, own: identity.agreement, into: &reply))
        } catch { throw HandshakeError(error, expected: HandshakeLimits.helloBytes) }
        return reply
    }

    private func finish(
        _ frame: [UInt8], _ waiting: consuming NoiseXX.InitiatorAwaitingReply
    ) throws(HandshakeError) -> HandshakeStep {
        var payload: [UInt8] = []
        let next: NoiseXX.InitiatorFinish
        do { next = try waiting.read(frame, payload: &payload) } catch {
            throw HandshakeError(error, expected: HandshakeLimits.replyBytes)
        }
        // The peer first: a stranger without a valid identity learns nothing of ours.
        let peer = try identity.verify(proof: payload, remoteStatic: next.remoteStatic, role: .responder)
        var reply: [UInt8] = []
        do {
            let session = try next.write(identity.proof(.initiator), own: identity.agreement, into: &reply)
            return .finished(reply: reply, Established(peer: peer, session: session))
        } catch { throw HandshakeError(error, expected: HandshakeLimits.replyBytes) }
    }

    private func finish(
        _ frame: [UInt8], _ waiting: consuming NoiseXX.ResponderAwaitingFinish
    ) throws(HandshakeError) -> HandshakeStep {
        var payload: [UInt8] = []
        let session: NoiseSession
        do { session = try waiting.read(frame, payload: &payload) } catch {
            throw HandshakeError(error, expected: HandshakeLimits.finishBytes)
        }
        let peer = try identity.verify(proof: payload, remoteStatic: session.remoteStatic, role: .initiator)
        return .finished(reply: nil, Established(peer: peer, session: session))
    }
}
