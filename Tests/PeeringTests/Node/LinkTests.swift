import Keys
import Peering
import Testing
import Wire

struct LinkTests {
    @Test("Whoever links is told who is here, and that we are")
    func greeting() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.dave.beat(7), over: bob)
        let (carol, effects) = stage.link(.carol)
        #expect(effects.presences(over: carol).map(\.header.author) == [Person.me.publicKey.bytes])
        let announced = effects.announcements(over: carol)
        #expect(announced.map(\.author) == [Person.bob.prefix, Person.dave.prefix, Person.me.prefix])
        #expect(announced.map(\.stamp).prefix(2) == [1, 7])
        #expect(effects.notices.contains(.links(2)))
    }

    @Test("A later link to somebody replaces the earlier, whoever dialled", arguments: [true, false], [true, false])
    func laterLink(_ oldIsOurs: Bool, _ newIsOurs: Bool) {
        for person in [Person.asha, .bob] {
            var stage = Stage()
            let old = stage.link(person, dial: oldIsOurs ? DialID(901) : nil).id
            stage.pass(5_000)
            let (new, effects) = stage.link(person, dial: newIsOurs ? DialID(902) : nil)
            #expect(effects.closed == [old: .duplicate])
            #expect(stage.node.linkCount == 1)
            // Transport tells that it closed the earlier one; the later one stays.
            stage.tell(.linkClosed(old))
            #expect(stage.node.linkCount == 1)
            #expect(stage.tell(.received(new, .ping(answer: false))) == [.send(new, .ping(answer: true))])
        }
    }

    @Test("A second link in the same direction replaces the first at once: the other side has lost that")
    func sameDirection() {
        var stage = Stage()
        let old = stage.link(.bob).id
        #expect(stage.link(.bob).effects.closed == [old: .duplicate])
    }

    @Test("A full node closes a further link as full, and takes it when there is room again")
    func full() {
        var stage = Stage(settings: NodeSettings(linksMax: 2))
        let bob = stage.meet(.bob)
        _ = stage.meet(.carol)
        let (dave, effects) = stage.link(.dave)
        #expect(effects == [.close(dave, .full)])
        #expect(stage.node.linkCount == 2)
        stage.tell(.linkClosed(dave))
        // Another link of somebody who has one needs no room.
        let (again, replacing) = stage.link(.bob)
        #expect(replacing.closed == [bob: .duplicate])
        stage.tell(.linkClosed(again))
        #expect(stage.link(.dave).effects.closed == [:])
    }

    @Test("Whoever finds no room is told of a few others who are here and can be dialled, with their profiles")
    func fullHandsOver() {
        var stage = Stage(settings: NodeSettings(linksMax: 1))
        let bob = stage.meet(.bob)
        let crowd = (0..<40).map(Person.number)
        let beats = crowd.enumerated().map { $1.beat(1, at: [endpoint(UInt32(10 + $0))]) }
        stage.tell(.received(bob, .presences(Array(beats.prefix(32)))))
        stage.tell(.received(bob, .presences(Array(beats.suffix(8)) + [Person.carol.beat(1)])))
        var told: Set<[UInt8]> = []
        for _ in 0..<20 {
            let (dave, effects) = stage.link(.dave)
            let others = effects.presences(over: dave)
            #expect(others.count == 8)
            #expect(others.allSatisfy { $0.profileBytes != nil })
            #expect(effects.last == .close(dave, .full))
            told.formUnion(others.map(\.header.author))
            stage.tell(.linkClosed(dave))
        }
        #expect(told.isSubset(of: crowd.map(\.publicKey.bytes)))
        #expect(told.count > 30)
    }

    @Test("A silent link is asked after 10 s whether it lives, and closed after 25 s")
    func silent() {
        var stage = Stage()
        let link = stage.meet(.bob)
        let log = stage.pass(60_000)
        #expect(log.moments(of: .send(link, .ping(answer: false))) == [10_000])
        #expect(log.moments(of: .close(link, .silent)) == [25_000])
        #expect(log.moments(of: .notify(.links(0))) == [25_000])
        #expect(stage.node.linkCount == 0)
    }

    @Test("A link that answers its pings lives on, and is asked again")
    func answering() {
        var stage = Stage()
        let link = stage.meet(.bob)
        for _ in 0..<5 {
            #expect(stage.pass(15_000).effects.sent(over: link).contains(.ping(answer: false)))
            #expect(stage.tell(.received(link, .ping(answer: true))).sent(over: link) == [])
        }
        #expect(stage.node.linkCount == 1)
    }

    @Test("Messages, checks and closings of a link that is closed are races and ignored")
    func late() {
        var stage = Stage()
        stage.answersChecks = false
        let bob = stage.meet(.bob)
        stage.tell(.linkClosed(bob))
        let messages: [Message] = [
            .presences([Person.dave.beat(1)]), .have([Announcement(author: 5, stamp: 5)], whole: true),
            .graft([Person.me.prefix], once: false), .prune, .ping(answer: false),
        ]
        for message in messages {
            let effects = stage.tell(.received(bob, message))
            #expect(!effects.isSending && !effects.isChecking && effects.closed.isEmpty)
        }
        #expect(stage.tell(.linkClosed(bob)) == [])
        #expect(stage.tell(.linkClosed(LinkID(999))) == [])
        // What was signed is true, whichever way it came: only the link is gone.
        let effects = stage.tell(.checked(bob, [Person.check(Person.bob.beat(1))]))
        #expect(effects.told.map(\.presence) == [.here] && effects.closed.isEmpty)
        #expect(stage.tell(.checked(bob, [Person.check(Person.dave.beat(1).signed(by: .bob))])).closed.isEmpty)
    }

    @Test("The answer of a dial that was given up is a race and ignored")
    func lateDial() {
        var stage = Stage()
        #expect(stage.tell(.dialFailed(DialID(77), .unreachable)) == [])
    }
}
