import Cards
import Peering
import Testing
import Wire

/// What the other side of a link may do wrong, and what it costs them: the link, and nobody else anything.
struct HostileLinkTests {
    @Test("A forged presence closes the link and is believed by nobody")
    func forged() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let carol = stage.meet(.carol)
        let effects = stage.hear(Person.dave.beat(1).signed(by: .bob), over: bob)
        #expect(effects.closed == [bob: .forged])
        #expect(!effects.told.contains { $0.key == Person.dave.publicKey } && effects.presences(over: carol).isEmpty)
        #expect(stage.presence(of: .dave) == nil && stage.node.linkCount == 1)
    }

    @Test("True presences beside a forged one are believed")
    func besideForged() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.carol.beat(1), Person.dave.beat(1).signed(by: .bob), Person.asha.beat(1), over: bob)
        #expect(stage.presence(of: .carol) == .here && stage.presence(of: .asha) == .here)
    }

    @Test("A profile that its hash does not fit closes the link before anything is checked")
    func wrongHash() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let other = Person.dave.beat(1, headline: "another").profileBytes
        let effects = stage.hear(Person.dave.beat(1).travelling(withProfile: other, ageMS: 0), over: bob)
        #expect(effects.closed == [bob: .badProfile] && !effects.isChecking)
        #expect(stage.presence(of: .dave) == nil)
    }

    @Test("What came beside a profile that does not fit can still be checked when it comes from others")
    func besideWrongHash() {
        var stage = Stage()
        let (bob, carol) = (stage.meet(.bob), stage.meet(.carol))
        let other = Person.asha.beat(1, headline: "another").profileBytes
        stage.hear(Person.dave.beat(1), Person.asha.beat(1).travelling(withProfile: other, ageMS: 0), over: bob)
        #expect(stage.hear(Person.dave.beat(1), over: carol).told.map(\.presence) == [.here])
    }

    @Test("A profile that is none, or breaks its bounds, closes the link")
    func badProfile() {
        let long = Profile(
            name: String(repeating: "x", count: 193), headline: "", topics: [], asks: [], offers: [], endpoints: [])
        let nameless = Profile(name: "", headline: "", topics: [], asks: [], offers: [], endpoints: [])
        for bytes in [[0xFF, 0xFF, 0xFF], long.encoded(), nameless.encoded() + [0x7A, 0]] {
            var stage = Stage()
            let bob = stage.meet(.bob)
            #expect(stage.hear(Person.dave.beat(1, profileBytes: bytes), over: bob).closed == [bob: .badProfile])
            #expect(stage.presence(of: .dave) == nil)
        }
    }

    @Test("Control characters in a profile travel as they are: whoever shows them neutralises them")
    func oddCharacters() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let odd = "\u{1B}[2J\u{202E}"
        let effects = stage.hear(Person.dave.beat(1, headline: odd), over: bob)
        #expect(effects.closed.isEmpty && effects.told.map(\.badge.headline) == [odd])
    }

    @Test("An age beyond all reason makes nobody younger, and nothing trap")
    func ages() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.dave.beat(1, ageMS: .max), Person.carol.beat(.max, ageMS: 0), over: bob)
        #expect(stage.presence(of: .dave) == nil && stage.presence(of: .carol) == .here)
        stage.hear(Person.carol.beat(.max), Person.bob.beat(2, withProfile: false, ageMS: .max), over: bob)
        #expect(stage.presence(of: .bob) == .here)
        stage.pass(3_600_000)
    }

    @Test("Announcements without end are remembered only up to a bound")
    func announcements() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        for round in 0..<4 as Range<UInt64> {
            let flood = (0..<2_048 as Range<UInt64>).map { Announcement(author: 1 << 60 | round << 32 | $0, stamp: 1) }
            stage.tell(.received(bob, .have(flood, whole: false)))
        }
        #expect(stage.pass(300).effects.asked(over: bob).count == PeeringLimits.missingPerLinkMax)
        #expect(stage.pass(10_000).effects.asked(over: bob).isEmpty)
    }

    @Test("No more checks are under way at one time than the bound")
    func checks() {
        var stage = Stage()
        stage.answersChecks = false
        let bob = stage.link(.bob).id
        var count = 0
        for start in stride(from: 0, to: 5_024, by: 32) {
            let crowd = (start..<start + 32).map { Person.number($0).beat(1) }
            for effect in stage.tell(.received(bob, .presences(crowd))) {
                if case .check(_, let presences) = effect { count += presences.count }
            }
        }
        #expect(count == PeeringLimits.checksMax)
    }
}
