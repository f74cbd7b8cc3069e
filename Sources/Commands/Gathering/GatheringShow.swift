import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering show`.
struct GatheringShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a gathering: who, where, when, its rooms and slots.")

    @OptionGroup var gathering: GatheringArgument

    @Flag(help: "Print JSON, with all sessions.")
    var json = false

    func run() async throws {
        let client = Daemon.client
        let answer = try await client.programme(of: try await gathering.find(client).id)
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        Details.print(GatheringFields.fields(answer.value), to: console)
    }
}
