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

    @Test("Where everybody asks for everybody at once, as it was, the air is full of questions")
    func asking() {
        var circumstances = Crowd.Circumstances(packets: true)
        circumstances.bug = .asksForEverybody
        let asking = Crowd(attendees: 60, seed: 1, quietMS: 0, circumstances: circumstances)
        #expect(asking.complaints.contains { $0.hasPrefix("resolving took") }, "\(asking.complaints)")
        let other = Crowd(attendees: 60, seed: 1, quietMS: 0, circumstances: .init(packets: true))
        #expect(other.coldMS(Airtime.resolving) < asking.coldMS(Airtime.resolving) / 10)
    }

    @Test("Where everybody browses from the start to the end, as it was, the air is full of known answers")
    func standing() {
        var circumstances = Crowd.Circumstances(packets: true)
        circumstances.bug = .neverStopsBrowsing
        let standing = Crowd(attendees: 60, seed: 1, quietMS: 0, circumstances: circumstances)
        #expect(standing.complaints.contains { $0.hasPrefix("browsing took") }, "\(standing.complaints)")
    }

    @Test("Those who come one by one see all, and are seen, within a second or two")
    func oneByOne() {
        var circumstances = Crowd.Circumstances(packets: true)
        (circumstances.together, circumstances.overMS) = (20, 30_000)
        let crowd = Crowd(attendees: 40, seed: 1, quietMS: 0, circumstances: circumstances)
        #expect(crowd.complaints.isEmpty)
        #expect((crowd.allSeeAllMS ?? .max) <= 2_000)
    }

    @Test("Who looks now and then at what Avahi heard finds all, and leaves the air to others")
    func looks() {
        var circumstances = Crowd.Circumstances(packets: true)
        circumstances.laterMS = 60_000
        let crowd = Crowd(attendees: 60, seed: 1, quietMS: 0, circumstances: circumstances)
        #expect(crowd.complaints.isEmpty)
        #expect(crowd.coldMS(Airtime.browsing) < crowd.coldMS(Airtime.registering) / 4)
        #expect(crowd.queuedAtEnd == 0 && crowd.laterMS(Airtime.Kind.allCases) < 50)
    }

    @Test("Who misses a fifth of all datagrams finds all within ten seconds too")
    func lossy() {
        var circumstances = Crowd.Circumstances(packets: true)
        circumstances.lossPerMille = 200
        let crowd = Crowd(attendees: 60, seed: 1, quietMS: 0, circumstances: circumstances)
        #expect(crowd.complaints.isEmpty)
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
