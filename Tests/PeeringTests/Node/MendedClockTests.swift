import Peering
import Testing
import Wire

/// Somebody's clock was years ahead and was mended: nobody may keep taking their beats of now for recordings.
struct MendedClockTests {
    static let ahead: UInt64 = 9_000_000_000

    @Test("After a restart our own beats go on after the last ones, whatever the clock says")
    func ownBeats() throws {
        var stage = Stage()
        let link = stage.meet(.bob)
        stage.hear(Person.me.beat(Self.ahead), over: link)
        stage.pass(0)
        stage.tell(.command(.stop))
        var next = Stage(beats: stage.log.effects.beats)
        let beat = try #require(next.link(.bob).effects.presences(over: link).first)
        #expect(beat.header.stamp > Self.ahead)
    }

    @Test("Whoever beats below what we kept of them over a restart is told what they have to outdo")
    func told() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(Self.ahead), over: bob)
        stage.tell(.command(.stop))
        let kept = stage.log.effects.beats.map { beat in
            KeptBeat(
                author: beat.author, presence: beat.presence.travelling(withProfile: nil, ageMS: 20 * 86_400_000),
                spanMS: beat.spanMS, bringer: beat.bringer)
        }
        stage = Stage(beats: kept)
        let again = stage.link(.bob).id
        #expect(stage.hear(Person.bob.beat(5), over: again).presences(over: again).map(\.header.stamp) == [Self.ahead])
        stage.hear(Person.bob.beat(Self.ahead + 1), over: again)
        #expect(stage.presence(of: .bob) == .here)
    }

    @Test("Whoever is linked hears at once of a goodbye of theirs from before, which another neighbour remembers")
    func toldByOthers() {
        var stage = Stage()
        let (bob, carol) = (stage.meet(.bob), stage.meet(.carol))
        let before = Person.bob.beat(Self.ahead, leaving: true, withProfile: false, ageMS: 3_600_000)
        #expect(stage.hear(before, over: carol).presences(over: bob).map(\.header.stamp) == [Self.ahead])
        stage.hear(Person.bob.beat(Self.ahead + 1), over: bob)
        #expect(stage.presence(of: .bob) == .here)
    }
}
