import ArgumentParser
import ControlClient
import Display
import Glibc

/// The program `baithak`.
package enum BaithakProgram {
    /// Reads the arguments of the process, does what they say, and ends the process with one of the exit codes that
    /// `baithak --help` lists.
    package static func main() async -> Never {
        do {
            var command = try BaithakCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(ExitStatus.done.rawValue)
        } catch let failure as CommandFailure {
            end(failure)
        } catch let error as ControlClientError {
            end(CommandFailure(error))
        } catch {
            BaithakCommand.exit(withError: error)
        }
    }

    private static func end(_ failure: CommandFailure) -> Never {
        Console.standard.say("baithak: \(failure.message)")
        exit(failure.status.rawValue)
    }
}
