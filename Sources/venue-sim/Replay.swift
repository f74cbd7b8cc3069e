import ArgumentParser
import Simulation

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One small venue step by step: what was done to it, and what did not hold.")

    @Argument(help: "The seed.") var seed: UInt64
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "A meeting where people exchange cards, instead.") var meeting = false
    @Flag(help: "A gathering where people write, instead.") var writing = false
    @Flag(help: "Tell also of everything that happened to every node, and what it wanted done.") var events = false

    func run() {
        let signatures = real ? Signatures.real : .cheap
        let scenario: Scenario =
            writing
            ? .writing(seed: seed)
            : meeting ? .meeting(seed: seed, signatures: signatures) : .small(seed: seed, signatures: signatures)
        print(scenario.settings)
        for (atMS, step) in scenario.steps { print("\(atMS) ms: \(step)") }
        let verdict = Verdict(running: scenario, journal: events ? { print($0) } : nil)
        for complaint in verdict.complaints { print(complaint) }
    }
}
