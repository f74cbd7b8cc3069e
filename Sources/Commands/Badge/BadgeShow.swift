import ArgumentParser
import ControlClient

/// `baithak badge show`.
struct BadgeShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show your badge.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        BadgeCommand.print(try await Daemon.client.badge(), isJSON: json, to: .standard)
    }
}
