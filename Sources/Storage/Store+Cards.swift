import FoundationEssentials
import GRDB
import Gatherings
import Keys
import Peering
import Wire

/// Changes that come of exchanges and of our own cards.
extension Store {
    static func applyCards(_ change: Change, atMS: Int64, _ db: Database) throws {
        switch change {
        case .badge, .visibility, .seen, .contact, .gathering, .gatheringLeft, .invitation, .ownLog, .entries,
            .contents, .fork, .deskRequest, .deskRequestDropped, .deskBooking, .deskBookingDropped:
            preconditionFailure("these are applied elsewhere")
        case .standing(let key, let standing): try setStanding(Data(key.bytes), standing, atMS: atMS, db)
        case .trade(let trade):
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO trade (id, key, role, face, ownCard, verified, name, theirCard)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                Data(trade.id.bytes), Data(trade.peer.bytes), trade.role.rawValue, Data(trade.ownCard.face.utf8),
                Data(trade.ownCard.jws), trade.isVerified, Data(trade.name.utf8), trade.theirCard.map { Data($0) },
            ])
        case .verified(let key, let name):
            let (key, name) = (Data(key.bytes), Data(name.utf8))
            try db.cachedStatement(
                sql: "UPDATE contact SET name = ?1, verifiedName = ?1, verifiedMS = ?2 WHERE key = ?3"
            ).execute(arguments: [name, atMS, key])
            try takeStanding(of: key, db)
        case .tradeDropped(let id): try dropTrade(id, db)
        case .receipt(let receipt):
            try dropTrade(receipt.id, db)
            // A contact who was forgotten meanwhile leaves no receipt.
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO receipt (id, key, text, ownSignature, theirSignature, atMS)
                    SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM contact WHERE key = ?2)
                    """
            ).execute(arguments: [
                Data(receipt.id.bytes), Data(receipt.peer.bytes), Data(receipt.text), Data(receipt.ownSignature),
                Data(receipt.theirSignature), atMS,
            ])
        case .cardUpdated(let key, let edition, let jws):
            try hold(edition, jws, of: Data(key.bytes), atMS: atMS, db)
        case .cardGiven(let key, let face, let hash): try give(face, hash, to: Data(key.bytes), db)
        case .ownCard(let card):
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO ownCard (face, jws) VALUES (?, ?)")
                .execute(arguments: [Data(card.face.utf8), Data(card.jws)])
        case .ownCardRemoved(let face):
            try db.cachedStatement(sql: "DELETE FROM ownCard WHERE face = ?").execute(arguments: [Data(face.utf8)])
        case .note(let key, let note):
            try db.cachedStatement(sql: "UPDATE contact SET note = ? WHERE key = ?")
                .execute(arguments: [note, Data(key.bytes)])
        }
    }

    /// We hold somebody's card. A mark that was made stays, and a new one is on the name of now; where and when they
    /// were met is said once.
    static func met(_ meeting: Meeting, atMS: Int64, _ db: Database) throws {
        let key = Data(meeting.key.bytes)
        let name = Data(meeting.name.utf8)
        let title = meeting.occasion?.title ?? ""
        precondition(title.utf8.count <= ContentLimits.titleBytesMax, "a title was checked when its gathering came")
        try db.cachedStatement(
            sql: """
                INSERT INTO contact (key, name, metMS, verifiedName, verifiedMS, gathering, gatheringTitle)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (key) DO UPDATE SET name = excluded.name,
                    verifiedName = coalesce(excluded.verifiedName, verifiedName),
                    verifiedMS = coalesce(excluded.verifiedMS, verifiedMS)
                """
        ).execute(arguments: [
            key, name, atMS, meeting.isVerified ? name : nil, meeting.isVerified ? atMS : nil,
            (meeting.occasion?.gathering.bytes.bytes).map { Data($0) }, meeting.occasion.map { Data($0.title.utf8) },
        ])
        try takeStanding(of: key, db)
        try hold(meeting.edition, meeting.card, of: key, atMS: atMS, db)
        try give(meeting.given.face, meeting.given.hash, to: key, db)
    }

    /// An attendee is what their contact is, unless they are blocked.
    private static func takeStanding(of key: Data, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE attendee SET standing =
                    (SELECT iif(verifiedName IS NULL, 'contact', 'verified') FROM contact WHERE key = attendee.key)
                WHERE key = ?1 AND standing <> 'blocked' AND EXISTS (SELECT 1 FROM contact WHERE key = ?1)
                """
        ).execute(arguments: [key])
    }

    /// A stranger is nobody whose card we hold.
    private static func setStanding(_ key: Data, _ standing: Standing, atMS: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO attendee (key, firstSeenMS, lastSeenMS, standing) VALUES (?1, ?2, ?2, ?3)
                ON CONFLICT (key) DO UPDATE SET standing = excluded.standing
                """
        ).execute(arguments: [key, atMS, standing.rawValue])
        if standing == .stranger {
            try db.cachedStatement(sql: "DELETE FROM contact WHERE key = ?").execute(arguments: [key])
        }
    }

    private static func dropTrade(_ id: ExchangeID, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM trade WHERE id = ?").execute(arguments: [Data(id.bytes)])
    }

    private static func hold(_ edition: CardEdition, _ jws: [UInt8], of key: Data, atMS: Int64, _ db: Database) throws {
        let uid = Data(edition.uid)
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO contactCard (key, uid, issuedAt, jws, receivedMS)
                SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM contact WHERE key = ?1)
                """
        ).execute(arguments: [key, uid, edition.issuedAt, Data(jws), atMS])
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM contactCard WHERE key = ?")
        guard try Int.fetchOne(count, arguments: [key]) ?? 0 > 1 else { return }
        try db.cachedStatement(
            sql: """
                DELETE FROM contactCard WHERE key = ?1 AND uid = ?2 AND issuedAt NOT IN
                    (SELECT issuedAt FROM contactCard WHERE key = ?1 AND uid = ?2 ORDER BY issuedAt DESC LIMIT ?3)
                """
        ).execute(arguments: [key, uid, StorageLimits.editionsMax])
        try db.cachedStatement(
            sql: """
                DELETE FROM contactCard WHERE key = ?1 AND uid NOT IN
                    (SELECT uid FROM contactCard WHERE key = ?1 GROUP BY uid ORDER BY max(receivedMS) DESC LIMIT ?2)
                """
        ).execute(arguments: [key, ExchangeLimits.cardsPerContactMax])
    }

    private static func give(_ face: String, _ hash: [UInt8], to key: Data, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO given (key, face, hash)
                SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM contact WHERE key = ?1)
                """
        ).execute(arguments: [key, Data(face.utf8), Data(hash)])
    }
}
