import ArgumentParser
import Simulation

struct Desks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gatherings where people book slots at each other's desks; prints what did not hold.")

    @Option(help: "How many seeds.") var seeds: UInt64 = 1_000
    @Option(help: "The first seed.") var from: UInt64 = 1

    func run() async throws {
        let verdicts = await Campaign.helpings(seeds: from..<(from + seeds))
        let failed = verdicts.filter { !$0.complaints.isEmpty }
        for verdict in failed.prefix(20) {
            print("seed \(verdict.seed): \(verdict.complaints.prefix(4).joined(separator: "; "))")
        }
        let promises = verdicts.reduce(0) { $0 + $1.promises }
        print("\(promises) slots promised; \(seeds) seeds, \(failed.count) failed")
        if !failed.isEmpty { throw ExitCode.failure }
    }
}
