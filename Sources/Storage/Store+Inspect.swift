import GRDB
import Glibc

extension Store {
    /// Looks at the database without the right to change it.
    ///
    /// - Throws: ``StorageError/newerSchema(path:)``, ``StorageError/foreign(path:)``,
    ///   ``StorageError/damaged(path:detail:)``, or GRDB's errors.
    static func inspect(_ path: String) throws {
        let size = try Descriptor(path, O_RDONLY).status().st_size
        // A database that was never written to.
        guard size > 0 else { return }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Double(StorageLimits.busyTimeoutMS) / 1_000)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { db in
            let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            // A power cut between the first page and the first migration leaves an empty database, which is ours to
            // fill.
            guard application == Schema.applicationID || tables == 0 || isJustBegun(db, tables) else {
                throw StorageError.foreign(path: path)
            }
            guard try !Schema.migrator.hasBeenSuperseded(db) else { throw StorageError.newerSchema(path: path) }
            if size <= StorageLimits.checkedBytesMax {
                let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
                guard verdict == "ok" else { throw StorageError.damaged(path: path, detail: oneLine(verdict)) }
            }
        }
        try queue.close()
    }

    /// Only GRDB's own table of migrations, and that empty: it is made in a transaction of its own.
    private static func isJustBegun(_ db: Database, _ tables: Int) -> Bool {
        guard let rows = try? Int.fetchOne(db, sql: "SELECT count(*) FROM grdb_migrations") else { return false }
        // The table and the index of its primary key.
        return rows == 0 && tables <= 2
    }

    private static func oneLine(_ text: String) -> String {
        String(text.prefix(120).map { $0.isNewline ? " " : $0 })
    }
}
