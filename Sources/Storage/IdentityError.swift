/// Why an identity file is not made or not read, with a sentence that says what to do next. None of these ever leads to
/// a new identity.
package enum IdentityError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is none.
    case missing(path: String)
    /// There is one already, so none was made.
    case exists(path: String)
    /// Others may read it, or once could; `mode` is its permission bits.
    case readableByOthers(path: String, mode: UInt32)
    /// It belongs to another user.
    case notOurs(path: String)
    /// It is a symbolic link, a folder, or something else.
    case notAFile(path: String)
    /// It was read and is no whole identity of a version that this program knows.
    case damaged(path: String, reason: String)
    /// It could not be read.
    case unreadable(path: String, reason: String)
    /// It could not be written; there is no file.
    case unwritable(path: String, reason: String)

    /// The sentence for a person.
    package var description: String {
        switch self {
        case .missing(let path):
            return "There is no identity in \(path) yet: run `baithak init --name \"Your Name\"`."
        case .exists(let path):
            return
                "There is an identity in \(path) already: it is kept. To start over, move it away first."
        case .readableByOthers(let path, let mode):
            return
                "Others may read the identity key (mode \(String(mode, radix: 8))): run `chmod 600 \(path)`. If "
                + "anybody may have copied it, make a new identity."
        case .notOurs(let path):
            return "\(path) belongs to another user: run this as the user who owns it, or restore your own file."
        case .notAFile(let path):
            return "\(path) is a symbolic link, a folder or a device: put the identity file itself there."
        case .damaged(let path, let reason):
            return "The identity in \(path) cannot be used (\(reason)): restore it from a backup. It was left as it is."
        case .unreadable(let path, let reason):
            return "The identity in \(path) cannot be read (\(reason)): look at the disk, or restore it from a backup. "
                + "It was left as it is."
        case .unwritable(let path, let reason):
            return "The identity could not be written to \(path) (\(reason)): no identity was made."
        }
    }
}
