import Glibc
import Synchronization

/// Ctrl-C and the closing of the terminal, for as long as they do not end the program: what a person saved in an editor
/// is still to be taken.
enum TerminalSignals {
    private static let interrupted = Atomic(false)
    private static let hungUp = Atomic(false)

    /// Whether one of them came.
    static var came: Bool { interrupted.load(ordering: .relaxed) || isHungUp }

    /// Whether the terminal was closed.
    static var isHungUp: Bool { hungUp.load(ordering: .relaxed) }

    static func begin() {
        // Made before the handlers use them: a handler may not.
        interrupted.store(false, ordering: .relaxed)
        hungUp.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in TerminalSignals.interrupted.store(true, ordering: .relaxed) }
        signal(SIGHUP) { _ in
            let isKnown = TerminalSignals.hungUp.exchange(true, ordering: .relaxed)
            // The kernel tells the leader of a session alone, and here that is no shell that would tell the editor.
            if !isKnown, getsid(0) == getpid() { kill(0, SIGHUP) }
        }
    }

    static func end() {
        // Ignored for a moment: one that is on its way to another thread would end the program after all.
        signal(SIGINT, SIG_IGN)
        signal(SIGINT, SIG_DFL)
        signal(SIGHUP, SIG_IGN)
        // Once the terminal is closed, nothing but the end of what was begun comes of it.
        if !isHungUp { signal(SIGHUP, SIG_DFL) }
    }
}
