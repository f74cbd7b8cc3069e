import ArgumentParser
import ControlAPI
import ControlClient
import Display
import Glibc

/// `baithak note edit`.
struct NoteEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Edit the notes of a session in your editor.",
        discussion: """
            Opens them as Markdown in $VISUAL, else $EDITOR, else vi. When you save and close, what you changed is \
            written down; what others typed meanwhile stays. You are told how many other machines hold it: while none \
            does, keep the lid open.
            """)

    @OptionGroup var note: NoteArgument

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (gathering, summary) = try await note.gathering.pad(note.session, client)
        let pad = try await client.pad(summary.session, in: gathering).value
        let file = try EditedFile(pad.text, suffix: ".md")
        try file.edit()
        let text = try file.text()
        guard Self.isChanged(from: pad.text, to: text) else {
            file.remove()
            return console.say("Nothing was changed.")
        }
        if text.isEmpty, !(await mayEmpty(console)) {
            file.remove()
            return console.say("The file came back empty, so nothing was changed.")
        }
        let saved = try await save(PadTextBody(version: pad.version, text: text), pad.session, gathering, file, client)
        file.remove()
        console.say(Saved.sentence(saved))
    }

    /// Whether a person changed anything: some editors end the last line where it had no end.
    static func isChanged(from before: String, to after: String) -> Bool {
        let isSame = after.utf8.elementsEqual(before.utf8)
        return !isSame && !(before.utf8.last != UInt8(ascii: "\n") && after.utf8.elementsEqual((before + "\n").utf8))
    }

    /// An editor that failed may leave nothing; only a person can say that nothing is meant.
    private func mayEmpty(_ console: Console) async -> Bool {
        guard console.isTerminal, isatty(STDIN_FILENO) == 1 else { return false }
        return await Question.yesOrNo("Take away all that everybody wrote here? [yes/no] ", console)
    }

    /// Whatever goes wrong, what was written is in the file.
    private func save(
        _ text: PadTextBody, _ session: String, _ gathering: String, _ file: EditedFile, _ client: ControlClient
    ) async throws(CommandFailure) -> PadSavedBody {
        do { return try await client.savePad(session, text, in: gathering).value } catch {
            let failure = CommandFailure(error)
            throw CommandFailure(failure.status, "\(failure.message) What you wrote is in \(file.path).")
        }
    }
}
