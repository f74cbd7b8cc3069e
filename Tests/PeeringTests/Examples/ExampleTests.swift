import Cards
import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Each value of `docs/examples.md` that does not come from a die is made anew.
@Suite("The examples of the documents")
struct ExampleTests {
    private let asha: SigningKey
    private let ravi: SigningKey
    private let createdMS: UInt64 = 1_800_000_000_000

    init() throws {
        asha = try Examples.signer("asha")
        ravi = try Examples.signer("ravi")
    }

    @Test("keys follow from seeds")
    func keys() throws {
        let said = try Examples("Keys")
        #expect(asha.publicKey.bytes == (try said.bytes("asha's key")))
        #expect(ravi.publicKey.bytes == (try said.bytes("ravi's key")))
    }

    @Test("a handshake has these frames, and the link begins with this message")
    func handshake() throws {
        let said = try Examples("Handshake")
        var dialler = try Handshake(
            role: .initiator, identity: LinkIdentity(signer: asha, agreement: key("dialler's static secret")),
            ephemeral: key("dialler's ephemeral secret"))
        var listener = try Handshake(
            role: .responder, identity: LinkIdentity(signer: ravi, agreement: key("listener's static secret")),
            ephemeral: key("listener's ephemeral secret"))
        let hello = try #require(try dialler.start())
        #expect(hello == (try said.bytes("first frame")))
        let reply = try #require(try listener.receive(hello).frame())
        #expect(reply == (try said.bytes("second frame")))
        var (finish, none): ([UInt8], [UInt8]) = ([], [])
        var link = try dialler.receive(reply).established(sending: &finish)
        #expect(finish == (try said.bytes("third frame")))
        #expect(try listener.receive(finish).established(sending: &none).peer == asha.publicKey)
        #expect(link.handshakeHash == (try said.bytes("link hash")))
        let ping = Message.ping(answer: false).encoded()
        #expect(ping == (try said.bytes("ping")))
        #expect(try link.sealer.seal(ping) == said.bytes("sealed ping"))
    }

    @Test("the proofs in a handshake are signatures over domain, static key, transcript and role")
    func proofs() throws {
        let said = try Examples("Handshake")
        var (hashes, payload, hello, reply): ([[UInt8]], [UInt8], [UInt8], [UInt8]) = ([], [], [], [])
        let waiting = try NoiseXX.InitiatorHello(
            ephemeral: key("dialler's ephemeral secret"), prologue: Handshake.prologue
        ).write([UInt8(Handshake.version)], into: &hello)
        let own = try key("listener's static secret")
        let proof = try said.bytes("listener's proof")
        _ = try NoiseXX.ResponderAwaitingHello(
            ephemeral: key("listener's ephemeral secret"), prologue: Handshake.prologue
        ).read(hello, payload: &payload).write(own: own, into: &reply) { hash in
            hashes.append(hash)
            return proof
        }
        let dialling = try key("dialler's static secret")
        var finish: [UInt8] = []
        let last = try said.bytes("dialler's proof")
        _ = try waiting.read(reply, payload: &payload).write(own: dialling, into: &finish) { hash in
            hashes.append(hash)
            return last
        }
        #expect(finish == (try said.bytes("third frame")))
        #expect(hashes[0] == (try said.bytes("h before the listener's proof")))
        #expect(hashes[1] == (try said.bytes("h before the dialler's proof")))
        let domain = [UInt8]("baithak-link-2".utf8)
        #expect(proof == ravi.publicKey.bytes + ravi.sign(domain + own.publicKey.bytes + hashes[0] + [1]).bytes)
        #expect(last == asha.publicKey.bytes + asha.sign(domain + dialling.publicKey.bytes + hashes[1] + [0]).bytes)
    }

    private func key(_ name: String) throws -> AgreementKey {
        try AgreementKey(secret: Secret(copying: Examples("Handshake").bytes(name)))
    }

    @Test("a presence has these bytes")
    func presence() throws {
        let said = try Examples("Presence")
        let address = try #require(IPAddress(bytes: [192, 0, 2, 7]))
        let profile = Profile(
            name: "Asha Rao", headline: "Maps for all", topics: ["maps"], asks: ["a ride"], offers: ["QGIS"],
            endpoints: [Endpoint(address: address, port: 22_484)], gatherings: [0x0102_0304_0506_0708],
            instance: "baithak-k7qa"
        ).encoded()
        #expect(profile == (try said.bytes("profile")))
        let header = PresenceHeader(
            author: asha.publicKey.bytes, stamp: createdMS, intervalMS: 20_000, leaving: false,
            profileHash: Array(Blake2b.hash(profile, length: 32).prefix(16)))
        #expect(header.encoded() == (try said.bytes("header")))
        let signature = asha.sign(SignedPresence.signatureContext + header.encoded()).bytes
        #expect(signature == (try said.bytes("signature")))
        let presence = SignedPresence(
            header: header, headerBytes: header.encoded(), signature: signature, profileBytes: profile, ageMS: 250)
        #expect(Message.presences([presence]).encoded() == (try said.bytes("message")))
    }

    @Test("commitment, digits and receipt of an exchange are these")
    func exchange() throws {
        let said = try Examples("Exchange")
        let (exchange, nonce) = (try said.bytes("exchange"), try said.bytes("requester's nonce"))
        let commitment = ShortCode.commitment(
            to: nonce, exchange: exchange, requester: asha.publicKey, responder: ravi.publicKey)
        #expect(commitment == (try said.bytes("commitment")))
        let code = ShortCode.code(
            exchange: exchange, requester: asha.publicKey, responder: ravi.publicKey, requesterNonce: nonce,
            responderNonce: try said.bytes("responder's nonce"))
        #expect(ShortCode.digits(code).filter { $0 != " " } == (try said.text("digits")))
        let receipt = Receipt.text(
            exchange: try #require(ExchangeID(exchange)), requester: asha.publicKey, responder: ravi.publicKey,
            requesterCard: try said.bytes("requester's card"), responderCard: try said.bytes("responder's card"),
            isVerified: true)
        #expect(receipt == (try said.bytes("receipt's text")))
        #expect(asha.sign(receipt).bytes == (try said.bytes("requester's signature")))
    }

    @Test("what shows that somebody was invited is this")
    func membership() throws {
        let said = try Examples("Membership")
        let founding = try Examples("Entries").entry("founding").id
        let invitation = try Invitation(secret: said.bytes("secret"), gathering: founding)
        #expect(invitation.hash.bytes == (try said.bytes("hash of the secret")))
        #expect(invitation.text == (try said.text("invitation")))
        let link = try Examples("Handshake").bytes("link hash")
        let dialler = invitation.linkProof(handshakeHash: link, isInitiator: true)
        #expect(dialler == (try said.bytes("dialler's proof")))
        let listener = invitation.linkProof(handshakeHash: link, isInitiator: false)
        #expect(listener == (try said.bytes("listener's proof")))
        let tag = invitation.membershipTag(for: ravi.publicKey, gathering: founding)
        #expect(tag.bytes == (try said.bytes("ravi's membership tag")))
    }
}
