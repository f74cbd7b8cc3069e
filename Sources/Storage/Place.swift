import Glibc

/// Which file the database was when it was last written, noted in a file beside it.
///
/// A database that went back to an older state must not go on with its log: others hold what it wrote since, and two
/// entries for one height stop a log for ever. The note is the file's number and the time of its last change (`ctime`,
/// which no program can set): a copy has another number, and a backup that was written into the same file another time.
enum Place {
    /// Whether the file is still the one that was noted; no if nothing was.
    static func isAsNoted(_ path: String) -> Bool {
        guard let here = current(path), let file = try? Descriptor(noteFile(path), O_RDONLY),
            let noted = try? file.readBytes(StorageLimits.placeBytesMax)
        else { return false }
        return noted == Array(here.utf8)
    }

    /// What was noted last.
    struct Note {
        /// Whether the file is the one that was noted, or what follows from its being another was done.
        var isTrue: Bool
        private var last = ""

        init(isTrue: Bool) { self.isTrue = isTrue }

        /// Notes which file it is, unless that was noted last. A note that cannot be written costs no more than a new
        /// log.
        mutating func update(_ path: String) {
            guard isTrue, let here = current(path), here != last else { return }
            last = ""
            guard let file = try? Descriptor(noteFile(path), O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600),
                (try? file.writeAll([UInt8](here.utf8).span.bytes)) != nil
            else { return }
            last = here
        }
    }

    private static func noteFile(_ path: String) -> String { path + "-place" }

    private static func current(_ path: String) -> String? {
        guard let status = try? status(path) else { return nil }
        return "\(status.st_ino) \(status.st_ctim.tv_sec) \(status.st_ctim.tv_nsec)\n"
    }

    /// What file it is, without opening it: closing a descriptor of the database would drop SQLite's locks on it.
    static func status(_ path: String) throws(SystemFailure) -> stat {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last("lstat") }
        return status
    }
}
