import ArgumentParser
import ControlAPI
import ControlClient
import Display
import Glibc

/// `baithak contact export`.
struct ContactExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the cards that you hold to a file.",
        discussion: """
            The file holds one sealed card a line (JWS): whoever has it can check whom it came from, with `baithak \
            card verify` or any JOSE library. An existing file is never overwritten.
            """)

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String?

    @Flag(help: "Everybody.")
    var all = false

    @Option(help: ArgumentHelp("The file to make; - is standard output.", valueName: "file"))
    var output: String

    func validate() throws {
        if (who == nil) != all { throw ValidationError("Say whose cards: give WHO, or --all.") }
    }

    func run() async throws {
        let contacts: [ContactBody]
        if let who {
            contacts = [try await Contacts.one(who)]
        } else {
            contacts = try await Daemon.client.contacts().value
        }
        let lines = contacts.flatMap(\.cards).map(\.jws)
        let console = Console.standard
        if output == "-" { return console.print(lines.map { SafeText($0) }) }
        try NewFile.write(lines.map { $0 + "\n" }.joined(), to: output)
        console.say("Wrote \(lines.count) cards to \(output).")
    }
}
