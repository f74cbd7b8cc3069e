import Keys
import Testing
import Wire

@testable import Peering

/// The bound of the roster. A flood of made-up keys ends here.
struct RosterTests {
    /// A node that heard of as many attendees as it keeps, Bob among them, from a link to him.
    func full(intervalMS: UInt32) -> (stage: Stage, bob: LinkID) {
        var stage = Stage(standings: [.number(7): .contact])
        let bob = stage.meet(.bob)
        flood(&stage, bob, 0..<PeeringLimits.attendeesMax - 1, intervalMS: intervalMS)
        return (stage, bob)
    }

    func flood(_ stage: inout Stage, _ link: LinkID, _ numbers: Range<Int>, intervalMS: UInt32) {
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 32) {
            let crowd = (start..<min(start + 32, numbers.upperBound)).map {
                Person.number($0).beat(1, intervalMS: intervalMS, at: [endpoint(UInt32(2 + $0))])
            }
            stage.tell(.received(link, .presences(crowd)))
        }
    }

    @Test("While everybody is here, a full roster takes nobody more")
    func everybodyHere() {
        var (stage, bob) = full(intervalMS: 600_000)
        #expect(stage.node.presentCount == PeeringLimits.attendeesMax)
        let effects = stage.hear(Person.dave.beat(1), over: bob)
        #expect(stage.presence(of: .dave) == nil && effects.told.isEmpty)
        #expect(stage.node.presentCount == PeeringLimits.attendeesMax)
        // Those whom we keep still count.
        #expect(stage.hear(Person.number(5).beat(2, leaving: true), over: bob).told.map(\.presence) == [.gone])
    }

    @Test("A stranger who is not here any more makes room, a contact does not, and those who watch are told")
    func somebodyQuiet() {
        var (stage, bob) = full(intervalMS: 1_000)
        stage.pass(4_500)
        #expect(stage.presence(of: .number(0)) == .quiet && stage.presence(of: .number(7)) == .quiet)
        let (before, oldest) = (stage.node.attendees(at: stage.now).count, Person.number(0))
        let effects = stage.hear(Person.dave.beat(1), over: bob)
        #expect(stage.presence(of: .dave) == .here && stage.presence(of: .number(7)) == .quiet)
        #expect(stage.node.attendees(at: stage.now).count == before)
        #expect(effects.notices.contains(.forgotten(oldest.publicKey)) && stage.presence(of: oldest) == nil)
    }

    @Test("Who made room is dialled no more")
    func noDials() {
        var (stage, bob) = full(intervalMS: 1_000)
        stage.pass(4_500)
        flood(&stage, bob, 10_000..<10_064, intervalMS: 600_000)
        let prospects = stage.node.overlay.prospects
        for number in 0..<64 where number != 7 {
            #expect(prospects[.attendee(Person.number(number).publicKey)] == nil)
            #expect(prospects[.attendee(Person.number(10_000 + number).publicKey)] != nil)
        }
        #expect(prospects.count < PeeringLimits.attendeesMax)
    }
}
