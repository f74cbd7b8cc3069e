import ArgumentParser

@main
struct PadBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pad-bench",
        abstract: "Runs published editing histories and random ones through pads, and takes their figures.",
        subcommands: [Conform.self, Replay.self, Simulate.self, Figures.self, Worst.self])
}
