import Peering
import Testing
import Wire

/// Somebody plays back beats that they recorded, of people who left.
struct RecordingTests {
    /// What a node keeps of its run when it is stopped, so many milliseconds older when the next begins.
    func kept(of stage: Stage, laterMS: UInt32) -> [KeptBeat] {
        var stage = stage
        stage.tell(.command(.stop))
        return stage.log.effects.beats.map { beat in
            KeptBeat(
                author: beat.author,
                presence: beat.presence.travelling(withProfile: nil, ageMS: beat.presence.ageMS + laterMS),
                spanMS: beat.spanMS, bringer: beat.bringer)
        }
    }

    @Test("A recording of somebody who left shows nobody, also when they were forgotten", arguments: [false, true])
    func afterDeparture(saysGoodbye: Bool) {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(5), over: bob)
        if saysGoodbye { stage.hear(Person.bob.beat(6, leaving: true, withProfile: false), over: bob) }
        stage.tell(.linkClosed(bob))
        stage.pass(20 * 60_000)
        #expect(stage.presence(of: .bob) == nil)
        let mallory = stage.meet(.carol)
        stage.hear(Person.bob.beat(4), over: mallory)
        stage.hear(Person.bob.beat(5), over: mallory)
        #expect(stage.presence(of: .bob) == nil)
        stage.hear(Person.bob.beat(7), over: mallory)
        #expect(stage.presence(of: .bob) == .here)
    }

    @Test("After a restart a recording shows nobody, and a later beat does")
    func afterRestart() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(5), over: bob)
        stage = Stage(beats: kept(of: stage, laterMS: 3_600_000))
        let mallory = stage.meet(.carol)
        for stamp in 1...5 as ClosedRange<UInt64> { stage.hear(Person.bob.beat(stamp), over: mallory) }
        #expect(stage.presence(of: .bob) == nil)
        stage.hear(Person.bob.beat(6), over: mallory)
        #expect(stage.presence(of: .bob) == .here)
    }

    @Test("After a short restart the beat that was heard before shows whoever is here as long as it would have")
    func shortRestart() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(5), over: bob)
        stage = Stage(beats: kept(of: stage, laterMS: 10_000))
        let carol = stage.meet(.carol)
        stage.hear(Person.bob.beat(5), over: carol)
        #expect(stage.presence(of: .bob) == .here)
        #expect(stage.node.attendee(Person.bob.publicKey, at: stage.now)?.lastHeardMS == 10_000)
        #expect(stage.pass(80_000).presences(of: .bob).map(\.atMS) == [32_000, 72_000])
    }

    @Test("Whoever is linked after a restart is shown by the beat that was heard before")
    func linkedAfterRestart() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(5), over: bob)
        stage = Stage(beats: kept(of: stage, laterMS: 3_600_000))
        stage.hear(Person.bob.beat(5), over: stage.link(.bob).id)
        #expect(stage.presence(of: .bob) == .here)
    }

    @Test("Whoever tells of somebody who left is told of their goodbye, for twelve hours, and once for each beat")
    func corrected() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let goodbye = Person.bob.beat(6, leaving: true, withProfile: false)
        stage.hear(goodbye, over: bob)
        stage.tell(.linkClosed(bob))
        stage.pass(11 * 3_600_000)
        let carol = stage.meet(.carol)
        let answer = stage.hear(Person.bob.beat(4), over: carol).presences(over: carol)
        #expect(answer.map(\.headerBytes) == [goodbye.headerBytes])
        // Whoever says the same is not answered: two who know of it would never end.
        #expect(!stage.hear(goodbye, over: carol).isSending)
        let said = Announcement(author: Person.bob.prefix, stamp: 4)
        let effects = stage.tell(.received(carol, .have([said], whole: true)))
        #expect(effects.announcements(over: carol) == [Announcement(author: Person.bob.prefix, stamp: 6)])
        #expect(stage.tell(.received(carol, .graft([Person.bob.prefix], once: true))).presences(over: carol).count == 1)
        stage.pass(2 * 3_600_000)
        #expect(!stage.hear(Person.bob.beat(4), over: stage.meet(.dave)).isSending)
    }

    @Test(
        "A newcomer who believes a recording learns better from a neighbour who knows of the departure",
        arguments: [false, true])
    func believed(saysGoodbye: Bool) {
        var stage = Stage()
        let (mallory, carol) = (stage.meet(.dave), stage.meet(.carol))
        stage.hear(Person.bob.beat(4), over: mallory)
        #expect(stage.presence(of: .bob) == .here)
        #expect(stage.node.attendee(Person.bob.publicKey, at: stage.now)?.isConfirmed == false)
        let known = Person.bob.beat(
            saysGoodbye ? 6 : 5, leaving: saysGoodbye, headline: "another profile", withProfile: false,
            ageMS: 3 * 3_600_000)
        stage.hear(known, over: carol)
        #expect(stage.presence(of: .bob) ?? .gone == .gone)
        #expect(stage.node.linkCount == 2)
    }

    @Test("The last beat of somebody who went without a goodbye is old news where a neighbour says so")
    func doubted() {
        var stage = Stage()
        let (mallory, carol) = (stage.meet(.dave), stage.meet(.carol))
        stage.hear(Person.bob.beat(4), over: mallory)
        stage.hear(Person.bob.beat(4, withProfile: false, ageMS: 3 * 3_600_000), over: carol)
        #expect(stage.presence(of: .bob) ?? .gone == .gone)
    }

    @Test("Nobody of whom several neighbours tell is made to look gone by one who says that their beats are old")
    func notHidden() {
        var stage = Stage()
        let (mallory, carol, asha) = (stage.meet(.dave), stage.meet(.carol), stage.meet(.asha))
        stage.hear(Person.bob.beat(4), over: carol)
        stage.hear(Person.bob.beat(5, withProfile: false), over: asha)
        #expect(stage.node.attendee(Person.bob.publicKey, at: stage.now)?.isConfirmed == true)
        stage.hear(Person.bob.beat(5, withProfile: false, ageMS: 3 * 3_600_000), over: mallory)
        stage.hear(Person.bob.beat(6, withProfile: false, ageMS: 3 * 3_600_000), over: mallory)
        #expect(stage.presence(of: .bob) == .here)
    }

    @Test("Of whom one neighbour tells is dialled when our owner looks, once for each look")
    func lookedAt() throws {
        var stage = Stage(settings: NodeSettings())
        stage.failsDials = true
        let links = (0..<20).map { stage.meet(.number($0)) }
        let there = endpoint(77)
        stage.hear(Person.bob.beat(1, intervalMS: 600_000, at: [there]), over: links[0])
        for _ in 0..<30 {
            stage.pass(1_000)
            for (number, link) in links.enumerated() {
                stage.hear(Person.number(number).beat(UInt64(2 + stage.nowMS), withProfile: false), over: link)
            }
        }
        // There are links enough.
        let before = stage.log.effects.dials.count
        stage.pass(5_000)
        #expect(stage.log.effects.dials.count == before)
        #expect(stage.tell(.command(.look)).dials.map(\.endpoints) == [[there]])
        stage.pass(5_000)
        #expect(stage.log.effects.dials.count == before + 1)
        let view = try #require(stage.node.attendee(Person.bob.publicKey, at: stage.now))
        #expect(view.presence == .here && !view.isConfirmed)
        _ = stage.link(.bob)
        #expect(stage.node.attendee(Person.bob.publicKey, at: stage.now)?.isConfirmed == true)
    }
}
