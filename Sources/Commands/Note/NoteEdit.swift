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
        var draft = Draft(gathering: gathering, session: pad.session, version: pad.version, text: pad.text)
        var said: SafeText? = "Nothing was changed."
        if try !file.edit() {
            let isDone = await file.watch(console) { text in
                guard Self.isChanged(from: draft.text, to: text) else { return }
                do throws(CommandFailure) {
                    console.say(Saved.sentence(try await draft.save(text, client)))
                    said = nil
                } catch { console.say(error.message) }
            }
            guard isDone else { return }
        }
        let text = try file.text()
        if Self.isChanged(from: draft.text, to: text) {
            if text.isEmpty, !(await mayEmpty(console)) {
                said = "The file came back empty, so nothing was changed."
            } else {
                do throws(CommandFailure) { said = Saved.sentence(try await draft.save(text, client)) } catch {
                    // Whatever goes wrong, what was written is in the file.
                    throw CommandFailure(error.status, "\(error.message) What you wrote is in \(file.path).")
                }
            }
        }
        file.remove()
        if let said { console.say(said) }
    }

    /// Whether a person changed anything: the form of a file is no text, nor is the end of its last line.
    static func isChanged(from before: String, to after: String) -> Bool {
        func lines(_ text: String) -> Substring.UTF8View {
            let text = PlainText.withoutForm(text)
            return text.utf8.last == UInt8(ascii: "\n") ? text.utf8.dropLast() : text[...].utf8
        }
        return !lines(before).elementsEqual(lines(after))
    }

    /// An editor that failed may leave nothing; only a person can say that nothing is meant.
    private func mayEmpty(_ console: Console) async -> Bool {
        guard console.isTerminal, isatty(STDIN_FILENO) == 1 else { return false }
        return await Question.yesOrNo("Take away all that everybody wrote here? [yes/no] ", console)
    }
}

/// What a person has made of a text so far.
private struct Draft {
    let gathering: String
    let session: String
    /// What it builds on: their own last save, whatever others typed meanwhile, because that is not in their editor.
    var version: [String]
    var text: String

    mutating func save(_ new: String, _ client: ControlClient) async throws(CommandFailure) -> PadSavedBody {
        let body = PadTextBody(version: version, text: PlainText.ended(new))
        let saved: PadSavedBody
        do { saved = try await client.savePad(session, body, in: gathering).value } catch {
            throw CommandFailure(error)
        }
        if let id = saved.id { version = [id] }
        text = new
        return saved
    }
}
