import Glibc

/// An open file that is closed at the end of its life; none of its calls is left half done by a signal.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// Opens a file that no child inherits; a symbolic link in the last component is an error unless it may be
    /// followed.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0, following: Bool = false) throws(SystemFailure) {
        let flags = flags | O_CLOEXEC | (following ? 0 : O_NOFOLLOW)
        var number: Int32
        repeat { number = open(path, flags, mode) } while number < 0 && errno == EINTR
        guard number >= 0 else { throw .last("open") }
        self.number = number
    }

    deinit { close(number) }

    /// What kind of file this is, whose, and how large.
    func status() throws(SystemFailure) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last("fstat") }
        return status
    }

    /// Sets the mode whatever the umask was.
    func setMode(_ mode: mode_t) throws(SystemFailure) {
        guard fchmod(number, mode) == 0 else { throw .last("fchmod") }
    }

    /// Reads until the span is full or the file ends; returns how many bytes came.
    func readAll(into span: inout MutableRawSpan) throws(SystemFailure) -> Int {
        try span.withUnsafeMutableBytes { buffer throws(SystemFailure) in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                let count = read(number, rest.baseAddress, rest.count)
                if count == 0 { break }
                if count > 0 {
                    done += count
                } else if errno != EINTR {
                    throw .last("read")
                }
            }
            return done
        }
    }

    /// At most so many bytes from where the file stands; not for secrets.
    func readBytes(_ max: Int) throws(SystemFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max)
        var elements = bytes.mutableSpan
        var span = elements.mutableBytes
        let count = try readAll(into: &span)
        return Array(bytes.prefix(count))
    }

    /// Writes every byte.
    func writeAll(_ span: RawSpan) throws(SystemFailure) {
        try span.withUnsafeBytes { buffer throws(SystemFailure) in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = write(number, rest.baseAddress, rest.count)
                if count >= 0 {
                    done += count
                } else if errno != EINTR {
                    throw .last("write")
                }
            }
        }
    }

    /// Waits until file or folder is on the disk.
    func sync() throws(SystemFailure) {
        guard fsync(number) == 0 else { throw .last("fsync") }
    }
}

extension stat {
    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
    var isOurs: Bool { st_uid == geteuid() }
    /// The permission bits that let anybody but the owner in.
    var othersMode: mode_t { st_mode & 0o077 }
}
