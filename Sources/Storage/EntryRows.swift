import FoundationEssentials
import GRDB
import Gatherings
import Keys

/// The rows of one gathering while something of it is read or written: names become the small numbers of their rows.
struct EntryRows {
    let db: Database
    let gathering: Int64
    private var documents: [EntryID: Int64] = [:]

    /// The gathering of this name, nil if there is none.
    init?(_ name: EntryID, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT id FROM gathering WHERE name = ?")
        guard let id = try Int64.fetchOne(statement, arguments: [Data(name.bytes.bytes)]) else { return nil }
        self.db = db
        gathering = id
    }

    /// The row of a log, nil if there is none.
    func existing(_ log: LogID) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT log.id FROM log JOIN author ON author.id = log.author
                WHERE gathering = ? AND author.key = ? AND number = ?
                """)
        return try Int64.fetchOne(
            statement, arguments: [gathering, Data(log.author.bytes), Int64(bitPattern: log.number)])
    }

    /// The row of a log, made if need be.
    func row(of log: LogID) throws -> Int64 {
        if let id = try existing(log) { return id }
        let key = Data(log.author.bytes)
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO author (key) VALUES (?)").execute(arguments: [key])
        try db.cachedStatement(
            sql: """
                INSERT INTO log (gathering, author, number, height)
                SELECT ?1, author.id, ?3, 0 FROM author WHERE key = ?2
                """
        ).execute(arguments: [gathering, key, Int64(bitPattern: log.number)])
        return db.lastInsertedRowID
    }

    /// The row of a document, nil if there is none.
    func existing(document: EntryID) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM document WHERE gathering = ? AND name = ?")
        return try Int64.fetchOne(statement, arguments: [gathering, Data(document.bytes.bytes)])
    }

    /// The row of a document, made if need be.
    mutating func row(of document: EntryID) throws -> Int64 {
        if let id = documents[document] { return id }
        var id = try existing(document: document)
        if id == nil {
            try db.cachedStatement(sql: "INSERT INTO document (gathering, name) VALUES (?, ?)")
                .execute(arguments: [gathering, Data(document.bytes.bytes)])
            id = db.lastInsertedRowID
        }
        documents[document] = id
        return id ?? 0
    }
}
