import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak note list`.
struct NoteList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the notes of all sessions.",
        discussion: "Piped, each is a line: the session's ID, title, characters, authors, when somebody wrote last.")

    @OptionGroup var gathering: GatheringOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let answer = try await client.pads(in: try await gathering.find(client).id)
        if json { return console.print(json: answer.json) }
        if answer.value.isEmpty {
            return console.say("There is no session to take notes of. `baithak session propose TITLE` proposes one.")
        }
        Listing.print(Self.columns, answer.value.map(Self.cells), to: console)
    }

    static let columns: [TextTable.Column] = [
        .init(title: "ID"), .init(title: "TITLE", narrowest: 8), .init(title: "CHARACTERS"),
        .init(title: "AUTHORS", narrowest: 8, mayGo: true), .init(title: "CHANGED", mayGo: true),
    ]

    static func cells(_ pad: PadSummaryBody) -> [SafeText] {
        [
            SafeText(pad.shortID), SafeText(pad.title), "\(pad.characters)",
            Details.list(pad.authors.map { $0.name.isEmpty ? $0.tag : $0.name }),
            pad.changed.map { SafeText(Moment.local($0)) } ?? "",
        ]
    }
}
