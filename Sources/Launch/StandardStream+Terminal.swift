package import Display
import Glibc

extension StandardStream {
    /// Whether a person looks at it.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Columns and rows of the terminal as they are now; what COLUMNS says, or 80 by 24, where there is none.
    package var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            let columns = getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 80
            return (min(max(columns, 20), 1_000), 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// A message with its line break. On a terminal it is wrapped here, indented: names in it never start a line.
    package func message(_ message: SafeText) -> String {
        let lines = isTerminal ? message.lines(of: size.columns - 2) : [message]
        return SafeText(joining: lines, by: "\n  ").text + "\n"
    }
}
