import CLinux
import Glibc

/// The service manager that started us, if it wants to hear how we are: sd_notify(3) without its library.
///
/// Every message is one datagram that is sent without waiting; a manager that does not listen is no reason to stop, so
/// each call only says whether it got through.
package struct ServiceManager: Sendable {
    private let socket: String

    /// From the value of `NOTIFY_SOCKET`: an absolute path, or `@` and an abstract name; nil if it is not there.
    package init?(environment: [String: String]) {
        guard let socket = environment["NOTIFY_SOCKET"], !socket.isEmpty else { return nil }
        self.socket = socket
    }

    /// The daemon serves; also the end of a reload.
    @discardableResult
    package func ready(_ status: String) -> Bool { send(["READY=1", Self.line(status)]) }

    /// The daemon has begun to end.
    @discardableResult
    package func stopping(_ status: String) -> Bool { send(["STOPPING=1", Self.line(status)]) }

    /// The daemon reads its settings again; ``ready(_:)`` must follow. The time is what `Type=notify-reload` asks for.
    @discardableResult
    package func reloading() -> Bool {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
        return send(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)"])
    }

    /// One line for `systemctl status`.
    @discardableResult
    package func status(_ status: String) -> Bool { send([Self.line(status)]) }

    /// The daemon is alive; to be sent by the loop that does the work.
    @discardableResult
    package func watchdog() -> Bool { send(["WATCHDOG=1"]) }

    /// Longest status, in bytes: what a terminal shows of it.
    private static let statusBytesMax = 200

    /// A status can add no line of its own.
    private static func line(_ status: String) -> String {
        let bytes = status.utf8.prefix(statusBytesMax).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return "STATUS=" + String(decoding: bytes, as: UTF8.self)
    }

    private func send(_ lines: [String]) -> Bool {
        let message = Array(lines.joined(separator: "\n").utf8CString.dropLast())
        let address = Array(socket.utf8CString.dropLast())
        return baithak_notify(address, address.count, message, message.count) == 0
    }
}
