import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak note append`.
struct NoteAppend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Put a line at the end of the notes of a session.")

    @OptionGroup var note: NoteArgument

    @Argument(help: "What to write; put -- before a text that begins with a hyphen.")
    var text: String

    func validate() throws {
        if text.isEmpty { throw ValidationError("There is nothing to append: give the text.") }
    }

    func run() async throws {
        let client = Daemon.client
        let (gathering, pad) = try await note.gathering.pad(note.session, client)
        let saved = try await client.appendToPad(pad.session, AppendBody(text: text), in: gathering).value
        Console.standard.say(Saved.sentence(saved))
    }
}
