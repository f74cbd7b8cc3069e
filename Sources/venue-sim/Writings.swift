import ArgumentParser
import Simulation

struct Writings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gatherings where people write, with faults and people who do what they should not.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Option(help: "A mistake that is made on purpose, which should be found.") var bug: PlantedBug?
    @Flag(help: "Print each seed's trace.") var traces = false

    func run() async throws {
        let verdicts = await Campaign.writings(seeds: from..<(from + seeds), bug: bug)
        let report = CampaignReport(verdicts, traces: traces)
        for line in report.lines { print(line) }
        if report.failures > 0 { throw ExitCode.failure }
    }
}

extension PlantedBug: ExpressibleByArgument {}
