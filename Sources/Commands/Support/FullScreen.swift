import CLinux
import Glibc

/// The whole terminal as one picture. It is put back as it was on every way out: a key, a signal, an error.
enum FullScreen {
    /// How often it is looked whether a key was typed.
    private static let look = Duration.milliseconds(50)

    /// Does something with the screen until that ends or somebody types `q`.
    static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        baithak_screen_open()
        defer { baithak_screen_close() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while !isQuitTyped { try await Task.sleep(for: look) }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    /// Whether the screen was cleared since this was last asked, because the process was stopped meanwhile.
    static var isBlank: Bool { baithak_screen_is_blank() }

    private static var isQuitTyped: Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        var keys = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&keys, 1, 0) == 1 {
            var key = UInt8(0)
            guard read(STDIN_FILENO, &key, 1) == 1 else { return false }
            if key == UInt8(ascii: "q") || key == UInt8(ascii: "Q") { return true }
        }
        return false
    }
}

/// What happens when a signal ends a watch that prints lines: the exit code is 128 and the signal's number.
enum Interruption {
    static func prepare() {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { _exit(128 + $0) } }
    }
}
