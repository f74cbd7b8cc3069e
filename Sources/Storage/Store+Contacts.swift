import FoundationEssentials
import GRDB
import Gatherings
package import Keys
package import Peering
import Wire

extension Store {
    /// Everybody whose card we hold, in the order of their keys.
    /// - Throws: ``StorageError``.
    package func contacts() throws(StorageError) -> [Contact] {
        do { return try pool.read { db in try Self.contacts(db) } } catch { throw StorageError(error, at: path) }
    }

    /// The receipts of exchanges with somebody, oldest first.
    /// - Throws: ``StorageError``.
    package func receipts(of key: PublicKey) throws(StorageError) -> [Receipt] {
        do {
            return try pool.read { db in
                try Self.receipts(
                    Row.fetchAll(
                        db, sql: "SELECT * FROM receipt WHERE key = ? ORDER BY atMS, id", arguments: [Data(key.bytes)]))
            }
        } catch { throw StorageError(error, at: path) }
    }

    static func ownCards(_ db: Database) throws -> [OwnCard] {
        try Row.fetchAll(db, sql: "SELECT face, jws FROM ownCard ORDER BY face").map { row in
            OwnCard(face: text(row["face"]), jws: bytes(row["jws"]))
        }
    }

    static func trades(_ db: Database) throws -> [Trade] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM trade ORDER BY id LIMIT ?", arguments: [ExchangeLimits.tradesMax]
        ).compactMap { row in
            guard let id = ExchangeID(bytes(row["id"])), let role = ExchangeRole(rawValue: row["role"]) else {
                return nil
            }
            return Trade(
                id: id, peer: try PublicKey(trusting: row["key"] as Data), role: role,
                ownCard: OwnCard(face: text(row["face"]), jws: bytes(row["ownCard"])), isVerified: row["verified"],
                name: text(row["name"]), theirCard: (row["theirCard"] as Data?).map { [UInt8]($0) })
        }
    }

    /// The latest, oldest first.
    static func receipts(_ db: Database) throws -> [Receipt] {
        try receipts(
            Row.fetchAll(
                db, sql: "SELECT * FROM receipt ORDER BY atMS DESC, id LIMIT ?",
                arguments: [ExchangeLimits.receiptsMax])
        ).reversed()
    }

    private static func receipts(_ rows: [Row]) throws -> [Receipt] {
        try rows.compactMap { row in
            guard let id = ExchangeID(bytes(row["id"])) else { return nil }
            return Receipt(
                id: id, peer: try PublicKey(trusting: row["key"] as Data), text: bytes(row["text"]),
                ownSignature: bytes(row["ownSignature"]), theirSignature: bytes(row["theirSignature"]))
        }
    }

    static func contacts(_ db: Database) throws -> [Contact] {
        var given: [Data: [HeldCards.Given]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM given ORDER BY key, face") {
            given[row["key"], default: []].append(
                HeldCards.Given(face: text(row["face"]), hash: bytes(row["hash"])))
        }
        // Of each uid the newest edition: SQLite takes the other columns from the row of the maximum.
        let sql = "SELECT key, uid, max(issuedAt) AS issuedAt, jws, receivedMS FROM contactCard GROUP BY key, uid"
        var cards: [Data: [Contact.Held]] = [:]
        for row in try Row.fetchAll(db, sql: sql) {
            let key = try PublicKey(trusting: row["key"] as Data)
            let edition = CardEdition(key: key, uid: bytes(row["uid"]), issuedAt: row["issuedAt"])
            cards[row["key"], default: []].append(
                Contact.Held(edition: edition, jws: bytes(row["jws"]), receivedMS: row["receivedMS"]))
        }
        return try Row.fetchAll(db, sql: "SELECT * FROM contact ORDER BY key").map { row in
            let key: Data = row["key"]
            let occasion = (row["gathering"] as Data?).flatMap { EntryID(data: $0) }.map {
                Occasion(gathering: $0, title: text(row["gatheringTitle"]))
            }
            return Contact(
                key: try PublicKey(trusting: key), name: text(row["name"]), metMS: row["metMS"], occasion: occasion,
                verifiedName: (row["verifiedName"] as Data?).map { text($0) }, verifiedMS: row["verifiedMS"],
                note: row["note"], cards: cards[key] ?? [], given: given[key] ?? [])
        }
    }

    private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

    private static func bytes(_ data: Data) -> [UInt8] { [UInt8](data) }
}
