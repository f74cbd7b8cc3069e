import ArgumentParser
import Simulation

struct Small: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Small venues with faults, one for each seed; prints what did not hold.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "Meetings where people exchange cards, instead.") var meetings = false
    @Flag(help: "Print each seed's trace.") var traces = false

    func run() async throws {
        let (range, signatures) = (from..<(from + seeds), real ? Signatures.real : .cheap)
        let verdicts =
            meetings
            ? await Campaign.meetings(seeds: range, signatures: signatures)
            : await Campaign.small(seeds: range, signatures: signatures)
        let report = CampaignReport(verdicts, traces: traces)
        for line in report.lines { print(line) }
        if report.failures > 0 { throw ExitCode.failure }
    }
}
