import Peering
import Testing

@testable import Simulation

@Suite("Small venues from seeds")
struct SeedTests {
    @Test("Whatever happens in a hundred small venues, the invariants hold")
    func invariants() {
        for seed in UInt64(1)...100 {
            let verdict = Verdict(running: .small(seed: seed))
            #expect(verdict.complaints.isEmpty, "seed \(seed)")
        }
    }

    @Test("With real signatures they hold as well")
    func realSignatures() {
        for seed in UInt64(1)...10 {
            let verdict = Verdict(running: .small(seed: seed, signatures: .real))
            #expect(verdict.complaints.isEmpty, "seed \(seed)")
        }
    }

    @Test("The same seed gives the same trace")
    func repeats() {
        for seed in UInt64(1)...10 {
            #expect(Verdict(running: .small(seed: seed)) == Verdict(running: .small(seed: seed)), "seed \(seed)")
        }
    }

    @Test("Somebody whose power fails is a ghost until their beats are missed, and the invariant says so")
    func teeth() {
        var venue = SimulatedVenue(settings: SimulationSettings(attendees: 3), seed: 1)
        for index in 0..<3 { venue.take(.start(index)) }
        venue.run(until: venue.now.advanced(byMS: 5_000))
        #expect(venue.unseen().isEmpty && venue.ghosts().isEmpty)
        venue.take(.crash(2, powerless: true))
        #expect(venue.ghosts().count == 2)
        venue.take(.start(2))
        #expect(!venue.unseen().isEmpty, "who has just started sees nobody yet")
    }
}
