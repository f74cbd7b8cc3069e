import ArgumentParser
import Simulation

@main
struct VenueSim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "venue-sim",
        abstract: "Run venues on a virtual clock around the very protocol that the daemon runs.",
        subcommands: [
            CI.self, Small.self, Writings.self, Desks.self, CrowdCommand.self, Middle.self, Replay.self,
            SpreadCommand.self,
        ])
}
