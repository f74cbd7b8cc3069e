import ArgumentParser
import ControlClient
import Display

/// `baithak show`: be seen again.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Be seen again after `baithak hide`.")

    func run() async throws {
        let kept = try await Daemon.client.setVisible(true).value
        Console.standard.say("You are visible: everybody nearby sees your badge.")
        Saved.warn(kept, .standard)
    }
}
