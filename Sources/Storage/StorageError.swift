/// Why something could not be kept or read, with a sentence that says what to do next.
package enum StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no home folder to keep anything in.
    case noHome
    /// Another daemon has the folder; `pid` is its process number if it could be read.
    case inUse(folder: String, pid: Int32?)
    /// The folder, or the database, belongs to somebody else or is something else.
    case refused(path: String, reason: String)
    /// The database was made by a newer program; it was not touched.
    case newerSchema(path: String)
    /// The file is an SQLite database of another program; it was not touched.
    case foreign(path: String)
    /// The database is damaged, or no database at all; it was not touched.
    case damaged(path: String, detail: String)
    /// The disk is full, or our share of it. Nothing of the call was kept; it works again when there is space.
    case full(path: String)
    /// The disk, or SQLite, said no. A write may or may not have been kept; repeating it is harmless.
    case io(path: String, detail: String)

    /// The sentence for a person.
    package var description: String {
        switch self {
        case .noHome:
            "There is no folder to keep data in: set HOME, or XDG_DATA_HOME and XDG_CONFIG_HOME, to absolute paths."
        case .inUse(let folder, let pid):
            "Another baithakd\(pid.map { " (process \($0))" } ?? "") already uses \(folder): stop it first, or "
                + "give this one another folder with XDG_DATA_HOME."
        case .refused(let path, let reason):
            "\(path) \(reason)."
        case .newerSchema(let path):
            "\(path) was made by a newer baithak and was left as it is: install that version again, or start with "
                + "another folder by setting XDG_DATA_HOME."
        case .foreign(let path):
            "\(path) is the database of another program and was left as it is: move it away and start again."
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)) and was left as it is: put a backup in its place, or move it away with its "
                + "-wal and -shm files and start again with an empty one. The identity key is elsewhere and untouched."
        case .full(let path):
            "The disk is full, so \(path) could not be written: free some space."
        case .io(let path, let detail):
            "\(path) could not be read or written (\(detail)): look at the disk and the permissions of its folder."
        }
    }
}
