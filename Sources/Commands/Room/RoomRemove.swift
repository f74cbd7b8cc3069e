import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak room remove`.
struct RoomRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a room away; sessions that are in it keep their place.")

    @Argument(help: "What it is called.")
    var name: String

    @OptionGroup var gathering: GatheringOption

    func run() async throws {
        let client = Daemon.client
        let programme = try await gathering.programme(client).value
        let room = RoomBody(name: try Rooms.one(name, in: programme), exists: false)
        Console.standard.say(Saved.sentence(try await client.setRoom(room, in: programme.gathering.id).value))
    }
}
