package import Keys

/// One link's way from a connection to an authenticated peer: Noise XX, with identities in its second and third
/// payload.
///
///     initiator                                             responder
///     start()  -- 33 bytes: ephemeral key, version ---------> receive
///     receive <-- 192: ephemeral, [static], [proof] --------- .reply
///     .finished(reply) -- 160: [static], [proof] -----------> receive: .finished(nil)
///
/// `[…]` is sealed; a proof is an identity key and its signature over static key, transcript and role. Frames are given
/// and taken whole, without their length field. Wrong input is a typed error; after any error the value answers
/// `outOfTurn`, and the connection should be closed. Deadlines are the caller's.
package struct Handshake: ~Copyable {
    private let identity: LinkIdentity
    private var state: State

    /// The version of the protocol.
    package static let version = 2
    /// What both sides must agree on before they begin: the name and version of the protocol. It is also what a
    /// listener sends, in the clear, to whoever begins with another version.
    package static let prologue = name + [UInt8]("\(version)".utf8)
    private static let name = [UInt8]("baithak/".utf8)

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
                state = .awaitingReply(try hello.write([UInt8(Self.version)], into: &frame))
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
            try checkVersion(ofHello: frame)
            try check(frame, HandshakeLimits.helloBytes)
            return .reply(try reply(to: frame, waiting))
        case .awaitingReply(let waiting):
            try checkVersion(ofReply: frame)
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

    /// Version 1 had no byte for it.
    private func checkVersion(ofHello frame: [UInt8]) throws(HandshakeError) {
        if frame.count == NoiseXX.keyBytes { throw .otherVersion(1) }
        if frame.count >= HandshakeLimits.helloBytes, frame[NoiseXX.keyBytes] != UInt8(Self.version) {
            throw .otherVersion(Int(frame[NoiseXX.keyBytes]))
        }
    }

    /// Whether a listener of another version has answered, see ``prologue``.
    private func checkVersion(ofReply frame: [UInt8]) throws(HandshakeError) {
        let digits = frame.dropFirst(Self.name.count)
        guard frame.starts(with: Self.name), (1...3).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let version = UInt8(String(decoding: digits, as: UTF8.self))
        else { return }
        throw .otherVersion(Int(version))
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
            let waiting = try next.write(own: identity.agreement, into: &reply) { hash in
                identity.proof(.responder, hash: hash)
            }
            state = .awaitingFinish(waiting)
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
        let peer = try identity.verify(
            proof: payload, remoteStatic: next.remoteStatic, hash: next.remotePayloadHash, role: .responder)
        var reply: [UInt8] = []
        do {
            let session = try next.write(own: identity.agreement, into: &reply) { hash in
                identity.proof(.initiator, hash: hash)
            }
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
        let peer = try identity.verify(
            proof: payload, remoteStatic: session.remoteStatic, hash: session.remotePayloadHash, role: .initiator)
        return .finished(reply: nil, Established(peer: peer, session: session))
    }
}
