import Display
import Launch
import QRCode

/// Standard output and standard error of this process.
///
/// Text goes out as ``SafeText`` only, and JSON through ``safeJSON(_:)``: data to standard output, messages to standard
/// error.
struct Console: Sendable {
    /// Whether a person reads standard output, so that tables are drawn.
    let isTerminal: Bool
    /// Whether the terminal may be told to dim and to move its cursor: not with `NO_COLOR` or `TERM=dumb`.
    let hasStyle: Bool
    /// Whether the terminal understands cursor movement: not with `TERM=dumb`.
    let hasCursor: Bool

    /// The console of this process.
    static let standard = Console(
        isTerminal: StandardStream.output.isTerminal, term: Variables["TERM"], noColor: Variables["NO_COLOR"])

    init(isTerminal: Bool, term: String?, noColor: String?) {
        self.isTerminal = isTerminal
        hasCursor = isTerminal && term != nil && term != "dumb"
        hasStyle = hasCursor && (noColor ?? "").isEmpty
    }

    /// Columns and rows of the terminal as they are now.
    var size: (columns: Int, rows: Int) { StandardStream.output.size }

    /// Lines of data.
    func print(_ lines: [SafeText]) {
        guard !lines.isEmpty else { return }
        write(lines.map(\.text).joined(separator: "\n") + "\n")
    }

    /// One line of data.
    func print(_ line: SafeText) { print([line]) }

    /// One JSON value as one line of data.
    func print(json: String) { write(safeJSON(json) + "\n") }

    /// A file. On a terminal other people's control characters in it are neutralised; elsewhere it goes out as it is,
    /// because seals and line ends must.
    func print(file: String) {
        if isTerminal { return print(file.split(whereSeparator: \.isNewline).map { SafeText(String($0)) }) }
        write(file)
    }

    /// A whole picture for the terminal, control sequences of our own included.
    func draw(_ picture: SafeText) { write(picture.text) }

    /// A picture in place of the last one. It does not flicker: the cursor goes home, and each line, with the last one
    /// all below it, is cleared just before it is written. Clearing behind a line as wide as the screen would take its
    /// last cell away.
    func redraw(_ lines: [SafeText]) {
        let above = lines.dropLast().map { "\u{1B}[K\($0)\r\n" as SafeText }
        draw("\u{1B}[H\(SafeText(joining: above, by: ""))\u{1B}[J\(lines.last ?? "")")
    }

    /// A QR code, black on white in a terminal of any theme. Colours are not style here: it is nothing without them.
    func draw(_ symbol: QRSymbol) {
        // 24 lines, one of them for the prompt: the whole margin of the standard where it fits.
        let quiet = symbol.side + 8 <= 46 ? 4 : 2
        write(symbol.lines(quiet: quiet, colours: hasCursor).joined(separator: "\n") + "\n")
    }

    /// A message.
    func say(_ message: SafeText) { StandardStream.error.write(StandardStream.error.message(message)) }

    private func write(_ text: String) { StandardStream.output.write(text) }
}
