import Keys
import Peering
import Testing
import Wire

@testable import Simulation

/// What is broken on purpose is complained of.
struct TeethTests {
    /// A room in which so many people have seen each other for a while.
    func room(of count: Int, seconds: Int64 = 5) -> SimulatedVenue {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: count), seed: 1)
        for index in 0..<count { venue.start(index) }
        venue.run(until: venue.now.advanced(byMS: seconds * 1000))
        return venue
    }

    @Test("A quiet room of five has nothing to complain of")
    func fine() {
        let venue = room(of: 5)
        #expect(venue.unseen().isEmpty && venue.ghosts().isEmpty && venue.doubles().isEmpty)
        #expect(venue.superfluousLinks().isEmpty && venue.unlinked().isEmpty && venue.hubs().isEmpty)
    }

    @Test("Whoever loses power is a ghost right after, and none when four beats are missed")
    func ghost() {
        var venue = room(of: 3)
        venue.crash(2, powerless: true)
        #expect(venue.ghosts() == ["2 is a ghost at 0", "2 is a ghost at 1"])
        let gone = PeeringLimits.goneBeats * PeeringLimits.beatMS + PeeringLimits.beatGraceMS
        venue.run(until: venue.now.advanced(byMS: gone - PeeringLimits.beatMS))
        #expect(venue.ghosts().count == 2)
        venue.run(until: venue.now.advanced(byMS: PeeringLimits.beatMS))
        #expect(venue.ghosts().isEmpty)
    }

    @Test("Whoever leaves politely, or hides, is gone everywhere within a second")
    func goodbye() {
        var venue = room(of: 5)
        venue.leave(1)
        venue.command(.setVisible(false), at: 3)
        #expect(venue.ghosts().count == 7, "two at three people, and one at who hides")
        venue.run(until: venue.now.advanced(byMS: 1_000))
        #expect(venue.ghosts().isEmpty)
    }

    @Test("A closed lid makes a ghost, and an opened one somebody to be seen")
    func lid() {
        var venue = room(of: 2)
        venue.closeLid(0)
        #expect(venue.ghosts() == ["0 is a ghost at 1"] && venue.unseen().isEmpty)
        venue.run(until: venue.now.advanced(byMS: 100_000))
        #expect(venue.ghosts().isEmpty)
        venue.openLid(0)
        #expect(venue.unseen().contains("0 is gone at 1"))
        venue.run(until: venue.now.advanced(byMS: 5_000))
        #expect(venue.unseen().isEmpty)
    }

    @Test("Whoever was cut off for long is unseen when the room is one again, and seen five seconds later")
    func cutOff() {
        var venue = room(of: 3)
        venue.partition([0, 0, 1])
        venue.run(until: venue.now.advanced(byMS: 100_000))
        #expect(venue.unseen().isEmpty, "nobody is expected to see through a partition")
        venue.heal(noticed: false)
        #expect(venue.unseen().sorted() == ["0 is gone at 2", "1 is gone at 2", "2 is gone at 0", "2 is gone at 1"])
        venue.run(until: venue.now.advanced(byMS: 5_000))
        #expect(venue.unseen().isEmpty)
    }

    @Test("Whoever has just started is unknown, and sees nobody")
    func starting() {
        var venue = room(of: 2)
        venue.leave(1)
        venue.run(until: venue.now.advanced(byMS: 2_000))
        venue.start(1)
        #expect(venue.unseen() == ["1 is gone at 0", "0 is unknown at 1"])
        #expect(venue.unlinked() == ["0 has no link to 1", "1 has no link to 0"])
    }

    @Test("An old badge is complained of")
    func oldBadge() {
        var venue = room(of: 2)
        venue.hosts[0].badge = SimulatedVenue.badge("Somebody", 9)
        #expect(venue.unseen() == ["0 has an old badge at 1"])
    }

    @Test("A row that appears twice, and one that is oneself, are complained of")
    func doubles() throws {
        let keys = try (1...3).map { try PublicKey(trusting: [UInt8](repeating: $0, count: 32)) }
        #expect(SimulatedVenue.doubles(among: [keys[0], keys[1]], at: 5, whoIs: keys[2]) == [])
        #expect(
            SimulatedVenue.doubles(among: [keys[0], keys[0], keys[2]], at: 5, whoIs: keys[2])
                == ["5 sees itself", "somebody appears twice at 5"])
    }

    @Test("A second connection of one pair, of which no node knows, is complained of")
    func secondLink() {
        var venue = room(of: 2)
        let ends = [0, 1].map { index in
            SimulatedLink.End(host: index, run: 1, id: venue.makeLinkID(), openedAt: venue.now)
        }
        let link = SimulatedLink(dialler: ends[0], acceptor: ends[1])
        venue.hosts[0].links[ends[0].id] = (link, .dialler)
        venue.hosts[1].links[ends[1].id] = (link, .acceptor)
        #expect(
            venue.superfluousLinks().sorted() == [
                "0 and 1 have two links", "0 has 2 connections and knows 1", "1 has 2 connections and knows 1",
            ])
    }

    @Test("Those who were found first by a crowd are hubs, and soon not any more")
    func hubs() {
        var venue = room(of: 40, seconds: 1)
        #expect(!venue.hubs().isEmpty)
        venue.run(until: venue.now.advanced(byMS: 15_000))
        #expect(venue.hubs().isEmpty && venue.unseen().isEmpty)
    }

    @Test("In a venue whose messages take seconds, the verdict is that not all is seen in time")
    func slow() {
        let settings = SimulationSettings(attendees: 3, latencyMicroseconds: 3_000_000...3_000_000)
        let verdict = Verdict(
            running: Scenario(settings: settings, steps: (0..<3).map { (0, .start($0)) }, seed: 1))
        #expect(verdict.complaints.contains("0 is unknown at 1 after 5000 ms"))
    }

    @Test("A crowd that takes too long, or leans on somebody, is complained of")
    func crowd() {
        #expect(
            Crowd(attendees: 20, seed: 1, quietMS: 0, withinMS: 500).complaints.contains(
                "all see all only after too long"))
        // Right after a cold start everybody tells everybody everything.
        let chatty = Crowd(attendees: 60, seed: 1, quietMS: 1_000, settleMS: 0)
        #expect(chatty.bytesPerSecondMax > 100)
        #expect(chatty.complaints.contains { $0.hasPrefix("somebody carries") }, "\(chatty.complaints)")
    }
}
