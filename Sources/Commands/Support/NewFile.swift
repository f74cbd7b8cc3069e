import Display
import Glibc

/// A file that a person asked for.
enum NewFile {
    /// Makes a file with mode 0600, because other people's cards are in it; one that exists, or a link, is never
    /// touched.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason: SafeText = errno == EEXIST ? "it exists already" : "\(String(cString: strerror(errno)))"
            throw CommandFailure(.failed, "“\(path)” was not written: \(reason). Choose another name.")
        }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                unlink(path)
                throw CommandFailure(.failed, "“\(path)” was not written: \(String(cString: strerror(errno))).")
            }
        }
    }
}
