import ArgumentParser
import Simulation

@main
struct VenueSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "venue-sim",
        abstract: "Run venues on a virtual clock around the very protocol that the daemon runs.",
        subcommands: [Small.self, CrowdCommand.self, Replay.self])
}
