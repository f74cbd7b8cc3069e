import Peering
import Testing
import Wire

/// Beats that were announced and did not come.
struct MissingBeatTests {
    func have(_ person: Person, _ stamp: UInt64, whole: Bool = false) -> Message {
        .have([Announcement(author: person.prefix, stamp: stamp)], whole: whole)
    }

    @Test(
        "An announced beat that does not come is asked for after 300 ms, from the next source 1 s later, then no more")
    func missing() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.tell(.received(bob, have(.dave, 1)))
        stage.pass(100)
        stage.tell(.received(carol, have(.dave, 1)))
        let start = stage.nowMS - 100
        let log = stage.pass(9_000)
        #expect(log.moments(of: .send(bob, .graft([Person.dave.prefix], once: false))) == [start + 300])
        #expect(log.moments(of: .send(carol, .graft([Person.dave.prefix], once: false))) == [start + 1_300])
    }

    @Test("An announced beat that comes by itself is not asked for")
    func inTime() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.tell(.received(bob, have(.dave, 1)))
        stage.pass(299)
        stage.hear(Person.dave.beat(1), over: carol)
        #expect(stage.pass(5_000).effects.asked(over: bob) == [])
        #expect(stage.tell(.received(bob, have(.dave, 1, whole: true))).asked(over: bob) == [])
    }

    @Test("What a whole list holds and we do not is asked for at once, and the tree stays as it is")
    func whole() {
        var (stage, bob, _) = Stage.withTwo()
        let effects = stage.tell(.received(bob, have(.dave, 1, whole: true)))
        #expect(effects.sent(over: bob) == [.graft([Person.dave.prefix], once: true)])
    }

    @Test("A source that is gone is not asked")
    func sourceGone() {
        var (stage, bob, carol) = Stage.withTwo()
        stage.tell(.received(bob, have(.dave, 1)))
        stage.tell(.received(carol, have(.dave, 1)))
        stage.tell(.linkClosed(bob))
        let log = stage.pass(9_000)
        #expect(log.effects.asked(over: bob) == [] && log.effects.asked(over: carol) == [Person.dave.prefix])
    }
}
