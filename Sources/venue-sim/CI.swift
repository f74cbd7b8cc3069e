import ArgumentParser
import Simulation

struct CI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ci",
        abstract: "Venues, meetings, gatherings, attacks from the middle and crowds; fails unless all hold.")

    @Option(help: "How many small venues.") var seeds: UInt64 = 20_000
    @Option(help: "How many meetings where cards are exchanged.") var meetings: UInt64 = 5_000
    @Option(help: "How many gatherings where people write.") var writings: UInt64 = 1_000
    @Option(help: "How many venues and meetings that sign for real.") var real: UInt64 = 500
    @Option(parsing: .upToNextOption, help: "Sizes of crowds.") var crowds = [200, 1_000]

    func run() async throws {
        let rehearsal = await Rehearsal(
            seeds: seeds, meetings: meetings, writings: writings, real: real, crowds: crowds)
        for line in rehearsal.lines { print(line) }
        if rehearsal.failed > 0 { throw ExitCode.failure }
    }
}
