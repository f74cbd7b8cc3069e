import ArgumentParser
import Simulation

struct Small: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Small venues with faults, one for each seed; prints what did not hold.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "Print each seed's trace.") var traces = false
    @Option(parsing: .upToNextOption, help: "Seeds whose failure is an open bug: run and shown, not counted as new.")
    var known: [UInt64] = []

    func run() throws {
        var failures = 0
        var open = 0
        var events = 0
        var all = Digest()
        for seed in from..<(from + seeds) {
            let verdict = Verdict(running: .small(seed: seed, signatures: real ? .real : .cheap))
            events += verdict.events
            all.add(verdict.trace)
            if traces { print("seed \(seed) trace \(String(verdict.trace, radix: 16)) events \(verdict.events)") }
            if verdict.complaints.isEmpty { continue }
            let isKnown = known.contains(seed)
            if isKnown { open += 1 } else { failures += 1 }
            let complaints = verdict.complaints.prefix(4).joined(separator: "; ")
            if isKnown || failures <= 20 { print("seed \(seed)\(isKnown ? " (open bug)" : ""): \(complaints)") }
        }
        print(
            "\(seeds) seeds, \(events) events, \(failures) failed, \(open) open bugs,",
            "trace \(String(all.value, radix: 16))")
        if failures > 0 { throw ExitCode.failure }
    }
}
