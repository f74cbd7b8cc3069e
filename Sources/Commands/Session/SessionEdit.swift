import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session edit`.
struct SessionEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what a session of yours is.",
        discussion: "What is not given stays as it is.")

    @OptionGroup var session: SessionArgument

    @Option(help: ArgumentHelp("What it is called.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("What it is about.", valueName: "text"))
    var about: String?

    @Option(help: ArgumentHelp("How long it wants to be.", valueName: "minutes"))
    var length: Int?

    @Option(name: .customLong("topic"), help: ArgumentHelp("A word to find it by; may be repeated.", valueName: "text"))
    var topics: [String] = []

    @Flag(help: "Take all topics away.")
    var noTopics = false

    func validate() throws {
        if noTopics && !topics.isEmpty { throw ValidationError("--topic and --no-topics exclude each other.") }
        if let length { try Lengths.check(length) }
        if details == SessionDetailsBody() {
            throw ValidationError("Nothing to change: give --title, --about, --length or --topic.")
        }
    }

    /// What is given, and nothing else.
    var details: SessionDetailsBody {
        SessionDetailsBody(
            title: title, about: about, topics: noTopics || !topics.isEmpty ? topics : nil, lengthMinutes: length)
    }

    func run() async throws {
        let client = Daemon.client
        let (programme, session) = try await session.find(client)
        let saved = try await client.editSession(session.id, details, in: programme.gathering.id).value
        Console.standard.say(Saved.sentence(saved))
    }
}
