import ArgumentParser
import ControlClient
import Display

/// `baithak hide`: see without being seen.
struct HideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hide", abstract: "Listen without being seen; it stays so over restarts.")

    func run() async throws {
        let kept = try await Daemon.client.setVisible(false).value
        Console.standard.say("You are hidden: you see others, and they do not see you. `baithak show` ends it.")
        Saved.warn(kept, .standard)
    }
}
