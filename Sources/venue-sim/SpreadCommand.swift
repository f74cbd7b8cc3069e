import ArgumentParser
import Simulation

struct SpreadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spread", abstract: "How new entries of a gathering spread among so many attendees.",
        discussion: "Prints a table, or JSON lines; --chart writes the latencies and bytes as a picture.")

    @Option(parsing: .upToNextOption, help: "Numbers of attendees.") var attendees = [10, 100, 1_000]
    @Option(help: "Entries that are measured.") var entries = 200
    @Option(help: "The seed.") var seed: UInt64 = 1
    @Flag(help: "Switch three of ten off at once in the end, and see what happens then.") var crash = false
    @Flag(help: "Print JSON lines.") var json = false
    @Option(help: "Write a chart to this SVG file.") var chart: String?

    func run() throws {
        var spreads: [Spread] = []
        if !json { print(SpreadReport.heading) }
        for count in attendees {
            let spread = Spread(attendees: count, entries: entries, crash: crash, seed: seed)
            spreads.append(spread)
            print(json ? SpreadReport.json(spread) : SpreadReport.line(spread))
        }
        if let chart { try SpreadReport.write(SpreadReport.chart(spreads), to: chart) }
    }
}
