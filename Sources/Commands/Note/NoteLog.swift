import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak note log`.
struct NoteLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List the edits of a session's notes.",
        discussion: """
            Each has the ID by which its author can take it back with `baithak retract`. Times are by the clock of \
            whoever wrote. Piped, each is a line: ID, by, when, characters put in and taken away, how it begins.
            """)

    @OptionGroup var note: NoteArgument

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (gathering, pad) = try await note.gathering.pad(note.session, client)
        let answer = try await client.padLog(pad.session, in: gathering)
        if json { return console.print(json: answer.json) }
        if answer.value.isEmpty {
            return console.say("Nothing is written yet. `baithak note edit \(pad.shortID)` opens an editor for it.")
        }
        Listing.print(Self.columns, answer.value.map(Self.cells), to: console)
    }

    static let columns: [TextTable.Column] = [
        .init(title: "ID"), .init(title: "BY", narrowest: 8), .init(title: "WHEN", mayGo: true),
        .init(title: "CHANGED"), .init(title: "TEXT", narrowest: 8, mayGo: true),
    ]

    static func cells(_ edit: PadEditBody) -> [SafeText] {
        [
            SafeText(String(edit.id.prefix(8))), edit.author.label, SafeText(Moment.local(edit.created)),
            "+\(edit.inserted) -\(edit.deleted)", edit.isRetracted ? "(taken back)" : SafeText(edit.excerpt),
        ]
    }
}
