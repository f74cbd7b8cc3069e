import Keys
import Peering
import Testing
import Wire

/// Presence cannot be forged: whoever is linked is here, and nobody's announcements hide another's beats.
struct ForgedPresenceTests {
    @Test("Whoever is linked is here while the link is, also without beats, and fades by their beats afterwards")
    func linked() {
        var stage = Stage()
        stage.answersPings = true
        let bob = stage.meet(.bob)
        #expect(stage.pass(600_000).presences(of: .bob).isEmpty && stage.presence(of: .bob) == .here)
        let closing = stage.tell(.linkClosed(bob))
        #expect(closing.told.last?.presence == .gone)
        #expect(stage.link(.bob).effects.told.map(\.presence) == [.here])
    }

    @Test("Whoever falls silent on an open link fades no later than by their beats, and any word brings them back")
    func silent() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(2, intervalMS: 1_000), over: bob)
        #expect(stage.pass(8_000).presences(of: .bob).map(\.atMS) == [4_000, 6_000])
        #expect(stage.presence(of: .bob) == .gone)
        #expect(stage.tell(.received(bob, .ping(answer: true))).told.map(\.presence) == [.here])
    }

    @Test("Whose link is closed is gone as soon as without one, whatever came over it after their last beat")
    func killed() {
        var stage = Stage()
        stage.answersPings = true
        let bob = stage.meet(.bob)
        stage.pass(35_000)
        stage.tell(.linkClosed(bob))
        #expect(stage.pass(60_000).presences(of: .bob).map(\.atMS) == [42_000, 82_000])
    }

    @Test("Whom an open link shows to be back is news to others by their next beat, also in a crowd")
    func back() {
        var (stage, carol, _) = crowd(0)
        let bob = stage.meet(.bob)
        stage.tell(.linkClosed(bob))
        stage.pass(100_000)
        #expect(stage.presence(of: .bob) == .gone)
        let again = stage.link(.bob)
        #expect(again.effects.told.map(\.presence) == [.here])
        let passedOn = stage.hear(Person.bob.beat(2, withProfile: false), over: again.id).presences(over: carol)
        #expect(passedOn == [Person.bob.beat(2, withProfile: false)])
    }

    @Test("A goodbye over an open link makes gone at once, and the next beat brings back")
    func goodbye() {
        var stage = Stage()
        stage.answersPings = true
        let bob = stage.meet(.bob)
        #expect(stage.hear(Person.bob.beat(2, leaving: true), over: bob).told.map(\.presence) == [.gone])
        #expect(stage.pass(30_000).presences(of: .bob).isEmpty)
        #expect(stage.hear(Person.bob.beat(3), over: bob).told.map(\.presence) == [.here])
    }

    /// A node in a crowd, with links to Carol, who tells of Dave, and to some who announce what does not exist.
    func crowd(_ inventors: Int) -> (stage: Stage, carol: LinkID, inventors: [LinkID]) {
        var stage = Stage()
        stage.answersPings = true
        let others = (0..<inventors).map { stage.meet(.number(100 + $0)) }
        let carol = stage.meet(.carol)
        stage.tell(.received(carol, .presences((0..<20).map { Person.number($0).beat(1, intervalMS: 600_000) })))
        stage.hear(Person.dave.beat(1), over: carol)
        return (stage, carol, others)
    }

    /// Carol announces Dave's beats for two minutes, and answers what she is asked; how often Dave was not here.
    func absences(of scene: (stage: Stage, carol: LinkID, inventors: [LinkID]), forging stamp: UInt64?) -> Int {
        var (stage, absences) = (scene.stage, 0)
        for beat in 2...8 as ClosedRange<UInt64> {
            for (number, link) in scene.inventors.enumerated() {
                let first = UInt64(number) << 40 | beat << 20 | 1 << 60
                let invented = (0..<2_048 as Range<UInt64>).map { Announcement(author: first + $0, stamp: 1) }
                stage.tell(.received(link, .have(invented, whole: false)))
                let more = invented.map { Announcement(author: $0.author + 4_096, stamp: 1) }
                stage.tell(.received(link, .have(more, whole: false)))
                guard let stamp else { continue }
                let forged = Announcement(author: Person.dave.prefix, stamp: stamp)
                stage.tell(.received(link, .have([forged], whole: false)))
            }
            let told = Announcement(author: Person.dave.prefix, stamp: beat)
            stage.tell(.received(scene.carol, .have([told], whole: false)))
            for _ in 0..<180 {
                let questions = stage.pass(100).effects.sent(over: scene.carol)
                let asked = questions.contains { message in
                    switch message {
                    case .pull(let authors), .graft(let authors, _): authors.contains(Person.dave.prefix)
                    default: false
                    }
                }
                if asked { stage.hear(Person.dave.beat(beat, withProfile: false), over: scene.carol) }
                if stage.presence(of: .dave) != .here { absences += 1 }
            }
        }
        return absences
    }

    @Test("Announcements of invented authors without end hide no beat that an honest neighbour announces")
    func inventedAuthors() {
        #expect(absences(of: crowd(2), forging: nil) == 0)
    }

    @Test("So it is when six neighbours announce later beats of somebody who has made none, and give none")
    func inventedBeats() {
        #expect(absences(of: crowd(6), forging: .max) == 0)
    }
}
