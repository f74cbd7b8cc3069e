import ArgumentParser
import Display

/// `baithak init`: makes an identity and a badge by handing over to `baithakd init`.
///
/// The command itself holds no keys and no storage, so it knows nothing of the arguments.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make your identity and your badge; see `baithak init --help`.",
        usage: """
            baithak init --name <text> [--headline <text>] [--topic <text> ...]
                   [--ask <text> ...] [--offer <text> ...]
            """,
        discussion: "All arguments are handed to `baithakd init`.")

    @Argument(parsing: .captureForPassthrough, help: "The arguments of `baithakd init`.")
    var arguments: [String] = []

    func run() throws {
        guard let program = DaemonProgram.path else {
            throw CommandFailure(
                .unreachable,
                "The program `baithakd` is neither beside `baithak` nor in PATH: install it, then run this again.")
        }
        let code = DaemonProgram.become(program, as: "baithak", ["init"] + arguments)
        throw CommandFailure(.failed, "The program \(program) cannot be started (error \(code)).")
    }
}
