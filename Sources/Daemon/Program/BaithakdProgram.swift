package import ArgumentParser
import ControlAPI

/// The daemon's program.
package struct BaithakdProgram: AsyncParsableCommand {
    /// The command tree; running is what it does when nothing else is said.
    package static let configuration = CommandConfiguration(
        commandName: "baithakd",
        abstract: "Be at the venue: find others, be found, and keep what you share.",
        discussion: """
            Runs in the foreground and logs to stderr. `baithak nearby` shows who is here. SIGHUP reads the settings \
            again; SIGTERM and Ctrl-C say goodbye and end.

            Exit codes: 0 ended as asked, 1 could not start (the message says why and what to do), 64 wrong usage.
            """,
        version: Release.version, subcommands: [RunCommand.self, InitCommand.self], defaultSubcommand: RunCommand.self)

    /// For the argument parser.
    package init() {}
}
