import Glibc

/// Which file the database was when it was last written, noted in a file beside it.
///
/// A database that went back to an older state must not go on with its log: others hold what it wrote since, and two
/// entries for one height stop a log for ever. The note is the file's number and the time of its last change (`ctime`,
/// which no program can set): a copy has another number, and a backup that was written into the same file another time.
///
/// The file changes only while the write-ahead log is moved into it. The note says so before, with a mark that is in
/// the database already, so that a power cut in the middle is no copy: nothing else is written until the note is right
/// again, so a database with that mark has all that was ever acknowledged.
enum Place {
    /// What the note says of the file that is there.
    enum Finding: Equatable {
        /// It is as it was left.
        case asNoted
        /// It is where it was, and was being changed: it is the same if the database has this mark.
        case beingMoved(mark: String)
        /// It is another, or nobody knows.
        case another
    }

    /// To be asked before the database is opened.
    static func find(_ path: String) -> Finding {
        guard let here = current(path), let file = try? Descriptor(noteFile(path), O_RDONLY),
            let noted = try? file.readBytes(StorageLimits.placeBytesMax)
        else { return .another }
        let (now, then) = (parts(here), parts(String(decoding: noted, as: UTF8.self)))
        if then == now { return .asNoted }
        return then.count == now.count + 1 && then[0] == now[0] ? .beingMoved(mark: String(then[now.count])) : .another
    }

    private static func parts(_ note: String) -> [Substring] { note.split { $0 == " " || $0 == "\n" } }

    /// What was noted last.
    struct Note {
        /// Whether the file is the one that was noted, or what follows from its being another was done.
        var isTrue: Bool
        private var last = ""

        init(isTrue: Bool) { self.isTrue = isTrue }

        /// Notes which file it is, unless that was noted last. A note that cannot be written costs no more than a new
        /// log.
        ///
        /// - Parameter mark: what is in the database of a file that is about to change.
        /// - Throws: ``SystemFailure``; then what was noted before still is.
        mutating func update(_ path: String, mark: String? = nil) throws(SystemFailure) {
            guard isTrue, let here = current(path) else { return }
            let text = mark.map { "\(here) \($0)" } ?? here
            guard text != last else { return }
            // All notes are of one length.
            let blanks = String(repeating: " ", count: max(0, StorageLimits.placeBytesMax - 1 - text.utf8.count))
            try write([UInt8]("\(text)\(blanks)\n".utf8), of: path)
            last = text
        }

        /// The old note or the new one is there after a power cut, and the new one when this returns.
        private func write(_ bytes: [UInt8], of path: String) throws(SystemFailure) {
            let temporary = noteFile(path) + ".new"
            do throws(SystemFailure) {
                let file = try Descriptor(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
                try file.writeAll(bytes.span.bytes)
                try file.sync()
                guard rename(temporary, noteFile(path)) == 0 else { throw .last("rename") }
            } catch {
                unlink(temporary)
                // A full disk has no room for another file, and room for this one, which is there.
                let file = try Descriptor(noteFile(path), O_WRONLY)
                try file.writeAll(bytes.span.bytes)
                return try file.sync()
            }
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
            try Descriptor(folder, O_RDONLY | O_DIRECTORY, following: true).sync()
        }
    }

    private static func noteFile(_ path: String) -> String { path + "-place" }

    private static func current(_ path: String) -> String? {
        guard let status = try? status(path) else { return nil }
        return "\(status.st_ino) \(status.st_ctim.tv_sec) \(status.st_ctim.tv_nsec)"
    }

    /// What file it is, without opening it: closing a descriptor of the database would drop SQLite's locks on it.
    static func status(_ path: String) throws(SystemFailure) -> stat {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last("lstat") }
        return status
    }
}
