import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak room add`.
struct RoomAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a room.")

    @Argument(help: "What it is called.")
    var name: String

    @OptionGroup var gathering: GatheringOption

    func run() async throws {
        let client = Daemon.client
        let room = RoomBody(name: name, exists: true)
        let saved = try await client.setRoom(room, in: try await gathering.find(client).id).value
        Console.standard.say(Saved.sentence(saved))
    }
}
