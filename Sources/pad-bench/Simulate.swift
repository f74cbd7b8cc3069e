import ArgumentParser
import PadTrials

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Random gatherings of people who write at once, one for each seed; fails unless everything holds.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 0
    @Option(help: "How many are played at the same time.") var workers = 2
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if seeds < 1 { throw ValidationError("--seeds is at least 1.") }
        if !(1...64 ~= workers) { throw ValidationError("--workers is from 1 to 64.") }
        if from.addingReportingOverflow(seeds).overflow { throw ValidationError("The last seed is too large.") }
    }

    func run() async throws {
        let campaign = await Campaign(seeds: from..<from + seeds, workers: workers)
        if json {
            let broken = campaign.broken.map { "\($0.seed)" }.joined(separator: ", ")
            print("{\"seeds\": \(seeds), \"events\": \(campaign.events), \"broken\": [\(broken)]}")
        } else {
            for broken in campaign.broken.prefix(20) { print(broken) }
            print("\(seeds) gatherings of writers, \(campaign.events) events: \(campaign.broken.count) failed.")
        }
        if !campaign.broken.isEmpty { throw ExitCode.failure }
    }
}
