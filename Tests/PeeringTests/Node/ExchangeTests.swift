import Keys
import Peering
import Testing
import Wire

/// One side of an exchange, with the other side played by the test.
struct ExchangeTests {
    let id = ExchangeTests.name(7)
    let bobsNonce = [UInt8](repeating: 0xB0, count: 32)

    static func name(_ number: UInt8) -> ExchangeID {
        guard let id = ExchangeID([UInt8](repeating: number, count: 16)) else { preconditionFailure("16 bytes") }
        return id
    }

    static func card(_ person: Person, issuedAt: Int64 = 1) throws -> OwnCard {
        let content = person.publicKey.bytes + [UInt8(issuedAt)]
        return OwnCard(face: "work", jws: content + person.sign(content).bytes)
    }

    func offer(unverified: Bool = false) throws -> ExchangeOffer {
        ExchangeOffer(
            nonce: [UInt8](repeating: 0xA0, count: 32), answerNonce: [UInt8](repeating: 0xA1, count: 32),
            card: try Self.card(.me), unverified: unverified)
    }

    /// A stage where we have asked Bob and both see digits.
    func comparing() throws -> (stage: Stage, bob: LinkID) {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.tell(.command(.exchange(Person.bob.publicKey, try offer(), id: id)))
        stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: bob)
        return (stage, bob)
    }

    /// A stage where both have confirmed, and our trade is on the disk.
    func trading() throws -> (stage: Stage, bob: LinkID) {
        var (stage, bob) = try comparing()
        stage.tell(.command(.confirm(Person.bob.publicKey)))
        stage.storeAll(stage.say(.confirm, id, over: bob))
        return (stage, bob)
    }

    func receipt(_ card: OwnCard) throws -> [UInt8] {
        let text = Receipt.text(
            exchange: id, requester: Person.me.publicKey, responder: Person.bob.publicKey,
            requesterCard: try Self.card(.me).jws, responderCard: card.jws, isVerified: true)
        return Person.bob.sign(text).bytes
    }

    @Test("The requester commits, reveals when the nonce has come, and shows digits made of both")
    func digits() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let asked = stage.tell(.command(.exchange(Person.bob.publicKey, try offer(), id: id)))
        let commitment = ShortCode.commitment(
            to: try offer().nonce, exchange: id.bytes, requester: Person.me.publicKey,
            responder: Person.bob.publicKey)
        #expect(asked.steps == [.request(commitment: commitment, unverified: false)] && asked.stages == [.asking])
        let answered = stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: bob)
        #expect(answered.steps == [.reveal(nonce: try offer().nonce)])
        let code = ShortCode.code(
            exchange: id.bytes, requester: Person.me.publicKey, responder: Person.bob.publicKey,
            requesterNonce: try offer().nonce, responderNonce: bobsNonce)
        #expect(answered.stages == [.code(code, isConfirmed: false)])
    }

    @Test("No card leaves before both have confirmed and the trade is on the disk")
    func order() throws {
        var (stage, bob) = try comparing()
        #expect(stage.say(.confirm, id, over: bob).steps.isEmpty)
        let confirmed = stage.tell(.command(.confirm(Person.bob.publicKey)))
        #expect(confirmed.steps == [.confirm] && confirmed.stages.last == .trading)
        #expect(confirmed.changes.count == 1 && confirmed.waits.count == 1)
        #expect(stage.storeAll(confirmed).steps == [.card(try Self.card(.me).jws)])
    }

    @Test("Their card is written down before our receipt leaves, and theirs ends it")
    func completed() throws {
        var (stage, bob) = try trading()
        let card = try Self.card(.bob)
        let came = stage.say(.card(card.jws), id, over: bob)
        #expect(came.steps.isEmpty && came.changes.count == 2)
        let stored = stage.storeAll(came)
        #expect(stored.steps.count == 1 && stage.node.standing(of: Person.bob.publicKey) == .verified)
        let done = stage.storeAll(stage.say(.receipt(try receipt(card)), id, over: bob))
        #expect(done.stages == [.completed(verified: true)])
        // Whoever missed our receipt gets it again.
        #expect(stage.say(.card(card.jws), id, over: bob).steps == stored.steps)
    }

    @Test("A receipt that comes before their card counts once the card is there")
    func early() throws {
        var (stage, bob) = try trading()
        let card = try Self.card(.bob)
        #expect(stage.say(.receipt(try receipt(card)), id, over: bob).isEmpty)
        let done = stage.storeAll(stage.storeAll(stage.say(.card(card.jws), id, over: bob)))
        #expect(done.stages == [.completed(verified: true)])
    }

    @Test("A card that another key sealed, a broken one and a wrong receipt end it, and nothing is kept")
    func badCards() throws {
        var broken = try Self.card(.bob).jws
        broken[broken.count - 3] ^= 1
        for jws in [try Self.card(.carol).jws, broken, [1, 2, 3]] {
            var (stage, bob) = try trading()
            let effects = stage.say(.card(jws), id, over: bob)
            #expect(effects.stages == [.ended(.badCard)] && effects.changes == [.tradeDropped(id)])
            #expect(stage.node.standing(of: Person.bob.publicKey) == .stranger)
        }
        var (stage, bob) = try trading()
        stage.storeAll(stage.say(.card(try Self.card(.bob).jws), id, over: bob))
        let wrong = try receipt(try Self.card(.bob, issuedAt: 2))
        #expect(stage.say(.receipt(wrong), id, over: bob).stages == [.ended(.badCard)])
    }

    /// What somebody says who asks and commits to a nonce of one byte, repeated.
    func request(_ byte: UInt8, of person: Person, _ id: ExchangeID) -> ExchangeStep {
        let nonce = [UInt8](repeating: byte, count: 32)
        let commitment = ShortCode.commitment(
            to: nonce, exchange: id.bytes, requester: person.publicKey, responder: Person.me.publicKey)
        return .request(commitment: commitment, unverified: false)
    }

    @Test("Whoever reveals another nonce than they committed to is a mismatch")
    func brokenCommitment() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let asked = stage.say(request(1, of: .bob, id), id, over: bob)
        #expect(asked.stages == [.requested(unverified: false)] && asked.steps.isEmpty)
        stage.tell(.command(.accept(Person.bob.publicKey, try offer())))
        let effects = stage.say(.reveal(nonce: [UInt8](repeating: 2, count: 32)), id, over: bob)
        #expect(effects.steps == [.end(.mismatch)] && effects.stages == [.ended(.mismatch)])
    }

    @Test("Another link changes no digit, and whoever answers anew once our nonce has left ends it")
    func digitsOverLinks() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.tell(.command(.exchange(Person.bob.publicKey, try offer(), id: id)))
        let code = ShortCode.code(
            exchange: id.bytes, requester: Person.me.publicKey, responder: Person.bob.publicKey,
            requesterNonce: try offer().nonce, responderNonce: bobsNonce)
        #expect(
            stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: bob).stages.last
                == .code(code, isConfirmed: false))
        stage.tell(.linkClosed(bob))
        let again = stage.link(.bob)
        #expect(again.effects.steps == [.reveal(nonce: try offer().nonce)])
        let same = stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: again.id)
        #expect(same.steps == [.reveal(nonce: try offer().nonce)] && same.stages.isEmpty)
        #expect(stage.node.exchangeStage(with: Person.bob.publicKey, at: stage.now) == .code(code, isConfirmed: false))
        let other = stage.say(.accept(nonce: try offer().nonce, unverified: false), id, over: again.id)
        #expect(other.steps == [.end(.withdrawn)] && other.stages == [.ended(.withdrawn)])
    }

    @Test("Whatever a blocked key sends has no effect that anybody sees")
    func blocked() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.tell(.command(.setStanding(Person.bob.publicKey, .blocked)))
        let bytes = [UInt8](repeating: 1, count: 32)
        let steps: [ExchangeStep] = [
            .request(commitment: bytes, unverified: false), .accept(nonce: bytes, unverified: false),
            .reveal(nonce: bytes), .confirm, .card([1]), .receipt(bytes + bytes),
            .end(.unknown), .end(.mismatch),
        ]
        for step in steps { #expect(stage.say(step, id, over: bob).isEmpty, "\(step)") }
        #expect(stage.tell(.received(bob, .cardUpdate([1]))).isEmpty)
        #expect(stage.tell(.received(bob, .cardTaken(bytes))).isEmpty)
    }

    @Test("A request that nobody answers ends after two minutes on both sides")
    func expiry() throws {
        var stage = Stage()
        stage.answersPings = true
        _ = stage.meet(.bob)
        stage.tell(.command(.exchange(Person.bob.publicKey, try offer(), id: id)))
        let log = stage.pass(130_000).filter { !([$0.effect].stages.isEmpty) }
        #expect(log.map(\.atMS) == [120_000] && log.effects.stages == [.ended(.expired)])
    }

    @Test("When both ask at once it becomes one, the request of the smaller key", arguments: [Person.asha, .bob])
    func crossing(_ person: Person) throws {
        var stage = Stage()
        let link = stage.meet(person)
        let offer = try offer()
        stage.tell(.command(.exchange(person.publicKey, offer, id: id)))
        let request = ExchangeStep.request(commitment: bobsNonce, unverified: false)
        let effects = stage.say(request, Self.name(9), over: link)
        let isTheirs = person.publicKey < Person.me.publicKey
        // The nonce that we committed to serves nowhere else.
        #expect(effects.steps == (isTheirs ? [.accept(nonce: offer.answerNonce, unverified: false)] : []))
        #expect(effects.stages == (isTheirs ? [.accepted] : []))
    }

    @Test("A lost link changes nothing: what may have been missed is said again over the next")
    func relink() throws {
        var (stage, bob) = try comparing()
        stage.tell(.command(.confirm(Person.bob.publicKey)))
        stage.tell(.linkClosed(bob))
        let again = stage.link(.bob)
        #expect(again.effects.steps.count == 2 && again.effects.steps.last == .confirm)
        #expect(stage.say(.confirm, id, over: again.id).stages == [.trading])
    }

    @Test("A trade goes on after a restart with what was kept of it")
    func restart() throws {
        let trade = Trade(
            id: id, peer: Person.bob.publicKey, role: .requester, ownCard: try Self.card(.me), isVerified: true,
            name: "Bob")
        var stage = Stage(trades: [trade])
        let (bob, effects) = stage.link(.bob)
        #expect(effects.steps == [.confirm, .card(try Self.card(.me).jws)])
        let card = try Self.card(.bob)
        stage.storeAll(stage.say(.card(card.jws), id, over: bob))
        let done = stage.storeAll(stage.say(.receipt(try receipt(card)), id, over: bob))
        #expect(done.stages == [.completed(verified: true)])
    }

    @Test("Whoever has forgotten the exchange says so, and it ends")
    func forgotten() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        #expect(stage.say(.confirm, id, over: bob).steps == [.end(.unknown)])
        #expect(stage.say(.end(.unknown), id, over: bob).isEmpty)
        var (other, link) = try trading()
        let effects = other.say(.end(.unknown), id, over: link)
        #expect(effects.stages == [.ended(.withdrawn)] && effects.changes == [.tradeDropped(id)])
    }

    @Test("Only if both would, the digits are skipped, and the contact is unverified")
    func unverified() throws {
        for (ours, theirs) in [(true, true), (true, false), (false, true)] {
            var stage = Stage()
            let bob = stage.meet(.bob)
            stage.tell(.command(.exchange(Person.bob.publicKey, try offer(unverified: ours), id: id)))
            let effects = stage.say(.accept(nonce: bobsNonce, unverified: theirs), id, over: bob)
            #expect((effects.stages == [.trading]) == (ours && theirs))
            guard ours && theirs else { continue }
            stage.storeAll(effects)
            stage.storeAll(stage.say(.card(try Self.card(.bob).jws), id, over: bob))
            #expect(stage.node.standing(of: Person.bob.publicKey) == .contact)
        }
    }

    @Test("A newer card of a contact replaces the older, an older one or somebody else's does not")
    func editions() throws {
        var (stage, bob) = try trading()
        stage.storeAll(stage.say(.card(try Self.card(.bob, issuedAt: 5).jws), id, over: bob))
        func update(_ card: OwnCard) -> [Node.Effect] { stage.tell(.received(bob, .cardUpdate(card.jws))) }
        #expect(update(try Self.card(.bob, issuedAt: 4)).changes.isEmpty)
        #expect(update(try Self.card(.carol, issuedAt: 9)).isEmpty)
        let newer = try Self.card(.bob, issuedAt: 6)
        let effects = update(newer)
        #expect(effects.changes.count == 1)
        #expect(stage.storeAll(effects).sent(over: bob) == [.cardTaken(newer.hash)])
        let ours = try Self.card(.me, issuedAt: 7)
        #expect(stage.tell(.command(.setCard(ours))).sent(over: bob) == [.cardUpdate(ours.jws)])
        #expect(stage.tell(.received(bob, .cardTaken(ours.hash))).changes.count == 1)
    }
}

extension Stage {
    /// The other side says a step.
    @discardableResult
    mutating func say(_ step: ExchangeStep, _ id: ExchangeID, over link: LinkID) -> [Node.Effect] {
        tell(.received(link, .exchange(id, step)))
    }

    /// The disk has all that these effects wanted to be written.
    @discardableResult
    mutating func storeAll(_ effects: [Node.Effect]) -> [Node.Effect] { effects.waits.flatMap { tell(.stored($0)) } }
}

extension [Node.Effect] {
    var steps: [ExchangeStep] {
        compactMap { if case .send(_, .exchange(_, let step)) = $0 { step } else { nil } }
    }

    var stages: [ExchangeStage] {
        compactMap { if case .notify(.exchange(_, let stage)) = $0 { stage } else { nil } }
    }

    var waits: [StoreToken] { compactMap { if case .awaitStored(let token) = $0 { token } else { nil } } }
}
