import ArgumentParser
import Simulation

struct CI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ci", abstract: "Small venues, some of them signed for real, and crowds; fails unless all hold.")

    @Option(help: "How many small venues.") var seeds: UInt64 = 20_000
    @Option(help: "How many small venues that sign for real.") var real: UInt64 = 500
    @Option(parsing: .upToNextOption, help: "Sizes of crowds.") var crowds = [200, 1_000]

    func run() async throws {
        async let large = Campaign.crowds(of: crowds, seed: 1)
        let cheap = await Campaign.small(seeds: 1..<(seeds + 1), signatures: .cheap)
        let signed = await Campaign.small(seeds: 1..<(real + 1), signatures: .real)
        var failed = 0
        var traces = Digest()
        for verdict in cheap + signed {
            traces.add(verdict.trace)
            guard !verdict.complaints.isEmpty else { continue }
            failed += 1
            print("seed \(verdict.seed): \(verdict.complaints.prefix(4).joined(separator: "; "))")
        }
        for crowd in await large {
            traces.add(crowd.trace)
            print(
                "\(crowd.attendees) attendees: all see all after \(crowd.allSeeAllMS ?? -1) virtual ms,",
                "\(Int(crowd.bytesPerSecondMean)) bytes/s on average, \(Int(crowd.bytesPerSecondMax)) at most")
            failed += crowd.complaints.isEmpty ? 0 : 1
            for complaint in crowd.complaints { print(complaint) }
        }
        print(
            "\(cheap.count) small venues, \(signed.count) signed for real, \(crowds.count) crowds: \(failed) failed,",
            "traces \(String(traces.value, radix: 16))")
        if failed > 0 { throw ExitCode.failure }
    }
}
