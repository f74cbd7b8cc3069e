import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session propose`.
struct SessionPropose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose a session.",
        discussion: """
            Others see it at once and can say that they want it. Its ID and title are printed; `baithak note edit` \
            opens its notes.
            """)

    @Argument(help: "What it is called.")
    var title: String

    @Option(help: ArgumentHelp("What it is about.", valueName: "text"))
    var about: String?

    @Option(help: ArgumentHelp("How long it wants to be.", valueName: "minutes"))
    var length = 45

    @Option(name: .customLong("topic"), help: ArgumentHelp("A word to find it by; may be repeated.", valueName: "text"))
    var topics: [String] = []

    @OptionGroup var gathering: GatheringOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws { try Lengths.check(length) }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let details = SessionDetailsBody(title: title, about: about, topics: topics, lengthMinutes: length)
        let answer = try await client.propose(details, in: try await gathering.find(client).id)
        if json { return console.print(json: answer.json) }
        console.print("\(String(answer.value.id.prefix(8)))\t\(title)")
        console.say(Saved.sentence(answer.value))
    }
}
