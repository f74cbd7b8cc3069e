import FoundationEssentials
import GRDB
import Gatherings
import Keys
import Peering

/// Changes of gatherings.
extension Store {
    static func applyGatherings(_ change: Change, atMS: Int64, _ db: Database) throws {
        switch change {
        case .gathering(let founding, let membership):
            var secret: Data?
            if case .invited(let invitation) = membership { secret = Data(invitation.secret) }
            try db.cachedStatement(
                sql: """
                    INSERT INTO gathering (name, founding, secret, hasLeft, joinedMS) VALUES (?, ?, ?, 0, ?)
                    ON CONFLICT (name) DO UPDATE SET hasLeft = 0, secret = excluded.secret
                    """
            ).execute(arguments: [Data(founding.id.bytes.bytes), Data(founding.encoded()), secret, atMS])
            try db.cachedStatement(sql: "DELETE FROM invitation WHERE prefix = ?")
                .execute(arguments: [Int64(bitPattern: founding.id.bytes.prefix)])
        case .gatheringLeft(let name):
            try db.cachedStatement(sql: "UPDATE gathering SET hasLeft = 1 WHERE name = ?")
                .execute(arguments: [Data(name.bytes.bytes)])
            try forgetDesks(of: Data(name.bytes.bytes), db)
        case .invitation(let invitation):
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO invitation (prefix, secret) VALUES (?, ?)")
                .execute(arguments: [Int64(bitPattern: invitation.gatheringPrefix), Data(invitation.secret)])
        case .ownLog(let name, let number):
            try db.cachedStatement(sql: "UPDATE gathering SET ownLog = ? WHERE name = ?")
                .execute(arguments: [Int64(bitPattern: number), Data(name.bytes.bytes)])
        case .entries(let name, let run):
            guard var rows = try EntryRows(name, db) else { return }
            try add(run, &rows)
        case .contents(let name, let entries):
            guard var rows = try EntryRows(name, db) else { return }
            for entry in entries { try fill(entry, &rows) }
        case .fork(let name, let proof):
            guard let rows = try EntryRows(name, db) else { return }
            try stop(proof, rows)
        default: preconditionFailure("only changes of gatherings come here")
        }
    }

    /// Adds entries that follow those of their log. Writing the same again changes nothing.
    private static func add(_ run: Run, _ rows: inout EntryRows) throws {
        let log = try rows.row(of: run.log)
        let insert = try rows.db.cachedStatement(
            sql: """
                INSERT INTO entry (log, height, document, name, header, signature, content)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (log, height) DO UPDATE
                SET document = excluded.document, name = excluded.name, header = excluded.header,
                    signature = excluded.signature, content = excluded.content
                WHERE name <> excluded.name
                """)
        let count = try rows.db.cachedStatement(sql: "SELECT count(*) FROM retraction WHERE log = ?")
        var hasRetractions = try Int.fetchOne(count, arguments: [log]) ?? 0 > 0
        for entry in run.entries {
            // An entry without a document begins one; the founding entry that of the gathering.
            let document = try rows.row(of: entry.header.document ?? entry.id)
            let isRetracted = try hasRetractions && isRetracted(entry, log, document, rows)
            try insert.execute(arguments: [
                log, entry.header.height, document, Data(entry.id.bytes.bytes), Data(entry.headerBytes),
                Data(entry.signature.bytes), isRetracted ? nil : entry.content.map { Data($0) },
            ])
            if entry.header.kind == EntryKind.retraction.rawValue {
                try retract(entry, document, &rows)
                hasRetractions = true
            }
        }
        try rows.db.cachedStatement(sql: "UPDATE log SET height = ?1, head = ?2 WHERE id = ?3 AND height <= ?1")
            .execute(arguments: [run.heights.upperBound, Data(run.last.id.bytes.bytes), log])
    }

    /// What an entry says that is kept without, unless its author took it back.
    private static func fill(_ entry: Entry, _ rows: inout EntryRows) throws {
        guard let content = entry.content, let log = try rows.existing(entry.header.log) else { return }
        let document = try rows.row(of: entry.header.document ?? entry.id)
        guard try !isRetracted(entry, log, document, rows) else { return }
        try rows.db.cachedStatement(
            sql: "UPDATE entry SET content = ? WHERE log = ? AND height = ? AND name = ? AND content IS NULL"
        ).execute(arguments: [Data(content), log, entry.header.height, Data(entry.id.bytes.bytes)])
        if entry.header.kind == EntryKind.retraction.rawValue { try retract(entry, document, &rows) }
    }

    /// A retraction itself is never taken back: whoever has lost its content could not tell what it takes back.
    private static func isRetracted(_ entry: Entry, _ log: Int64, _ document: Int64, _ rows: EntryRows) throws -> Bool {
        guard entry.header.kind != EntryKind.retraction.rawValue else { return false }
        let statement = try rows.db.cachedStatement(
            sql: "SELECT 1 FROM retraction WHERE log = ? AND height = ? AND name = ? AND document = ?")
        return try Bool.fetchOne(
            statement, arguments: [log, entry.header.height, Data(entry.id.bytes.bytes), document]) ?? false
    }

    /// Whoever wrote an entry takes it back in its own document: its content goes, and does not come again.
    private static func retract(_ entry: Entry, _ document: Int64, _ rows: inout EntryRows) throws {
        guard let place = EntryPlace(takenBackBy: entry) else { return }
        let log = try rows.row(of: place.log)
        let target: StatementArguments = [log, place.height, Data(place.name.bytes.bytes), document]
        try rows.db.cachedStatement(
            sql: "INSERT OR IGNORE INTO retraction (log, height, name, document) VALUES (?, ?, ?, ?)"
        ).execute(arguments: target)
        let condition = "log = ? AND height = ? AND name = ? AND document = ?"
        let statement = try rows.db.cachedStatement(sql: "SELECT header FROM entry WHERE \(condition)")
        guard let bytes = try Data.fetchOne(statement, arguments: target),
            try EntryHeader(decoding: [UInt8](bytes)).kind != EntryKind.retraction.rawValue
        else { return }
        try rows.db.cachedStatement(sql: "UPDATE entry SET content = NULL WHERE \(condition)").execute(
            arguments: target)
    }

    /// A log ends where its author signed two entries.
    private static func stop(_ proof: ForkProof, _ rows: EntryRows) throws {
        let log = try rows.row(of: proof.log)
        try rows.db.cachedStatement(sql: "INSERT OR REPLACE INTO fork (log, first, second) VALUES (?, ?, ?)")
            .execute(arguments: [log, Data(proof.first.encoded()), Data(proof.second.encoded())])
        try rows.db.cachedStatement(sql: "DELETE FROM entry WHERE log = ? AND height >= ?")
            .execute(arguments: [log, proof.height])
        try rows.db.cachedStatement(
            sql: """
                UPDATE log SET stop = ?2, height = min(height, ?2),
                    head = (SELECT name FROM entry WHERE log = ?1 AND height < ?2 ORDER BY height DESC LIMIT 1)
                WHERE id = ?1
                """
        ).execute(arguments: [log, proof.height])
    }
}
