import Display
import Glibc
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
        isTerminal: isatty(STDOUT_FILENO) == 1, term: Variables["TERM"], noColor: Variables["NO_COLOR"])

    init(isTerminal: Bool, term: String?, noColor: String?) {
        self.isTerminal = isTerminal
        hasCursor = isTerminal && term != nil && term != "dumb"
        hasStyle = hasCursor && (noColor ?? "").isEmpty
    }

    /// Columns and rows of the terminal as they are now.
    var size: (columns: Int, rows: Int) { size(of: STDOUT_FILENO) }

    private func size(of descriptor: Int32) -> (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            let columns = Variables["COLUMNS"].flatMap { Int($0) } ?? 80
            return (min(max(columns, 20), 1_000), 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Lines of data.
    func print(_ lines: [SafeText]) {
        guard !lines.isEmpty else { return }
        write(lines.map(\.text).joined(separator: "\n") + "\n", to: STDOUT_FILENO)
    }

    /// One line of data.
    func print(_ line: SafeText) { print([line]) }

    /// One JSON value as one line of data.
    func print(json: String) { write(safeJSON(json) + "\n", to: STDOUT_FILENO) }

    /// A file. On a terminal other people's control characters in it are neutralised; elsewhere it goes out as it is,
    /// because seals and line ends must.
    func print(file: String) {
        if isTerminal { return print(file.split(whereSeparator: \.isNewline).map { SafeText(String($0)) }) }
        write(file, to: STDOUT_FILENO)
    }

    /// A whole picture for the terminal, control sequences of our own included.
    func draw(_ picture: SafeText) { write(picture.text, to: STDOUT_FILENO) }

    /// A picture in place of the last one. It does not flicker: the cursor goes home, lines are written over the old
    /// ones, and what is below is cleared.
    func redraw(_ lines: [SafeText]) {
        draw("\u{1B}[H\(SafeText(joining: lines, by: "\u{1B}[K\r\n"))\u{1B}[K\u{1B}[J")
    }

    /// A QR code, black on white in a terminal of any theme. Colours are not style here: it is nothing without them.
    func draw(_ symbol: QRSymbol) {
        // 24 lines, one of them for the prompt: the whole margin of the standard where it fits.
        let quiet = symbol.side + 8 <= 46 ? 4 : 2
        write(symbol.lines(quiet: quiet, colours: hasCursor).joined(separator: "\n") + "\n", to: STDOUT_FILENO)
    }

    /// A message. On a terminal it is wrapped here, indented: names in it never start a line.
    func say(_ message: SafeText) {
        let lines = isatty(STDERR_FILENO) == 1 ? message.lines(of: size(of: STDERR_FILENO).columns - 2) : [message]
        write(SafeText(joining: lines, by: "\n  ").text + "\n", to: STDERR_FILENO)
    }

    private func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno == EPIPE {
                // Whoever read us has gone: end as any program in a pipe does. SwiftNIO ignores the signal.
                signal(SIGPIPE, SIG_DFL)
                raise(SIGPIPE)
                return
            } else if errno != EINTR {
                return
            }
        }
    }
}
