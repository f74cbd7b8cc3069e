import Keys
import Peering
import Testing

/// A liar that speaks Noise correctly and chooses the payload freely.
@Suite("Identity in a handshake")
struct IdentityProofTests {
    private let signer: SigningKey
    private let honest: LinkIdentity

    init() throws {
        signer = try SigningKey.generate()
        honest = try linkIdentity()
    }

    private func claim(_ key: AgreementPublicKey, _ hash: [UInt8], _ role: UInt8) -> [UInt8] {
        [UInt8]("baithak-link-2".utf8) + key.bytes + hash + [role]
    }

    /// A liar's identity and signature, with a key and role of the liar's choice.
    private func proof(_ key: AgreementPublicKey, _ role: UInt8) -> ([UInt8]) -> [UInt8] {
        { hash in signer.publicKey.bytes + signer.sign(claim(key, hash, role)).bytes }
    }

    /// What the honest dialler says to a responder with this payload, made of the transcript's hash.
    private func dial(
        _ own: borrowing AgreementKey, from dialling: LinkIdentity? = nil, _ payload: ([UInt8]) -> [UInt8]
    ) throws {
        var dialler = try handshake(.initiator, dialling ?? honest)
        let hello = try dialler.start() ?? []
        var (ignored, reply): ([UInt8], [UInt8]) = ([], [])
        let liar = try NoiseXX.ResponderAwaitingHello(
            ephemeral: AgreementKey.generate(), prologue: Handshake.prologue)
        _ = try liar.read(hello, payload: &ignored).write(own: own, into: &reply, payload: payload)
        _ = try dialler.receive(reply)
    }

    /// What the honest listener says to an initiator with this payload.
    private func listen(
        _ own: borrowing AgreementKey, at listening: LinkIdentity? = nil, _ payload: ([UInt8]) -> [UInt8]
    ) throws {
        var listener = try handshake(.responder, listening ?? honest)
        var (ignored, hello, finish): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        let waiting = try NoiseXX.InitiatorHello(ephemeral: AgreementKey.generate(), prologue: Handshake.prologue)
            .write([UInt8(Handshake.version)], into: &hello)
        let reply = try listener.receive(hello).frame() ?? []
        _ = try waiting.read(reply, payload: &ignored).write(own: own, into: &finish, payload: payload)
        _ = try listener.receive(finish)
    }

    @Test("the proof is the key and its signature over domain, static key, transcript and role: 0 dials, 1 is dialled")
    func layout() throws {
        let own = try AgreementKey.generate()
        try dial(own, proof(own.publicKey, 1))
        try listen(own, proof(own.publicKey, 0))
    }

    @Test("a signature for the other role is refused, so nothing can be reflected")
    func otherRole() throws {
        let own = try AgreementKey.generate()
        #expect(throws: HandshakeError.badIdentitySignature) { try dial(own, proof(own.publicKey, 0)) }
        #expect(throws: HandshakeError.badIdentitySignature) { try listen(own, proof(own.publicKey, 1)) }
    }

    @Test("a signature over another static key is refused, so nobody can pass on another's proof")
    func otherStatic() throws {
        let own = try AgreementKey.generate()
        let other = try AgreementKey.generate()
        #expect(throws: HandshakeError.badIdentitySignature) { try dial(own, proof(other.publicKey, 1)) }
        #expect(throws: HandshakeError.badIdentitySignature) { try listen(own, proof(other.publicKey, 0)) }
    }

    @Test("a signature of an earlier handshake is refused, so a static key that leaks impersonates nobody")
    func earlierHandshake() throws {
        let own = try AgreementKey.generate()
        var recorded: [UInt8] = []
        try dial(own) { hash in
            recorded = proof(own.publicKey, 1)(hash)
            return recorded
        }
        #expect(throws: HandshakeError.badIdentitySignature) { try dial(own) { _ in recorded } }
        try listen(own) { hash in
            recorded = proof(own.publicKey, 0)(hash)
            return recorded
        }
        #expect(throws: HandshakeError.badIdentitySignature) { try listen(own) { _ in recorded } }
    }

    @Test("whoever stole our static key is nobody else to us, whichever side dials (key compromise impersonation)")
    func stolenStatic() throws {
        let secret = [UInt8](repeating: 7, count: 32)
        let victim = LinkIdentity(
            signer: try SigningKey.generate(), agreement: try AgreementKey(secret: Secret(copying: secret)))
        let stolen = try AgreementKey(secret: Secret(copying: secret))
        // What the thief recorded of somebody whom the victim trusts, on a link that was genuine.
        var recorded: [UInt8] = []
        let theirs = try AgreementKey.generate()
        try listen(theirs, at: victim) { hash in
            recorded = proof(theirs.publicKey, 0)(hash)
            return recorded
        }
        #expect(throws: HandshakeError.badIdentitySignature) { try listen(stolen, at: victim) { _ in recorded } }
        #expect(throws: HandshakeError.badIdentitySignature) { try dial(stolen, from: victim) { _ in recorded } }
        let ours = victim.publicKey.bytes + recorded.dropFirst(32)
        #expect(throws: HandshakeError.selfConnect) { try listen(stolen, at: victim) { _ in ours } }
    }

    @Test("another's key with one's own signature is refused")
    func otherKey() throws {
        let own = try AgreementKey.generate()
        let key = try SigningKey.generate().publicKey.bytes
        #expect(throws: HandshakeError.badIdentitySignature) {
            try dial(own) { hash in key + signer.sign(claim(own.publicKey, hash, 1)).bytes }
        }
    }

    @Test("a key that nobody can hold is refused by name")
    func badKey() throws {
        let own = try AgreementKey.generate()
        let mixed = try Hex.decode("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d")
        #expect(throws: HandshakeError.badIdentityKey) {
            try listen(own) { _ in mixed + [UInt8](repeating: 0, count: 64) }
        }
    }

    @Test("payloads of another length are refused by their length")
    func payloadLength() throws {
        let own = try AgreementKey.generate()
        #expect(throws: HandshakeError.badFrameLength(expected: 192, actual: 96)) { try dial(own) { _ in [] } }
        #expect(throws: HandshakeError.badFrameLength(expected: 160, actual: 161)) {
            try listen(own) { _ in [UInt8](repeating: 0, count: 97) }
        }
    }
}
