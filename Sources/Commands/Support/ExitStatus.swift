import ControlAPI
import ControlClient

/// How a command ends, after sysexits.h.
enum ExitStatus: Int32, Sendable, CaseIterable {
    /// It did what was asked.
    case done = 0
    /// It failed for a reason that no other status names.
    case failed = 1
    /// The command was written wrongly, or a value in it is wrong: EX_USAGE.
    case usage = 64
    /// Nobody matches, or more than one does: EX_NOUSER.
    case nobodyOrMany = 67
    /// The daemon cannot be reached: EX_UNAVAILABLE.
    case unreachable = 69
    /// What it has to say cannot be written: EX_IOERR.
    case unwritable = 74
    /// It took too long: EX_TEMPFAIL.
    case timedOut = 75
    /// Declined or refused: EX_NOPERM.
    case refused = 77
    /// Ctrl-C ended it: 128 and the number of SIGINT, as shells count.
    case interrupted = 130

    init(_ kind: Problem.Kind) {
        self =
            switch kind {
            case .badRequest, .failed: .failed
            case .badValue: .usage
            case .notFound, .ambiguous: .nobodyOrMany
            case .refused: .refused
            case .timedOut: .timedOut
            }
    }

    init(_ error: ControlClientError) {
        self =
            switch error {
            case .notRunning, .notReachable, .notASocket, .closed: .unreachable
            case .notOurs, .foreignFolder: .refused
            case .timedOut: .timedOut
            case .garbled: .failed
            case .problem(let problem): ExitStatus(problem.kind)
            }
    }
}
