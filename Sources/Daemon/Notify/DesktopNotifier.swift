import Display
import Glibc
import NIOPosix

/// Tells the owner's desktop (org.freedesktop.Notifications) that somebody asks for something, through `notify-send`,
/// where there is one and a session bus. Best effort: nothing depends on it, and nothing is said where it fails.
///
/// How often is bounded by what may ask: few requests wait at one time, and few a day of one key are shown at all.
struct DesktopNotifier: Sendable {
    /// Without a session bus there is no desktop: a hub, or a terminal of another machine.
    private let isThere: Bool

    init(environment: [String: String]) { isThere = !(environment["DBUS_SESSION_BUS_ADDRESS"] ?? "").isEmpty }

    /// Shows a notification. Names of other people stand in the summary, which is never markup (Desktop Notifications
    /// Specification 1.2); the body is ours alone.
    func show(_ summary: SafeText, _ body: SafeText) {
        guard isThere else { return }
        let arguments = ["notify-send", "--app-name=baithak", "--", summary.text, body.text]
        // Waiting for it blocks, on a thread that may.
        Task { try? await NIOThreadPool.singleton.runIfActive { Self.run(arguments) } }
    }

    private static func run(_ arguments: [String]) {
        var pointers = arguments.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var child: pid_t = 0
        guard posix_spawnp(&child, arguments[0], &actions, nil, pointers, environ) == 0 else { return }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
}
