package import ArgumentParser
import ControlAPI
import Launch

/// The daemon's program.
package struct BaithakdProgram: AsyncParsableCommand {
    /// The command tree; running is what it does when nothing else is said.
    package static let configuration = CommandConfiguration(
        commandName: "baithakd",
        abstract: "Be at the venue: find others, be found, and keep what you share.",
        discussion: """
            Runs in the foreground and logs to stderr. `baithak nearby` shows who is here. `baithak stop`, SIGTERM, \
            Ctrl-C and closing the terminal say goodbye and end it. Without a terminal, as a service, SIGHUP reads \
            the settings again.

            Exit codes: 0 ended as asked, 1 could not start (the message says why and what to do), 64 wrong usage, \
            74 the output cannot be written.
            """,
        version: Release.version, subcommands: [RunCommand.self, InitCommand.self], defaultSubcommand: RunCommand.self)

    /// For the argument parser.
    package init() {}

    /// Reads the arguments of the process, does what they say and ends the process.
    package static func launch() async -> Never {
        // `baithak init` hands over to us, and whoever typed that reads of that.
        await Launch.run(Arguments.programName == HandedOver._commandName ? HandedOver.self : Self.self)
    }

    private struct HandedOver: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "baithak", version: Release.version, subcommands: [InitCommand.self])
    }
}
