import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering leave`.
struct GatheringLeave: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Leave a gathering; what you wrote there stays with the others.")

    @OptionGroup var gathering: GatheringArgument

    func run() async throws {
        let client = Daemon.client
        let gathering = try await gathering.find(client)
        try await client.leaveGathering(gathering.id)
        let title = gathering.problem == nil ? gathering.title : gathering.shortID
        Console.standard.say(
            "Left “\(title)”. What you hold stays; `baithak gathering join \(gathering.shortID)` goes back."
        )
    }
}
