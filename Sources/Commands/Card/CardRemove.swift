import ArgumentParser
import ControlClient
import Display

/// `baithak card remove`.
struct CardRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a card away; those who hold it keep what they hold.")

    @Argument(help: "The face of the card.")
    var face: String

    func run() async throws { try await Daemon.client.removeCard(face: face) }
}
