import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering list`.
struct GatheringList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the gatherings that you joined, left, or that are known here.",
        discussion: "Piped, each is a line: ID, title, days, place, standing, attendees.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await Daemon.client.gatherings()
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        if answer.value.isEmpty { return console.say("No gathering is known here. \(Gatherings.howToJoin([]))") }
        let rows = GatheringFields.sorted(answer.value).map(GatheringFields.cells)
        Listing.print(GatheringFields.columns, rows, to: console)
        for gathering in answer.value {
            if let problem = gathering.problem { console.say("\(gathering.shortID): \(problem)") }
        }
    }
}
