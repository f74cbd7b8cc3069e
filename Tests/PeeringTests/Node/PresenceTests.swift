import Cards
import Keys
import Peering
import Testing
import Wire

struct PresenceTests {
    @Test("Whoever beats over a link is here, and those who watch are told")
    func here() throws {
        var stage = Stage()
        let (link, opening) = stage.link(.bob)
        #expect(opening.told.isEmpty)
        let effects = stage.hear(Person.bob.beat(1, headline: "maps"), over: link)
        let view = try #require(effects.told.first)
        #expect(view.presence == .here && view.badge.name == "Bob" && view.badge.headline == "maps")
        #expect(view.isDirect && view.lastHeardMS == 0 && view.standing == .stranger)
        #expect(effects.changes == [.seen(Person.bob.publicKey, name: "Bob")])
        #expect(stage.node.presentCount == 1)
    }

    @Test("Two missed beats make quiet, four make gone, and after 15 minutes they are forgotten")
    func fading() {
        var stage = Stage()
        let link = stage.meet(.bob)
        stage.tell(.linkClosed(link))
        let log = stage.pass(16 * 60_000)
        let told = log.presences(of: .bob)
        #expect(told.map(\.presence) == [.quiet, .gone])
        #expect(told.map(\.atMS) == [42_000, 82_000])
        #expect(log.moments(of: .notify(.forgotten(Person.bob.publicKey))) == [900_000])
        #expect(log.effects.changes == [.seen(Person.bob.publicKey, name: "Bob")])
        #expect(stage.presence(of: .bob) == nil)
    }

    @Test("A beat in time keeps somebody here, and one after they faded brings them back")
    func comingBack() {
        var stage = Stage()
        let link = stage.meet(.bob)
        for stamp in 2...5 as ClosedRange<UInt64> {
            #expect(stage.pass(20_000).presences(of: .bob).isEmpty)
            stage.hear(Person.bob.beat(stamp, withProfile: false), over: link)
            #expect(stage.presence(of: .bob) == .here)
        }
        stage.tell(.linkClosed(link))
        stage.pass(100_000)
        #expect(stage.presence(of: .bob) == .gone)
        let carol = stage.link(.carol).id
        #expect(stage.hear(Person.bob.beat(6), over: carol).told.map(\.presence) == [.here])
    }

    @Test("A beat's own interval decides, and the age that others tell counts")
    func intervalAndAge() {
        var stage = Stage()
        let link = stage.meet(.bob)
        stage.hear(Person.carol.beat(1, intervalMS: 5_000, ageMS: 4_000), over: link)
        stage.hear(Person.dave.beat(1, intervalMS: 5_000, ageMS: 13_000), over: link)
        #expect(stage.presence(of: .dave) == .quiet)
        stage.tell(.linkClosed(link))
        #expect(stage.pass(60_000).presences(of: .carol).map(\.atMS) == [8_000, 18_000])
        #expect(stage.node.attendee(Person.carol.publicKey, at: stage.now)?.lastHeardMS == 64_000)
    }

    @Test("A goodbye makes gone at once, also by way of others and without the profile")
    func goodbye() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.carol.beat(1), over: bob)
        let effects = stage.hear(
            Person.bob.beat(2, leaving: true, withProfile: false),
            Person.carol.beat(2, leaving: true, withProfile: false), over: bob)
        #expect(effects.told.map(\.presence) == [.gone, .gone])
        #expect(stage.node.presentCount == 0)
        #expect(effects.changes.count == 2)
        // Beats from before it, which come late, change nothing.
        stage.hear(Person.carol.beat(1), over: bob)
        #expect(stage.presence(of: .carol) == .gone)
        #expect(stage.hear(Person.carol.beat(3), over: bob).told.map(\.presence) == [.here])
    }

    @Test("The goodbye of somebody unknown is no news")
    func unknownGoodbye() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.carol.beat(1, leaving: true), over: bob)
        stage.hear(Person.dave.beat(1, leaving: true, withProfile: false), over: bob)
        #expect(stage.presence(of: .carol) == nil && stage.presence(of: .dave) == nil)
    }

    @Test("Somebody of whom we only heard is not direct, and is when a link opens")
    func relayed() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        #expect(stage.hear(Person.carol.beat(1), over: bob).told.map(\.isDirect) == [false])
        #expect(stage.link(.carol).effects.told.map(\.isDirect) == [true])
    }

    @Test("A link-local address belongs to the interface through which it was heard")
    func scopes() {
        var stage = Stage()
        let local = Endpoint(address: .v6(high: 0xFE80 << 48, low: 9), port: 5_000)
        let link = stage.link(.bob, interface: 3).id
        let effects = stage.hear(Person.carol.beat(1, at: [local]), over: link)
        #expect(effects.told.map(\.endpoints) == [[local.scoped(to: 3)]])
        #expect(effects.dials.map(\.endpoints) == [[local.scoped(to: 3)]])
    }

    @Test("The list of attendees has one order: here, quiet, gone, and by name within each")
    func order() {
        var stage = Stage(standings: [.dave: .contact])
        let bob = stage.meet(.bob)
        stage.hear(Person.dave.beat(1), Person.carol.beat(1), Person.asha.beat(1, ageMS: 50_000), over: bob)
        stage.hear(Person.bob.beat(2, leaving: true), over: bob)
        let views = stage.node.attendees(at: stage.now)
        #expect(views.map(\.badge.name) == ["Carol", "Dave", "Asha", "Bob"])
        #expect(views.map(\.standing) == [.stranger, .contact, .stranger, .stranger])
    }
}
