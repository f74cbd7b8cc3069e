import ControlClient
import Display

/// Why a command ends early: the exit status, and a sentence for the person at the terminal.
struct CommandFailure: Error, Sendable {
    let status: ExitStatus
    let message: SafeText

    init(_ status: ExitStatus, _ message: SafeText) {
        self.status = status
        self.message = message
    }

    /// What an error of the control client means; the daemon's sentences may hold names from other people.
    init(_ error: ControlClientError) { self.init(ExitStatus(error), SafeText(error.description)) }
}
