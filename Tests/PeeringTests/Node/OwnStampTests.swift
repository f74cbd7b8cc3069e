import Peering
import Testing
import Wire

/// Beats of our own that come back to us: an earlier run with a faster clock wrote them, or another machine with our key.
struct OwnStampTests {
    @Test("Our own beat with a higher stamp comes back: the next beat, at once, outdoes it")
    func outdone() throws {
        var stage = Stage()
        let link = stage.meet(.bob)
        stage.hear(Person.me.beat(5_000_000), over: link)
        let beat = try #require(stage.pass(0).effects.presences(over: link).first)
        #expect(beat.header.stamp == 5_000_001)
        // An older one is nothing.
        #expect(!stage.hear(Person.me.beat(4_000_000), over: link).isChecking)
        #expect(stage.pass(0).isEmpty)
    }

    @Test("So it is with another beat of the same stamp, and our own latest that comes back is nothing")
    func besideOurs() throws {
        var stage = Stage()
        let (link, opening) = stage.link(.bob)
        let latest = try #require(opening.presences(over: link).first)
        #expect(!stage.hear(latest, over: link).isChecking)
        stage.hear(Person.me.beat(latest.header.stamp, headline: "an earlier run"), over: link)
        let beat = try #require(stage.pass(0).effects.presences(over: link).first)
        #expect(beat.header.stamp == latest.header.stamp + 1)
    }

    @Test("So it is when somebody only announces it")
    func announced() throws {
        var stage = Stage()
        let link = stage.meet(.bob)
        let announcement = Announcement(author: Person.me.prefix, stamp: 5_000_000)
        #expect(stage.tell(.received(link, .have([announcement], whole: true))).asked(over: link) == [Person.me.prefix])
        stage.hear(Person.me.beat(5_000_000), over: link)
        #expect(stage.pass(0).effects.presences(over: link).first?.header.stamp == 5_000_001)
        // It is not asked for again.
        #expect(stage.pass(5_000).effects.asked(over: link) == [])
    }

    @Test("A higher stamp that we did not sign is forged and closes the link")
    func forged() {
        var stage = Stage()
        let link = stage.meet(.bob)
        let forged = Person.me.beat(5_000_000).signed(by: .bob)
        #expect(stage.hear(forged, over: link).closed == [link: .forged])
        stage.pass(60_000)
        #expect(stage.log.effects.compactMap(\.ownStamp).allSatisfy { $0 < 5_000_000 })
    }

    @Test("No stamp of our own that comes back, however high, makes the next beats trap", arguments: [0, 1, 2, 3])
    func highestStamp(_ below: UInt64) {
        var stage = Stage()
        let link = stage.meet(.bob)
        stage.hear(Person.me.beat(.max - below), over: link)
        for _ in 0..<8 {
            stage.pass(20_000)
            stage.hear(Person.bob.beat(UInt64(stage.nowMS), withProfile: false), over: link)
        }
        #expect(stage.node.linkCount == 1)
    }
}
