import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak note show`.
struct NoteShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the notes of a session.",
        discussion: "Piped, they go out as they were written: as Markdown.")

    @OptionGroup var note: NoteArgument

    @Flag(help: "Put before each line the tags of those who wrote it.")
    var authors = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if json && authors { throw ValidationError("--json names the authors anyway: leave --authors out.") }
    }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (gathering, summary) = try await note.gathering.pad(note.session, client)
        let answer = try await client.pad(summary.session, in: gathering)
        if json { return console.print(json: answer.json) }
        let pad = answer.value
        if pad.text.isEmpty {
            return console.say(
                "Nothing is written yet. `baithak note edit \(summary.shortID)` opens an editor for it.")
        }
        if !authors, !console.isTerminal { return console.print(file: PlainText.ended(pad.text)) }
        let width = console.isTerminal ? console.size.columns : nil
        console.print(authors ? PadLines.withAuthors(pad, width: width) : PadLines.plain(pad.text, width: width))
        if authors { console.say(PadLines.legend(pad)) }
    }
}
