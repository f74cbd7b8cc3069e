import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak desk close`.
struct DeskClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a desk of yours; whoever booked hears of it.")

    @OptionGroup var desk: DeskArgument

    func run() async throws {
        let client = Daemon.client
        let (gathering, desk) = try await desk.find(client)
        Console.standard.say(Saved.sentence(try await client.closeDesk(desk.id, in: gathering.id).value))
    }
}
