import Testing

@testable import Simulation

/// Gatherings where people write.
struct WritingTests {
    @Test("What people write is everywhere in the end, and everybody sees the same")
    func writings() async {
        for verdict in await Campaign.writings(seeds: 1..<5) {
            #expect(verdict.complaints.isEmpty && verdict.entries > 0, "seed \(verdict.seed)")
        }
    }

    @Test("Gatherings by invitation, people who break the rules and people who take things back all occur")
    func scenarios() {
        let scenarios = (1...300).map { Scenario.writing(seed: $0) }
        let invited = scenarios.filter { $0.settings.outsider != nil }
        #expect((50...150).contains(invited.count))
        for scenario in invited {
            let codes = scenario.steps.map(\.step).filter { if case .useCode = $0 { true } else { false } }
            #expect(!codes.contains { $0 == .useCode(scenario.settings.outsider ?? 0) })
            #expect(codes.count == 2 * (scenario.settings.attendees - 1))
        }
        let steps = scenarios.flatMap { $0.steps.map(\.step) }
        for mischief in Mischief.allCases {
            let count = steps.count { if case .misbehave(_, mischief) = $0 { true } else { false } }
            #expect(count > 20, "\(mischief)")
        }
    }

    @Test(
        "A disk that keeps what was taken back is found, and one that says too early what it has",
        arguments: [(PlantedBug.keepsWhatWasTakenBack, UInt64(1)), (.saysStoredTooEarly, UInt64(10))])
    func mistakes(_ bug: PlantedBug, _ seed: UInt64) {
        #expect(!Verdict(running: .writing(seed: seed, bug: bug)).complaints.isEmpty)
    }
}
