import Peering
import Testing

@testable import Simulation

/// Whether the scenarios are as bad as they should be.
struct ScenarioTests {
    let scenarios = (1...2_000).map { Scenario.small(seed: $0) }

    func count(_ isSo: (Scenario) -> Bool) -> Int { scenarios.count(where: isSo) }

    @Test("Venues are of 2 to 20 people, some beyond what everybody can link with, some without multicast, some slow")
    func venues() {
        #expect(scenarios.allSatisfy { (2...20).contains($0.settings.attendees) })
        #expect(count { $0.settings.attendees > PeeringLimits.meshMax + 1 } > 20)
        #expect(count { (8...12).contains($0.settings.attendees) } > 100)
        #expect(count { !$0.settings.multicast } > 200)
        #expect(count { $0.settings.latencyMicroseconds.upperBound >= 150_000 } > 400)
        #expect(count { $0.settings.hiccupsPerMille > 0 } > 400)
    }

    /// How long some steps last until others end them, in milliseconds; the end of a scenario ends all.
    func durations(of scenario: Scenario, _ begins: (Scenario.Step) -> Bool, _ ends: (Scenario.Step) -> Bool) -> [Int64]
    {
        scenario.steps.indices.filter { begins(scenario.steps[$0].step) }.map { begin in
            let rest = scenario.steps[(begin + 1)...]
            let end = rest.first { ends($0.step) } ?? scenario.steps[scenario.steps.count - 1]
            return end.atMS - scenario.steps[begin].atMS
        }
    }

    @Test("Partitions last longer than links bear silence, and longer than attendees stay")
    func partitions() {
        let lasting = scenarios.flatMap { scenario in
            durations(
                of: scenario, { if case .partition = $0 { true } else { false } },
                { step in
                    switch step {
                    case .partition, .heal: true
                    default: false
                    }
                })
        }
        #expect(lasting.count { $0 > PeeringLimits.silentAfterMS } > 400)
        #expect(lasting.count { $0 > PeeringLimits.goneBeats * PeeringLimits.beatMS } > 50)
        #expect(lasting.count { $0 < 5_000 } > 100)
    }

    @Test("Lids stay closed for longer than links bear silence, and longer than attendees stay")
    func lids() {
        let closed = scenarios.flatMap { scenario in
            durations(
                of: scenario, { if case .closeLid = $0 { true } else { false } },
                { if case .openLid = $0 { true } else { false } })
        }
        #expect(closed.count { $0 > PeeringLimits.silentAfterMS } > 200)
        #expect(closed.count { $0 > PeeringLimits.goneBeats * PeeringLimits.beatMS } > 25)
    }

    @Test("People crash with and without their kernel, leave, move, hide, change badges, and come back at once or late")
    func people() {
        let steps = scenarios.flatMap { $0.steps.map(\.step) }
        for isOne in Self.kinds { #expect(steps.count(where: isOne) > 200) }
        let returns = scenarios.flatMap { scenario in
            (0..<scenario.settings.attendees).flatMap { who in
                durations(
                    of: scenario, { if case .crash(who, _) = $0 { true } else { false } }, { $0 == .start(who) })
            }
        }
        #expect(returns.count { $0 < 500 } > 200 && returns.count { $0 > 10_000 } > 200)
    }

    static let kinds: [@Sendable (Scenario.Step) -> Bool] = [
        { if case .crash(_, true) = $0 { true } else { false } },
        { if case .crash(_, false) = $0 { true } else { false } },
        { if case .leave = $0 { true } else { false } }, { if case .move = $0 { true } else { false } },
        { if case .setVisible(_, true) = $0 { true } else { false } },
        { if case .setVisible(_, false) = $0 { true } else { false } },
        { if case .setBadge = $0 { true } else { false } }, { if case .type = $0 { true } else { false } },
    ]

    @Test("Steps come in the order of time, and at the end every lid is open and everybody reaches everybody")
    func order() {
        for scenario in scenarios {
            let times = scenario.steps.map(\.atMS)
            #expect(times == times.sorted(), "seed \(scenario.seed)")
            let isHealed = if case .heal = scenario.steps.last?.step { true } else { false }
            #expect(isHealed, "seed \(scenario.seed)")
            let last = scenario.steps.suffix { if case .closeLid = $0.step { false } else { true } }
            for who in 0..<scenario.settings.attendees {
                #expect(last.contains { $0.step == .openLid(who) }, "seed \(scenario.seed)")
            }
        }
    }
}

extension Array {
    /// The last elements that are all so.
    func suffix(while isSo: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !isSo($0) }.map { $0 + 1 } ?? 0)...]
    }
}
