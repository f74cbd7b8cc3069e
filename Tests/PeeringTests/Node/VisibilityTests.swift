import Keys
import Peering
import Testing
import Wire

struct VisibilityTests {
    @Test("Hiding says goodbye, closes every link, is written down, and dials on as a listener")
    func hide() throws {
        var stage = Stage()
        stage.tell(.found(instance: "b", endpoints: [endpoint(2)]))
        let bob = stage.meet(.bob)
        let carol = stage.meet(.carol)
        let effects = stage.tell(.command(.setVisible(false)))
        for link in [bob, carol] {
            let goodbye = try #require(effects.presences(over: link).first)
            #expect(goodbye.header.leaving && goodbye.header.author == Person.me.publicKey.bytes)
            #expect(effects.closed[link] == .leaving)
        }
        let wanted = effects.filter { $0 == .persist(.visibility(false)) || $0 == .setVisible(false) }
        #expect(wanted.count == 2 && !stage.node.isVisible && stage.node.linkCount == 0)
        let dials = (effects + stage.pass(10_000).effects).dials
        #expect(!dials.isEmpty && dials.allSatisfy { $0.persona == .listener })
        #expect(stage.tell(.command(.setVisible(false))) == [])
    }

    @Test("A listener says nothing about itself, and hears everything")
    func listener() {
        var stage = Stage(visible: false)
        let (link, opening) = stage.link(.bob, persona: .listener)
        #expect(opening.presences(over: link).isEmpty && opening.closed.isEmpty)
        #expect(opening.announcements(over: link).isEmpty)
        #expect(stage.hear(Person.bob.beat(1), over: link).told.map(\.presence) == [.here])
        let asked = stage.tell(.received(link, .graft([Person.me.prefix], once: false)))
        #expect(asked.presences(over: link).isEmpty)
        stage.hear(Person.me.beat(5_000_000), over: link)
        stage.tell(.command(.setBadge(Person.asha.badge)))
        stage.tell(.listening([endpoint(9)]))
        stage.pass(24_000)
        #expect(stage.log.effects.compactMap(\.ownStamp).isEmpty)
    }

    @Test("A link that opens under the name one had before is closed", arguments: [true, false])
    func latePersona(_ visible: Bool) {
        var stage = Stage(visible: visible)
        let (link, effects) = stage.link(.bob, persona: visible ? .listener : .attendee)
        #expect(effects.closed == [link: .leaving] && !effects.isSending && stage.node.linkCount == 0)
    }

    @Test("Showing again closes the listener's links, beats, and dials by name")
    func show() {
        var stage = Stage(visible: false)
        let (link, _) = stage.link(.bob, persona: .listener)
        stage.hear(Person.bob.beat(1, at: [endpoint(2)]), over: link)
        let effects = stage.tell(.command(.setVisible(true)))
        #expect(effects.closed == [link: .leaving])
        #expect(effects.contains(.persist(.visibility(true))) && effects.contains(.setVisible(true)))
        let dials = stage.pass(1_000).effects.dials
        #expect(dials.map(\.persona) == [.attendee] && dials.map(\.endpoints) == [[endpoint(2)]])
        let (again, opening) = stage.link(.bob, dial: dials.first?.id)
        #expect(opening.presences(over: again).map(\.header.leaving) == [false])
    }

    @Test("A node that starts hidden advertises nothing")
    func startsHidden() {
        #expect(Stage(visible: false).log.effects.contains(.setVisible(false)))
        #expect(Stage().log.effects.contains(.setVisible(true)))
    }

    @Test("Stopping writes down who is here, says goodbye, closes every link, and then nothing more happens")
    func stop() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.carol.beat(1), Person.dave.beat(1), over: bob)
        stage.hear(Person.dave.beat(2, leaving: true), over: bob)
        let effects = stage.tell(.command(.stop))
        let seen = [Person.bob, .carol].map { Change.seen($0.publicKey, name: $0.name) }
        #expect(effects.changes == seen)
        #expect(effects.presences(over: bob).map(\.header.leaving) == [true])
        #expect(effects.closed == [bob: .leaving])
        var rest = stage.tell(.linkClosed(bob)) + stage.tell(.command(.setBadge(Person.asha.badge)))
        rest += stage.tell(.found(instance: "x", endpoints: [endpoint(7)])) + stage.tell(.listening([endpoint(8)]))
        rest += stage.tell(.command(.addPeer(label: "y", endpoints: [endpoint(6)])))
        rest += stage.tell(.command(.setVisible(false))) + stage.tell(.command(.stop))
        rest += stage.tell(.checked(bob, [Person.check(Person.asha.beat(1))])) + stage.pass(600_000).effects
        #expect(rest.dials.isEmpty && !rest.isSending)
        let (late, closing) = stage.link(.carol)
        #expect(closing.closed == [late: .leaving] && !closing.isSending)
    }

    @Test("A hidden node stops without a goodbye")
    func stopHidden() {
        var stage = Stage(visible: false)
        let (link, _) = stage.link(.bob, persona: .listener)
        let effects = stage.tell(.command(.stop))
        #expect(effects.closed == [link: .leaving] && !effects.isSending)
    }
}
