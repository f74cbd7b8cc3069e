import ControlAPI
import Glibc

/// A connection to a Unix socket; every call blocks, for a bounded time.
///
/// Plain system calls: starting SwiftNIO's event loop and its HTTP pipeline would take a fifth of the time that
/// `baithak nearby` needs altogether, and one connection with one request has no use for them.
final class UnixSocket: Sendable {
    private let descriptor: Int32

    /// Connects, once the socket has been looked at.
    init(connectingTo path: String, timeoutMS: Int64) throws(ControlClientError) {
        try SocketCheck.mayUse(path, as: geteuid())
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count <= ControlSocket.pathBytesMax else {
            throw .notReachable(path: path, errno: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .notReachable(path: path, errno: errno) }
        limit(SO_SNDTIMEO, timeoutMS)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result == 0 { return }
        switch errno {
        case ECONNREFUSED, ENOENT: throw .notRunning(path: path)
        // All places are taken and so are those to wait in.
        case EAGAIN: throw .timedOut(afterMS: timeoutMS)
        default: throw .notReachable(path: path, errno: errno)
        }
    }

    deinit { close(descriptor) }

    /// Sends everything. A daemon that answers before it has read everything may close; its answer is still there.
    func send(_ bytes: [UInt8], timeoutMS: Int64) throws(ControlClientError) {
        limit(SO_SNDTIMEO, timeoutMS)
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if sent >= 0 {
                rest = rest.dropFirst(sent)
            } else if errno == EAGAIN {
                throw .timedOut(afterMS: timeoutMS)
            } else if errno != EINTR {
                return
            }
        }
    }

    /// The next bytes, none at the end of the stream.
    ///
    /// - Parameter waitMS: how long to wait, at least one millisecond.
    /// - Throws: ``ControlClientError/timedOut(afterMS:)`` with `timeoutMS`, the time that the person was promised.
    func receive(waitMS: Int64, timeoutMS: Int64) throws(ControlClientError) -> [UInt8] {
        limit(SO_RCVTIMEO, max(waitMS, 1))
        while true {
            var received = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                count = max(received, 0)
            }
            if received >= 0 { return bytes }
            switch errno {
            case EINTR: continue
            case EAGAIN: throw .timedOut(afterMS: timeoutMS)
            default: throw .closed
            }
        }
    }

    /// Ends the connection from any thread; a call that waits returns.
    func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func limit(_ option: Int32, _ milliseconds: Int64) {
        var time = timeval(tv_sec: Int(milliseconds / 1_000), tv_usec: Int(milliseconds % 1_000) * 1_000)
        setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
}
