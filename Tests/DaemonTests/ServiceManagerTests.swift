import Glibc
import Testing

@testable import Daemon

struct ServiceManagerTests {
    /// A manager's end of the socket.
    final class Listener {
        let socket: Int32

        /// `name` is a path, or `@` and an abstract name.
        init(_ name: String) throws {
            socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(name.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            if name.hasPrefix("@") { address.sun_path.0 = 0 }
            let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (name.hasPrefix("@") ? 0 : 1))
            let code = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
            }
            try #require(code == 0)
        }

        deinit { close(socket) }

        /// The next datagram, nil if none waits.
        func next() -> String? {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    func exchange(_ name: String) throws {
        let listener = try Listener(name)
        let manager = try #require(ServiceManager(environment: ["NOTIFY_SOCKET": name]))
        #expect(manager.ready("listening on port 22484"))
        #expect(listener.next() == "READY=1\nSTATUS=listening on port 22484")
        #expect(manager.status("3 attendees\nREADY=1\u{1B}[31m"))
        #expect(listener.next() == "STATUS=3 attendees READY=1 [31m")
        #expect(manager.status(String(repeating: "é", count: 1_000)))
        #expect(listener.next()?.utf8.count == 207)
        #expect(manager.watchdog())
        #expect(listener.next() == "WATCHDOG=1")
        #expect(manager.reloading())
        let reloading = try #require(listener.next()).split(separator: "\n")
        #expect(reloading.first == "RELOADING=1" && reloading.count == 2)
        let microseconds = try #require(Int64(reloading[1].dropFirst("MONOTONIC_USEC=".count)))
        #expect(microseconds > 0 && reloading[1].hasPrefix("MONOTONIC_USEC="))
        #expect(manager.stopping("goodbye"))
        #expect(listener.next() == "STOPPING=1\nSTATUS=goodbye")
        #expect(listener.next() == nil)
    }

    @Test("A manager that listens on a path hears every message")
    func path() throws {
        var template = Array("/tmp/baithak-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer {
            unlink(folder + "/notify")
            rmdir(folder)
        }
        try exchange(folder + "/notify")
    }

    @Test("A manager that listens on an abstract name hears every message")
    func abstract() throws { try exchange("@baithak-test-notify-\(getpid())") }

    @Test("A manager that is not there, or an address that is none, does no harm")
    func nobody() throws {
        #expect(ServiceManager(environment: [:]) == nil)
        #expect(ServiceManager(environment: ["NOTIFY_SOCKET": ""]) == nil)
        for name in ["/nowhere/notify", "@nobody-\(getpid())", "vsock:2:1", "@", String(repeating: "/x", count: 100)] {
            #expect(ServiceManager(environment: ["NOTIFY_SOCKET": name])?.ready("x") == false)
        }
    }

    @Test("A manager that does not read does not hold us up")
    func deaf() throws {
        let name = "@baithak-test-deaf-\(getpid())"
        let listener = try Listener(name)
        let manager = try #require(ServiceManager(environment: ["NOTIFY_SOCKET": name]))
        var sent = 0
        while manager.watchdog() && sent < 100_000 { sent += 1 }
        #expect(sent < 100_000)
        withExtendedLifetime(listener) {}
    }

    @Test("The watchdog is fed at half its time, and only by the process it watches")
    func watchdog() {
        func interval(_ environment: [String: String]) -> Duration? {
            ServiceManager.watchdogInterval(environment: environment, pid: 7)
        }
        #expect(interval(["WATCHDOG_USEC": "90000000"]) == .seconds(45))
        #expect(interval(["WATCHDOG_USEC": "90000000", "WATCHDOG_PID": "7"]) == .seconds(45))
        #expect(interval(["WATCHDOG_USEC": "90000000", "WATCHDOG_PID": "8"]) == nil)
        for bad in ["", "0", "-5", "soon", "99999999999999999999"] { #expect(interval(["WATCHDOG_USEC": bad]) == nil) }
        #expect(interval([:]) == nil)
    }
}
