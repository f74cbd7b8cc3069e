import Cards
import Keys
import Peering
import Testing
import Wire

struct GossipTests {
    @Test("A new beat is passed on at once, verbatim, with its age, but not to whom it came from or whom it is about")
    func passedOn() throws {
        var (stage, bob, carol) = Stage.withTwo()
        let dave = stage.meet(.dave)
        stage.pass(1_000)
        let beat = Person.dave.beat(2, headline: "new", ageMS: 40)
        let effects = stage.hear(beat, over: bob)
        #expect(effects.presences(over: carol) == [beat])
        #expect(effects.presences(over: bob).isEmpty && effects.presences(over: dave).isEmpty)
    }

    @Test("A beat that says nothing new is passed on without its profile")
    func withoutProfile() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.pass(1_000)
        let effects = stage.hear(Person.bob.beat(2), over: bob)
        #expect(effects.presences(over: carol) == [Person.bob.beat(2, withProfile: false)])
    }

    @Test("Whoever sends a beat that we hold is asked to announce instead, and is sent announcements")
    func prune() throws {
        var (stage, bob, carol) = Stage.withTwo()
        stage.hear(Person.dave.beat(1), over: bob)
        #expect(stage.hear(Person.dave.beat(1), over: carol).sent(over: carol) == [.prune])
        #expect(stage.hear(Person.dave.beat(1), over: carol).sent(over: carol) == [])
        stage.pass(1_000)
        #expect(stage.hear(Person.dave.beat(2), over: bob).sent(over: carol) == [])
        #expect(
            stage.pass(200).effects.announcements(over: carol) == [Announcement(author: Person.dave.prefix, stamp: 2)])
    }

    @Test("A beat that is still being checked counts as held")
    func pruneWhileChecking() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.answersChecks = false
        #expect(stage.hear(Person.dave.beat(1), over: bob).isChecking)
        let second = stage.hear(Person.dave.beat(1), over: carol)
        #expect(!second.isChecking && second.sent(over: carol) == [.prune])
    }

    @Test("Nobody is asked to be quiet about themselves, nor is the only link")
    func noPrune() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.hear(Person.bob.beat(2), over: carol)
        #expect(stage.hear(Person.bob.beat(2), over: bob).sent(over: bob) == [])
        stage.tell(.linkClosed(carol))
        stage.hear(Person.dave.beat(1), over: bob)
        #expect(stage.hear(Person.dave.beat(1), over: bob).sent(over: bob) == [])
    }

    @Test("To whom prunes, beats are announced within 200 ms; who grafts is sent them again, with the profile")
    func pruned() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.tell(.received(carol, .prune))
        #expect(!stage.hear(Person.dave.beat(1), over: bob).isSending)
        let announced = stage.pass(1_000).filter { !$0.effect.isOther }
        #expect(announced.effects.announcements(over: carol) == [Announcement(author: Person.dave.prefix, stamp: 1)])
        #expect(announced.map(\.atMS) == [200])
        let answer = stage.tell(.received(carol, .graft([Person.dave.prefix], once: false)))
        #expect(answer.presences(over: carol) == [Person.dave.beat(1, ageMS: 1_000)])
        #expect(stage.hear(Person.dave.beat(2), over: bob).presences(over: carol).map(\.header.stamp) == [2])
    }

    @Test("A question that is asked once is answered and changes nothing else")
    func once() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.tell(.received(carol, .prune))
        let answer = stage.tell(.received(carol, .graft([Person.bob.prefix, Person.me.prefix, 1], once: true)))
        #expect(answer.presences(over: carol).map(\.header.author) == [Person.bob, .me].map(\.publicKey.bytes))
        #expect(!stage.hear(Person.dave.beat(1), over: bob).isSending)
    }

    @Test("Whoever asks for somebody many times in one question hears of them once")
    func repeated() {
        var (stage, _, carol) = Stage.withTwo()
        let authors = [UInt64](repeating: Person.bob.prefix, count: 1_000) + [Person.me.prefix, Person.me.prefix]
        for message in [Message.graft(authors, once: true), .graft(authors, once: false), .pull(authors)] {
            let answer = stage.tell(.received(carol, message)).presences(over: carol)
            #expect(answer.map(\.header.author) == [Person.bob, .me].map(\.publicKey.bytes))
        }
    }

    @Test("A beat whose profile we lack is asked for, also when somebody known changed theirs")
    func unknownProfile() {
        var (stage, bob, _) = Stage.withTwo()
        let unknown = stage.hear(Person.dave.beat(1, withProfile: false), over: bob)
        #expect(unknown.sent(over: bob) == [.graft([Person.dave.prefix], once: true)] && !unknown.isChecking)
        let changed = stage.hear(Person.bob.beat(2, headline: "new", withProfile: false), over: bob)
        #expect(changed.sent(over: bob) == [.graft([Person.bob.prefix], once: true)])
        let answer = stage.hear(Person.bob.beat(2, headline: "new"), Person.dave.beat(1), over: bob)
        #expect(answer.told.map(\.badge.headline) == ["new", ""])
        #expect(stage.pass(5_000).effects.asked(over: bob) == [])
    }

    @Test("Whoever beats with stamps that we have heard before is reminded of the latest, so as to outdo it")
    func remind() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.hear(Person.bob.beat(1_000), over: bob)
        stage.pass(2_000)
        let effects = stage.hear(Person.bob.beat(5), over: bob)
        #expect(effects.presences(over: bob) == [Person.bob.beat(1_000, withProfile: false, ageMS: 2_000)])
        #expect(effects.presences(over: carol).isEmpty)
        // Others may well pass on what is old.
        #expect(!stage.hear(Person.bob.beat(6), over: carol).isSending)
    }
}

extension Node.Effect {
    /// Nothing that is sent about beats.
    var isOther: Bool {
        switch self {
        case .send(_, .presences), .send(_, .have): false
        default: true
        }
    }
}
