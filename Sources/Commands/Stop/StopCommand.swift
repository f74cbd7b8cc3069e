import ArgumentParser
import ControlClient
import Display

/// `baithak stop`: the daemon says goodbye and ends.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the daemon: it says goodbye to the others and ends.",
        discussion: """
            Returns when it has ended; where none runs there is nothing to do. A daemon that your session starts comes \
            back when you log in again, unless you run `systemctl --user disable baithakd`.
            """)

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        do throws(ControlClientError) { try await client.stop() } catch .notRunning {
            return console.say("The daemon is not running.")
        }
        guard await client.waitUntilEnded() else {
            throw CommandFailure(
                .timedOut, "The daemon was asked to stop and is still running. Look again with `baithak status`.")
        }
        console.say("The daemon has stopped. Start it again with `baithakd` or `systemctl --user start baithakd`.")
    }
}
