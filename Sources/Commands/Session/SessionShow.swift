import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session show`.
struct SessionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show all about one session.")

    @OptionGroup var session: SessionArgument

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (programme, session) = try await session.find(Daemon.client)
        let console = Console.standard
        if json { return console.print(json: try JSONText.of(session)) }
        Details.print(Self.fields(session, hasLines: console.isTerminal), to: console)
        for note in Contest.notes([session], in: programme) { console.say(note) }
    }

    /// - Parameter hasLines: whether what it is about may take several lines.
    static func fields(_ session: SessionBody, hasLines: Bool) -> [(label: SafeText, value: SafeText)] {
        [
            ("id", SafeText(session.id)), ("title", SafeText(session.title)),
            ("about", SafeText(session.about, as: hasLines ? .body : .line)), ("topics", Details.list(session.topics)),
            ("length", "\(session.lengthMinutes) min"), ("by", session.proposer.label),
            ("proposed", SafeText(Moment.local(session.created))), ("wanted", SessionTable.wanted(session)),
            ("when", session.slot.map { SlotText.of($0, withDay: true) } ?? ""), ("room", SessionTable.room(session)),
            ("notes", "\(session.characters) characters"),
        ]
    }
}
