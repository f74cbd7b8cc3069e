import ArgumentParser
import Simulation

struct Small: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Small venues with faults, one for each seed; prints what did not hold.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "Print each seed's trace.") var traces = false

    func run() async throws {
        var failures = 0
        var events = 0
        var all = Digest()
        for verdict in await Campaign.small(seeds: from..<(from + seeds), signatures: real ? .real : .cheap) {
            let seed = verdict.seed
            events += verdict.events
            all.add(verdict.trace)
            if traces { print("seed \(seed) trace \(String(verdict.trace, radix: 16)) events \(verdict.events)") }
            if verdict.complaints.isEmpty { continue }
            failures += 1
            if failures <= 20 { print("seed \(seed): \(verdict.complaints.prefix(4).joined(separator: "; "))") }
        }
        print("\(seeds) seeds, \(events) events, \(failures) failed, trace \(String(all.value, radix: 16))")
        if failures > 0 { throw ExitCode.failure }
    }
}
