import Cards
import FoundationEssentials
import GRDB
import Keys
import Peering

extension Store {
    /// Everything that was kept, in one consistent view.
    /// - Throws: ``StorageError``.
    package func load() throws(StorageError) -> Stored {
        do {
            return try pool.read { db in
                var stored = Stored()
                if let own = try Row.fetchOne(db, sql: "SELECT badge, visible FROM own WHERE id = 1") {
                    stored.visible = own["visible"]
                    if let badge: Data = own["badge"] { stored.badge = try BadgeRecord.decode(badge) }
                }
                stored.attendees = try attendees(db)
                stored.ownCards = try Self.ownCards(db)
                stored.trades = try Self.trades(db)
                stored.receipts = try Self.receipts(db)
                stored.contacts = try Self.contacts(db)
                return stored
            }
        } catch {
            throw StorageError(error, at: path)
        }
    }

    private func attendees(_ db: Database) throws -> [KnownAttendee] {
        // People who mean something to us first, then those seen most recently, in case there are ever too many.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT a.key, a.firstSeenMS, a.lastSeenMS, a.standing, n.name
                FROM (SELECT * FROM attendee ORDER BY standing = 'stranger', lastSeenMS DESC, key LIMIT ?) AS a
                LEFT JOIN attendeeName AS n ON n.key = a.key
                ORDER BY a.key, n.position
                """, arguments: [StorageLimits.attendeesMax])
        var attendees: [KnownAttendee] = []
        while let row = try rows.next() {
            let key = try PublicKey(trusting: row["key"] as Data)
            let name = (row["name"] as Data?).map { String(decoding: $0, as: UTF8.self) }
            if let last = attendees.indices.last, attendees[last].key == key {
                if let name { attendees[last].names.append(name) }
                continue
            }
            guard let standing = Standing(rawValue: row["standing"]) else {
                throw StorageError.damaged(path: path, detail: "an attendee's standing is unknown")
            }
            attendees.append(
                KnownAttendee(
                    key: key, names: name.map { [$0] } ?? [], firstSeenMS: row["firstSeenMS"],
                    lastSeenMS: row["lastSeenMS"], standing: standing))
        }
        return attendees
    }
}
