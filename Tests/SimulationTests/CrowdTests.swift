import Peering
import Testing

@testable import Simulation

struct CrowdTests {
    @Test("A crowd that takes part in one gathering holds all of it, and is as quiet")
    func gathering() {
        let crowd = Crowd(attendees: 30, seed: 1, quietMS: 20_000, settleMS: 20_000, gathers: true)
        let alone = Crowd(attendees: 30, seed: 1, quietMS: 20_000, settleMS: 20_000)
        #expect(crowd.complaints == [])
        #expect(crowd.bytesPerSecondMean > alone.bytesPerSecondMean)
        #expect(crowd.bytesPerSecondMean < alone.bytesPerSecondMean + 400)
    }

    @Test("Sixty people who switch on at once see each other within three seconds, at little cost")
    func sixty() {
        let crowd = Crowd(attendees: 60, seed: 1, quietMS: 20_000)
        #expect(crowd.complaints.isEmpty)
        #expect(crowd.linksRange.lowerBound >= PeeringLimits.linksWanted)
    }

    @Test("In a crowd, a newcomer is seen everywhere within a second, and a new badge, and a goodbye")
    func news() {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: 40), seed: 2)
        for index in 0..<39 { venue.start(index) }
        venue.run(until: venue.now.advanced(byMS: 30_000))
        #expect(venue.unseen().isEmpty)
        venue.start(39)
        venue.run(until: venue.now.advanced(byMS: 1_000))
        #expect(venue.unseen().isEmpty)
        venue.take(.setBadge(7, edition: 1))
        venue.leave(8)
        venue.run(until: venue.now.advanced(byMS: 1_000))
        #expect(venue.unseen().isEmpty && venue.ghosts().isEmpty)
    }

    @Test("A third of a crowd may lose power at one moment: nobody else flickers, and the lost are gone in four beats")
    func blackout() {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: 45), seed: 3)
        for index in 0..<45 { venue.start(index) }
        venue.run(until: venue.now.advanced(byMS: 30_000))
        for index in 0..<15 { venue.crash(index * 3, powerless: true) }
        for _ in 0..<12 {
            venue.run(until: venue.now.advanced(byMS: 8_000))
            #expect(venue.unseen().isEmpty)
        }
        #expect(venue.ghosts().isEmpty)
    }

    @Test("A crowd that is cut in two for minutes is one again five seconds after", arguments: [true, false])
    func cutInTwo(noticed: Bool) {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: 40), seed: 4)
        for index in 0..<40 { venue.start(index) }
        venue.run(until: venue.now.advanced(byMS: 30_000))
        venue.partition((0..<40).map { $0 % 2 })
        venue.run(until: venue.now.advanced(byMS: 120_000))
        venue.heal(noticed: noticed)
        for _ in 0..<5 {
            venue.run(until: venue.now.advanced(byMS: 5_000))
            #expect(venue.unseen().isEmpty)
        }
    }

    @Test("Forty people who all typed one address see each other, and that one is no hub in the end")
    func oneAddress() {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: 40, multicast: false), seed: 5)
        for index in 0..<40 {
            venue.start(index)
            if index > 0 { venue.type(index, addressOf: 0) }
        }
        venue.run(until: venue.now.advanced(byMS: 5_000))
        #expect(venue.unseen().isEmpty)
        venue.run(until: venue.now.advanced(byMS: 20_000))
        #expect(venue.unseen().isEmpty && venue.hubs().isEmpty)
    }
}
