import ControlClient
import Launch

/// The program `baithak`.
package enum BaithakProgram {
    /// Reads the arguments of the process, does what they say, and ends the process with one of the exit codes that
    /// `baithak --help` lists.
    package static func main() async -> Never {
        await Launch.run(BaithakCommand.self) { error in
            let failure = (error as? ControlClientError).map { CommandFailure($0) } ?? error as? CommandFailure
            return failure.map { ($0.status.rawValue, $0.message) }
        }
    }
}
