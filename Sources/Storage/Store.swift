import GRDB
import Glibc
import Synchronization

/// The database: our badge, whether we are visible, and everybody we have met.
///
/// SQLite in WAL mode with `synchronous = FULL`: what ``write(_:atMS:)`` returned from is on the disk. Every call
/// blocks; calls come from a queue of the daemon's own, never from the task pool, or through ``commit(_:atMS:)``.
package final class Store: Sendable {
    /// The database file; SQLite keeps two more beside it, with `-wal` and `-shm` at the end of their names.
    package let path: String
    let pool: DatabasePool
    /// Whether the file is as this class left it, not copied or restored since.
    let isAsLeft: Bool
    private let noted: Mutex<Place.Note>

    /// Opens the database, or makes it (mode 0600, its folder 0700).
    ///
    /// It is looked at through a read-only connection first, so that a database that is damaged, another program's, or
    /// newer than this program keeps every byte.
    ///
    /// - Throws: ``StorageError``.
    package init(path: String) throws(StorageError) {
        self.path = path
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try DataFolder.prepare(String(path[..<slash]))
        }
        try Self.prepareFile(path)
        let finding = Place.find(path)
        do {
            try Self.inspect(path)
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            try pool.writeWithoutTransaction { db in
                // After opening: GRDB's own WAL set-up resets what a configuration asks for to NORMAL, which loses
                // acknowledged commits in a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
                let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
                guard level == 2, journal == "wal" else {
                    throw StorageError.io(path: path, detail: "no write-ahead log could be made")
                }
            }
            try Schema.migrator.migrate(pool)
            isAsLeft =
                switch finding {
                case .asNoted: true
                case .beingMoved(let mark):
                    try pool.read { try String.fetchOne($0, sql: "SELECT mark FROM place") } == mark
                case .another: false
                }
            self.pool = pool
        } catch {
            throw StorageError(error, at: path)
        }
        noted = Mutex(Place.Note(isTrue: isAsLeft))
    }

    /// However a start ends: SQLite changes the file when the last connection closes, and the note must follow.
    deinit { try? close() }

    /// Moves everything from the write-ahead log into the database file and empties the log.
    /// - Throws: ``StorageError``.
    package func checkpoint() throws(StorageError) {
        do { try pool.writeWithoutTransaction { db in try moveLog(db) } } catch { throw StorageError(error, at: path) }
    }

    /// Closes the database; later calls throw ``StorageError/io(path:detail:)``.
    /// - Throws: ``StorageError``, when an operation is still going on elsewhere.
    package func close() throws(StorageError) {
        try? pool.writeWithoutTransaction { db in try announceMove(db) }
        do { try pool.close() } catch { throw StorageError(error, at: path) }
        notePlace()
        // What becomes of the file from now on is not our doing.
        noted.withLock { $0.isTrue = false }
    }

    /// Moves the write-ahead log into the file when it has grown: after a commit, on the connection that writes. What
    /// fails here is tried again after the next.
    func moveGrownLog(_ db: Database) {
        guard let size = try? Place.status(path + "-wal").st_size, size >= StorageLimits.walBytes else { return }
        try? moveLog(db)
    }

    private func moveLog(_ db: Database) throws {
        try announceMove(db)
        defer { notePlace() }
        try db.checkpoint(.truncate)
    }

    /// Notes that the file is about to change; see ``Place``.
    func announceMove(_ db: Database) throws {
        guard isSettled else { return }
        let fresh = String(UInt64.random(in: .min ... .max), radix: 36)
        // A full disk takes no new one; then the one of the last time will do.
        try? db.execute(sql: "UPDATE place SET mark = ?", arguments: [fresh])
        guard let mark = try String.fetchOne(db, sql: "SELECT mark FROM place") else { return }
        try noted.withLock { note in try note.update(path, mark: mark) }
    }

    /// Whether the logs of this database are its own to go on with.
    var isSettled: Bool { noted.withLock(\.isTrue) }

    /// To be called after whatever may have changed the file.
    ///
    /// - Parameter isSettled: from now on, what was copied or restored is dealt with. Before that nothing may be noted
    ///   of such a file, or nobody would learn of it.
    func notePlace(isSettled: Bool = false) {
        noted.withLock { note in
            if isSettled { note.isTrue = true }
            try? note.update(path)
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.maximumReaderCount = StorageLimits.readersMax
        configuration.busyMode = .timeout(Double(StorageLimits.busyTimeoutMS) / 1_000)
        configuration.prepareDatabase { db in
            // What was retracted is overwritten, not only unlinked.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // Nothing of ours in /tmp.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // The file changes when its note says so, and never else: see `moveGrownLog`.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    /// Makes the file with the right mode, so that SQLite need not: it gives the same mode to the two beside it.
    private static func prepareFile(_ path: String) throws(StorageError) {
        do throws(SystemFailure) {
            let file = try Descriptor(path, O_RDWR | O_CREAT | O_NONBLOCK, mode: 0o600)
            let status = try file.status()
            guard status.isRegular, status.isOurs else {
                throw SystemFailure(call: "fstat", code: status.isRegular ? EACCES : ELOOP)
            }
            if status.othersMode != 0 { try file.setMode(0o600) }
        } catch {
            switch error.code {
            case EACCES, EPERM:
                throw .refused(
                    path: path, reason: "belongs to somebody else: set XDG_DATA_HOME to a folder of your own")
            case ELOOP, EISDIR, ENXIO:
                throw .refused(path: path, reason: "is a link, a folder or a device: move it away and start again")
            default:
                throw .failure(error, at: path)
            }
        }
    }
}
