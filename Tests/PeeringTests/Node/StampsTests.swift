import Keys
import Testing
import Wire

@testable import Peering

/// What is kept of whom over restarts.
struct StampsTests {
    static let (carol, mallory) = (IPAddress.v4(1), IPAddress.v4(2))

    func note(_ numbers: Range<Int>, _ stamp: UInt64 = 1, from bringer: IPAddress, atMS: Int64, in stamps: inout Stamps)
    {
        for number in numbers {
            let person = Person.number(number)
            stamps.note(
                person.beat(stamp), of: person.publicKey, heard: Stage.instant(atMS), from: bringer,
                at: Stage.instant(atMS))
        }
    }

    @Test("Who invents 100,000 attendees loses their own, and nobody whom others brought is forgotten")
    func invented() {
        var stamps = Stamps(at: Stage.instant(0))
        note(0..<1_000, from: Self.carol, atMS: 0, in: &stamps)
        note(100_000..<200_000, from: Self.mallory, atMS: 1_000, in: &stamps)
        #expect(stamps.count <= PeeringLimits.stampsMax)
        #expect((0..<1_000).allSatisfy { stamps[Person.number($0).prefix] == 1 })
        note(1_000..<2_000, from: Self.carol, atMS: 2_000, in: &stamps)
        #expect((0..<2_000).allSatisfy { stamps[Person.number($0).prefix] == 1 })
    }

    @Test("Of those whom one neighbour brought, whoever stayed for a while outlives who was never heard again")
    func stayed() {
        var stamps = Stamps(at: Stage.instant(0))
        note(0..<500, from: Self.mallory, atMS: 0, in: &stamps)
        note(0..<500, 2, from: Self.mallory, atMS: 60_000, in: &stamps)
        note(100_000..<150_000, from: Self.mallory, atMS: 120_000, in: &stamps)
        #expect((0..<500).allSatisfy { stamps[Person.number($0).prefix] == 2 })
    }

    @Test("What is written is what a node starts with, each once, and after 30 days it is dropped")
    func written() {
        var stamps = Stamps(at: Stage.instant(0))
        note(0..<3, from: Self.carol, atMS: 0, in: &stamps)
        note(0..<1, 2, from: Self.carol, atMS: 10_000, in: &stamps)
        let first = stamps.takeUnwritten(at: Stage.instant(60_000))
        #expect(first.kept.count == 3 && first.dropped.isEmpty && !stamps.isUnwritten)
        #expect(first.kept.map(\.presence.ageMS).sorted() == [50_000, 60_000, 60_000])
        let again = Stamps(first.kept, at: Stage.instant(0))
        #expect((0..<3).map { again[Person.number($0).prefix] } == [2, 1, 1])
        #expect(again.heard(Person.number(0).prefix) == Stage.instant(-50_000))
        let later = stamps.takeUnwritten(at: Stage.instant(PeeringLimits.stampsKeptMS + 5_000))
        #expect(later.kept.isEmpty && later.dropped == (1..<3).map { Person.number($0).publicKey })
    }

    @Test("An earlier beat, or one of another key that begins alike, changes nothing")
    func earlier() throws {
        var stamps = Stamps(at: Stage.instant(0))
        note(0..<1, 5, from: Self.carol, atMS: 0, in: &stamps)
        note(0..<1, 4, from: Self.carol, atMS: 0, in: &stamps)
        let alike = Person.number(0).publicKey.bytes.prefix(8)
        let twin = try PublicKey(trusting: alike + [UInt8](repeating: 1, count: 24))
        stamps.note(
            Person.number(0).beat(9), of: twin, heard: Stage.instant(0), from: Self.mallory, at: Stage.instant(0))
        #expect(stamps[Person.number(0).prefix] == 5 && stamps.count == 1)
    }

    @Test("While the disk takes nothing, beats are written once and wait")
    func slowDisk() {
        var stage = Stage()
        let link = stage.meet(.bob)
        for stamp in 2..<40 as Range<UInt64> {
            stage.pass(20_000)
            stage.hear(Person.bob.beat(stamp, withProfile: false), over: link)
        }
        func writes() -> Int { stage.log.effects.count { if case .persist(.beats) = $0 { true } else { false } } }
        #expect(writes() == 1)
        for effect in stage.log.effects { if case .awaitStored(let token) = effect { stage.tell(.stored(token)) } }
        stage.pass(PeeringLimits.stampsWriteMS)
        #expect(writes() == 2)
    }
}
