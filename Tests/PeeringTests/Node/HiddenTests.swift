import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Whoever hides says what anybody would say who listens: nothing that they are asked tells who they are.
struct HiddenTests {
    /// Somebody who listens, with links to two people; Bob's card is held if he is a contact.
    func listener(_ person: Person, knowsBob: Bool = false) throws -> (stage: Stage, bob: LinkID, carol: LinkID) {
        let edition = CardEdition(key: Person.bob.publicKey, uid: [1], issuedAt: 1)
        var stage = Stage(
            as: person, visible: false, standings: knowsBob ? [.bob: .contact] : [:],
            contacts: knowsBob ? [.bob: HeldCards(held: [edition])] : [:])
        let bob = stage.link(.bob, persona: .listener).id
        let carol = stage.link(.carol, persona: .listener).id
        return (stage, bob, carol)
    }

    /// Every kind of message, made to find out whether Me is there.
    static func probes() throws -> [Message] {
        let me = Person.me
        let recorded = me.beat(7, headline: "recorded", at: [Stage.home], gatherings: [3])
        let gathering = [UInt8](repeating: 3, count: 32)
        let exchange = try #require(ExchangeID([UInt8](repeating: 1, count: 16)))
        let booking = try #require(BookingID([UInt8](repeating: 2, count: 16)))
        return [
            .have([Announcement(author: me.prefix, stamp: 5)], whole: true),
            .presences([me.beat(6, withProfile: false)]), .presences([recorded]), .presences([recorded]),
            .graft([me.prefix], once: true), .pull([me.prefix]), .prune, .graft([me.prefix], once: false),
            .have([Announcement(author: me.prefix, stamp: 9)], whole: false), .presences([me.beat(8)]),
            .presences([me.beat(9_000_000, headline: "later")]), .pull([me.prefix]),
            .presences([me.beat(9_000_001, leaving: true)]), .graft([me.prefix], once: true),
            .ping(answer: false), .exchange(exchange, .request(commitment: gathering, unverified: false)),
            .exchange(exchange, .end(.unknown)), .cardUpdate(try ExchangeTests.card(.bob).jws),
            .cardUpdate(try ExchangeTests.card(.bob, issuedAt: 2).jws), .cardTaken(gathering),
            .gatherings(open: [gathering], proofs: [[UInt8](repeating: 4, count: 16)]),
            .record(3, .askFounding), .record(3, .frontier(gathering)), .record(3, .founding([1])),
            .desk(3, booking, .release),
        ]
    }

    /// Another kind of message does not compile until there is a probe of it.
    static func kind(of message: Message) -> Int {
        switch message {
        case .presences: 0
        case .have: 1
        case .graft: 2
        case .pull: 3
        case .prune: 4
        case .ping: 5
        case .exchange: 6
        case .cardUpdate: 7
        case .cardTaken: 8
        case .gatherings: 9
        case .record: 10
        case .desk: 11
        }
    }

    /// What is sent while somebody probes, and for a minute after, with its moment.
    func answers(of listener: (stage: Stage, bob: LinkID, carol: LinkID)) throws -> [Stage.Entry] {
        var stage = listener.stage
        stage.answersPings = true
        let before = stage.log.count
        for probe in try Self.probes() {
            for effect in stage.tell(.received(listener.bob, probe)) {
                if case .awaitStored(let token) = effect { stage.tell(.stored(token)) }
            }
            stage.pass(1_100)
        }
        stage.pass(60_000)
        return stage.log[before...].filter { [$0.effect].isSending }
    }

    @Test("Whatever a hidden dialler is fed and asked about their owner, they answer as anybody would")
    func everyKind() throws {
        #expect(Set(try Self.probes().map(Self.kind)) == Set(0...11))
        let hidden = try answers(of: listener(.me, knowsBob: true))
        let anybody = try answers(of: listener(.dave))
        #expect(hidden.map(\.atMS) == anybody.map(\.atMS))
        #expect(hidden.effects == anybody.effects)
        // The probes do bring answers about them: silence alone would prove nothing.
        let told = hidden.effects.filter {
            if case .send(_, .presences(let presences)) = $0 {
                presences.contains { $0.header.author == Person.me.publicKey.bytes }
            } else {
                false
            }
        }
        #expect(told.count >= 6)
    }

    @Test("Whoever has just hidden takes no recording of themselves either, and tells of their goodbye as others do")
    func justHidden() throws {
        var stage = Stage()
        let before = stage.meet(.bob)
        let goodbye = try #require(stage.tell(.command(.setVisible(false))).presences(over: before).last)
        let (bob, opening) = stage.link(.bob, persona: .listener)
        let stamp = goodbye.header.stamp
        #expect(
            opening.announcements(over: bob).contains(Announcement(author: Person.me.prefix, stamp: stamp)))
        #expect(!stage.hear(Person.me.beat(stamp - 1), over: bob).isChecking)
        let answer = stage.tell(.received(bob, .pull([Person.me.prefix]))).presences(over: bob)
        #expect(answer.map(\.header.stamp) == [stamp] && answer.map(\.header.leaving) == [true])
    }

    @Test("Whoever hides sees nobody more in the room because of a recording of themselves, and outdoes it later")
    func ownView() throws {
        var (stage, bob, _) = try listener(.me)
        let effects = stage.hear(Person.me.beat(9_000_000), over: bob)
        #expect(effects.told.isEmpty && effects.changes.isEmpty)
        #expect(stage.node.presentCount == 0 && stage.node.attendees(at: stage.now).isEmpty)
        #expect(!stage.pass(3_600_000).effects.notices.contains(.forgotten(Person.me.publicKey)))
        stage.hear(Person.me.beat(9_000_001), over: stage.link(.dave, persona: .listener).id)
        stage.tell(.command(.setVisible(true)))
        let beat = try #require(stage.link(.bob).effects.presences(over: LinkID(4)).first)
        #expect(beat.header.stamp > 9_000_001 && stage.node.presentCount == 0)
    }
}
