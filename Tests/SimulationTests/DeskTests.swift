import Peering
import Testing

@testable import Simulation

/// Desks while laptops crash, lids close and the Wi-Fi splits.
struct DeskTests {
    @Test("No slot is held by two, who was told yes has it on the owner's disk, and in the end all agree")
    func invariants() async {
        let verdicts = await Campaign.helpings(seeds: 1..<13)
        for verdict in verdicts { #expect(verdict.complaints.isEmpty, "seed \(verdict.seed)") }
        #expect(verdicts.reduce(0) { $0 + $1.promises } > 20)
    }

    /// Two people who take part in a gathering, where the second has a slot of the first.
    private func pair() -> SimulatedVenue {
        var settings = SimulationSettings(attendees: 2)
        settings.signatures = .entries
        settings.hasDesks = true
        var venue = SimulatedVenue(settings: settings, seed: 1)
        for index in 0..<2 { venue.start(index) }
        venue.run(until: venue.now.advanced(byMS: 5_000))
        venue.found(0)
        venue.run(until: venue.now.advanced(byMS: 10_000))
        venue.desk(1, .book(at: 0, slot: 1))
        venue.run(until: venue.now.advanced(byMS: 2_000))
        return venue
    }

    @Test("A booking that the owner's disk lost, one that the booker lost, and a wrong programme are complained of")
    func teeth() {
        var venue = pair()
        #expect(venue.promisedCount == 1 && venue.unbooked().isEmpty)
        let booking = venue.hosts[0].disk.desks.bookings[0]
        venue.hosts[0].disk.desks.apply(.deskBookingDropped(booking.id))
        #expect(
            venue.unbooked() == ["the programme is wrong about 14:20 of 0", "1 believes in a slot of 0"])
        venue.hosts[0].disk.desks.apply(.deskBooking(booking))
        venue.hosts[1].disk.desks.apply(.deskRequestDropped(booking.id))
        #expect(venue.unbooked() == ["1 does not know of their slot of 0"])
        venue.desk(1, .book(at: 0, slot: 2))
        venue.run(until: venue.now.advanced(byMS: 2_000))
        let other = venue.hosts[0].disk.desks.bookings[1]
        venue.hosts[0].disk.desks.apply(
            .deskBooking(
                DeskBooking(
                    id: other.id, gathering: other.gathering, desk: other.desk, slot: booking.slot,
                    booker: other.booker, about: other.about)))
        #expect(venue.unbooked().contains("a slot of 0 is held by two"))
    }
}
