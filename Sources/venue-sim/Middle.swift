import ArgumentParser
import Simulation

struct Middle: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Somebody sits between two people who exchange cards; tells how often the digits agree all the same.")

    @Option(help: "How many attacks.") var runs = 10_000
    @Option(help: "How many codes there are.") var codes: UInt64 = 256
    @Option(help: "A rule of the exchange that is left out on purpose.") var weakness: MiddleMan.Weakness?
    @Option(help: "The seed.") var seed: UInt64 = 1

    func run() throws {
        let man = MiddleMan(runs: runs, codes: codes, weakness: weakness, seed: seed)
        print(man.sentence(codes: codes))
        if !man.isNoLuckierThanGuessing(codes: codes) { throw ExitCode.failure }
    }
}

extension MiddleMan.Weakness: ExpressibleByArgument {}
