import Glibc

/// The two streams that a program writes to. Nothing is buffered, so what cannot be written is known at once.
package enum StandardStream: Int32, Sendable {
    /// What was asked for.
    case output = 1
    /// Messages.
    case error = 2

    /// The exit code of a program whose output cannot be written: EX_IOERR of sysexits.h.
    package static let unwritable: Int32 = 74

    /// Writes all of it, or ends the process.
    ///
    /// Where it cannot be written, as on a full disk, that is said once and the exit code is ``unwritable``. Where the
    /// reader has gone, as `head` does, SIGPIPE ends the process silently, as it ends any program in a pipe.
    package func write(_ text: String) {
        switch attempt(text) {
        case 0: return
        case EPIPE:
            // SwiftNIO, and the daemon, ignore the signal.
            signal(SIGPIPE, SIG_DFL)
            raise(SIGPIPE)
            exit(128 + SIGPIPE)
        case let code: Self.fail(self, code)
        }
    }

    /// Writes what can be written; 0, or the error of write(2).
    package func attempt(_ text: String) -> Int32 {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Closes the stream, which is when some file systems tell that they could not write.
    package func finish() {
        if close(rawValue) != 0, errno != EBADF { Self.fail(self, errno) }
    }

    /// Fills the places of streams that are closed with what refuses to be written: else the next file or socket that
    /// is opened would be taken for one.
    static func fillPlaces() {
        for place in STDIN_FILENO...STDERR_FILENO where fcntl(place, F_GETFD) == -1 { _ = open("/dev/null", O_RDONLY) }
    }

    private static func fail(_ stream: StandardStream, _ code: Int32) -> Never {
        if stream == .output {
            let reason = String(cString: strerror(code))
            _ = StandardStream.error.attempt("\(Arguments.programName): The output cannot be written: \(reason).\n")
        }
        exit(unwritable)
    }
}
