import Peering
import Testing

/// Anybody in the room can say anything by multicast DNS, also in the name of somebody else.
struct FalseSightingTests {
    @Test("Whatever DNS-SD says of somebody who is linked, the link stays, and so does all that is shown of them")
    func linked() throws {
        var stage = Stage()
        stage.tell(.sighted(instance: "bob"))
        let dial = try #require(stage.tell(.found(instance: "bob", endpoints: [endpoint(2)])).dials.first)
        let bob = stage.link(.bob, dial: dial.id, remote: endpoint(2)).id
        stage.hear(Person.bob.beat(1, instance: "bob"), over: bob)
        let shown = try #require(stage.node.attendee(Person.bob.publicKey, at: stage.now))
        let lies: [Node.Event] = [
            .lost(instance: "bob"), .sighted(instance: "bob"), .unresolved(instance: "bob"),
            .found(instance: "bob", endpoints: [endpoint(66)]), .found(instance: "bob", endpoints: []),
            .sighted(instance: "Bob"), .found(instance: "Bob", endpoints: [endpoint(2)]), .lost(instance: "Bob"),
            .lost(instance: "bob"),
        ]
        for lie in lies {
            let effects = stage.tell(lie)
            #expect(effects.closed.isEmpty, "\(lie)")
            #expect(effects.notices.isEmpty, "\(lie)")
            #expect(stage.node.attendee(Person.bob.publicKey, at: stage.now) == shown, "\(lie)")
        }
        #expect(stage.hear(Person.bob.beat(2, instance: "bob"), over: bob).closed.isEmpty)
        #expect(stage.presence(of: .bob) == .here)
    }
}
