import Cards
import FoundationEssentials
import GRDB
import Keys
package import Peering

extension Store {
    /// Writes all of these down, or none. When this returns, they are on the disk.
    ///
    /// After an error nothing is lost but these changes, and writing them again is harmless: even a commit that failed
    /// may have been kept, and every change says what is, not what to add. The next call works when the cause is gone.
    ///
    /// - Parameters:
    ///   - changes: at most ``StorageLimits/changesMax``, in order.
    ///   - atMS: the wall clock, in milliseconds since 1970.
    /// - Throws: ``StorageError``.
    package func write(_ changes: [Change], atMS: Int64) throws(StorageError) {
        precondition(changes.count <= StorageLimits.changesMax, "the caller batches")
        if changes.isEmpty { return }
        do {
            try pool.writeWithoutTransaction { db in
                try db.inTransaction {
                    try Self.apply(changes, atMS: atMS, to: db)
                    return .commit
                }
                moveGrownLog(db)
            }
        } catch {
            throw StorageError(error, at: path)
        }
    }

    /// The same as ``write(_:atMS:)`` from a task, without blocking a thread of the task pool; it cannot be cancelled.
    /// - Throws: ``StorageError``.
    package func commit(_ changes: [Change], atMS: Int64) async throws(StorageError) {
        precondition(changes.count <= StorageLimits.changesMax, "the caller batches")
        if changes.isEmpty { return }
        let outcome: Result<Void, StorageError> = await withCheckedContinuation { continuation in
            pool.asyncWrite(
                { db in try Self.apply(changes, atMS: atMS, to: db) },
                completion: { [self] db, result in
                    continuation.resume(returning: result.mapError { StorageError($0, at: path) })
                    moveGrownLog(db)
                })
        }
        try outcome.get()
    }

    private static func apply(_ changes: [Change], atMS: Int64, to db: Database) throws {
        var grown = false
        for change in changes {
            switch change {
            case .badge(let badge):
                try db.cachedStatement(sql: "UPDATE own SET badge = ? WHERE id = 1")
                    .execute(arguments: [BadgeRecord.encode(badge)])
            case .visibility(let visible):
                // Also if it is so already: SQLite writes nothing where nothing changes, and whoever says it once more
                // finds out whether the disk takes anything.
                for value in [!visible, visible] {
                    try db.cachedStatement(sql: "UPDATE own SET visible = ? WHERE id = 1").execute(arguments: [value])
                }
            case .seen(let key, let name):
                grown = try seen(Data(key.bytes), name, atMS: atMS, db) || grown
            case .contact(let meeting):
                grown = try seen(Data(meeting.key.bytes), meeting.name, atMS: atMS, db) || grown
                try met(meeting, atMS: atMS, db)
            case .gathering, .gatheringLeft, .invitation, .ownLog, .entries, .contents, .fork:
                try applyGatherings(change, atMS: atMS, db)
            case .deskRequest, .deskRequestDropped, .deskBooking, .deskBookingDropped: try applyDesks(change, db)
            default: try applyCards(change, atMS: atMS, db)
            }
        }
        if grown { try forgetOldest(db) }
    }

    /// Notes the attendee and the name; returns whether the attendee is new.
    static func seen(_ key: Data, _ name: String, atMS: Int64, _ db: Database) throws -> Bool {
        precondition(name.utf8.count <= StorageLimits.nameBytesMax, "a badge's name was checked when it came in")
        // The clock may have been set back: then the first time is what it says now.
        try db.cachedStatement(
            sql: "UPDATE attendee SET lastSeenMS = ?2, firstSeenMS = min(firstSeenMS, ?2) WHERE key = ?1"
        ).execute(arguments: [key, atMS])
        let new = db.changesCount == 0
        if new {
            try db.cachedStatement(
                sql: "INSERT INTO attendee (key, firstSeenMS, lastSeenMS, standing) VALUES (?1, ?2, ?2, 'stranger')"
            ).execute(arguments: [key, atMS])
        }
        let bytes = Data(name.utf8)
        var position: Int64 = 1
        if !new {
            let newest = try db.cachedStatement(
                sql: "SELECT name, position FROM attendeeName WHERE key = ? ORDER BY position DESC LIMIT 1")
            let row = try Row.fetchOne(newest, arguments: [key])
            if row?["name"] == bytes { return false }
            position = row.map { $0["position"] + 1 } ?? 1
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO attendeeName (key, name, position) VALUES (?1, ?2, ?3)
                ON CONFLICT (key, name) DO UPDATE SET position = excluded.position
                """
        ).execute(arguments: [key, bytes, position])
        // Positions begin at 1, so there are no more names than the last of them says.
        guard position > StorageLimits.namesMax else { return new }
        try db.cachedStatement(
            sql: """
                DELETE FROM attendeeName WHERE key = ?1 AND position NOT IN
                    (SELECT position FROM attendeeName WHERE key = ?1 ORDER BY position DESC LIMIT ?2)
                """
        ).execute(arguments: [key, StorageLimits.namesMax])
        return new
    }

    /// Forgets the strangers seen longest ago when there are too many attendees.
    private static func forgetOldest(_ db: Database) throws {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM attendee") ?? 0
        guard count > StorageLimits.attendeesMax else { return }
        try db.execute(
            sql: """
                DELETE FROM attendee WHERE key IN
                    (SELECT key FROM attendee WHERE standing = 'stranger' ORDER BY lastSeenMS, key LIMIT ?)
                """, arguments: [count - StorageLimits.attendeesMax])
    }
}
