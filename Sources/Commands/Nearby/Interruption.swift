import Display
import Glibc

/// What happens when a signal ends `--watch`: the terminal is put back as it was, and the exit code is 128 and the
/// signal's number.
enum Interruption {
    /// Alternate screen, no cursor, no wrapping of lines that are wider than we counted.
    static let opening: SafeText = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"

    /// Wrapping, cursor and main screen: everything that the picture switched off.
    static let restoring: SafeText = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    /// To be called before the picture is opened.
    static func prepare(isPicture: Bool) {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, isPicture ? restoreAndEnd : end) }
    }

    /// A handler may only use what is safe in a signal: the bytes are a constant of the program, write(2) and _exit(2)
    /// are on the list of signal-safety(7).
    private static let restoreAndEnd: @convention(c) (Int32) -> Void = { number in
        let bytes: StaticString = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
        _ = write(STDOUT_FILENO, bytes.utf8Start, bytes.utf8CodeUnitCount)
        _exit(128 + number)
    }

    private static let end: @convention(c) (Int32) -> Void = { _exit(128 + $0) }
}
