import Display
import Glibc

/// An editor that did not wait for its window: a person writes there, and says here when they are done.
extension EditedFile {
    /// How often the file is looked at. A text counts when it was the same twice, so that half of one never does.
    private static let interval = Duration.milliseconds(250)

    /// Hands over the text each time it was saved, until Enter or Ctrl-C is pressed or the terminal is closed. The last
    /// one is left for whoever called, who reads it as if the editor had waited.
    ///
    /// - Parameter take: what to do with a text; it says itself what went wrong.
    /// - Returns: false if no person is at the terminal who could say that they are done. Then the file stays, and this
    ///   was said.
    func watch(_ console: Console, take: (String) async -> Void) async -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            console.say(
                """
                Nothing was changed. If the editor is open elsewhere, what you write there stays in \(path) and is not \
                taken: most editors have an option to wait, such as EDITOR="code --wait".
                """)
            return false
        }
        TerminalSignals.begin()
        defer { TerminalSignals.end() }
        console.say(
            """
            The editor came back at once. If it is open elsewhere, go on there: each time you save \(path), \
            it is taken. Press Enter here when you are done.
            """)
        var (seen, taken) = (textNow(), textNow())
        while !TerminalSignals.came, !Self.isEntered() {
            try? await Task.sleep(for: Self.interval)
            let text = textNow()
            // An empty one is what an editor leaves for a moment that writes it anew: at the end a person is asked.
            if let text, text == seen, text != taken, !text.isEmpty {
                await take(text)
                taken = text
            }
            seen = text
        }
        return true
    }

    /// Whether a line was typed, or the terminal has gone.
    private static func isEntered() -> Bool {
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 0) > 0 else { return false }
        _ = readLine()
        return true
    }
}
