import ArgumentParser
import ControlAPI
import ControlClient
import Display
import FoundationEssentials
import Glibc

/// `baithak card edit`.
struct CardEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Edit a card, or make one, in your editor.",
        discussion: """
            Opens a commented form in $VISUAL, else $EDITOR, else vi. The card is sealed when you save and close; if \
            something does not fit, you are told where, and what you wrote is kept.
            """)

    @Option(help: "Which of your cards.")
    var face = CardSet.usualFace

    func run() async throws {
        let client = Daemon.client
        let console = Console.standard
        var sealed = try await client.cardForm(face: face).value.text
        let file = try EditedFile(sealed)
        var isUntouched = true
        while true {
            if try !file.edit() {
                let isDone = await file.watch(console) { form in
                    guard form != sealed else { return }
                    do throws(CommandFailure) {
                        if let mistake = try await save(form, client, console) { return console.say(SafeText(mistake)) }
                        (sealed, isUntouched) = (form, false)
                    } catch { console.say(error.message) }
                }
                guard isDone else { return }
            }
            let form = try file.text()
            if form == sealed || form.utf8.allSatisfy({ $0 <= 0x20 }) {
                file.remove()
                return isUntouched ? console.say("Nothing was changed.") : ()
            }
            let mistake: String?
            do throws(CommandFailure) { mistake = try await save(form, client, console) } catch {
                // Whatever goes wrong, what was written is in the file.
                throw CommandFailure(error.status, "\(error.message) What you wrote is in \(file.path).")
            }
            guard let mistake else { return file.remove() }
            console.say(SafeText(mistake))
            let isAsked = console.isTerminal && isatty(STDIN_FILENO) == 1
            guard isAsked, await Question.yesOrNo("Edit again? [yes/no] ", console) else {
                throw CommandFailure(.usage, "The card was not changed. What you wrote is in \(file.path).")
            }
        }
    }

    /// Hands the form to the daemon; gives what does not fit, or nil when the card is sealed.
    private func save(
        _ form: String, _ client: ControlClient, _ console: Console
    ) async throws(CommandFailure) -> String? {
        let card: OwnCardBody
        do { card = try await client.setCardForm(FormBody(text: form), face: face).value } catch {
            if case .problem(let problem) = error, problem.kind == .badValue { return problem.message }
            throw CommandFailure(error)
        }
        Details.print([("face", SafeText(face))] + CardFields.fields(card.card), to: console)
        return nil
    }
}
