import ArgumentParser
import Simulation

struct Small: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Small venues with faults, one for each seed; prints what did not hold.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "Meetings where people exchange cards, instead.") var meetings = false
    @Flag(help: "Gatherings where people write, instead.") var writings = false
    @Option(help: "A mistake that is made on purpose in gatherings, which should be found.") var bug: PlantedBug?
    @Flag(help: "Print each seed's trace.") var traces = false

    func run() async throws {
        var failures = 0
        var events = 0
        var all = Digest()
        var (receipts, entries) = (0, 0)
        let (range, signatures) = (from..<(from + seeds), real ? Signatures.real : .cheap)
        let verdicts =
            writings
            ? await Campaign.writings(seeds: range, bug: bug)
            : meetings
                ? await Campaign.meetings(seeds: range, signatures: signatures)
                : await Campaign.small(seeds: range, signatures: signatures)
        for verdict in verdicts {
            receipts += verdict.receipts
            entries += verdict.entries
            let seed = verdict.seed
            events += verdict.events
            all.add(verdict.trace)
            if traces { print("seed \(seed) trace \(String(verdict.trace, radix: 16)) events \(verdict.events)") }
            if verdict.complaints.isEmpty { continue }
            failures += 1
            if failures <= 20 { print("seed \(seed): \(verdict.complaints.prefix(4).joined(separator: "; "))") }
        }
        if writings { print("\(entries) entries saved") }
        if meetings { print("\(receipts) receipts") }
        print("\(seeds) seeds, \(events) events, \(failures) failed, trace \(String(all.value, radix: 16))")
        if failures > 0 { throw ExitCode.failure }
    }
}

extension PlantedBug: ExpressibleByArgument {}
