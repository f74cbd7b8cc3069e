import ArgumentParser
import ControlClient
import Display

/// `baithak show`: be seen again.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Be seen again after `baithak hide`.")

    func run() async throws {
        try await Daemon.client.setVisible(true)
        Console.standard.say("You are visible: everybody nearby sees your badge.")
    }
}
