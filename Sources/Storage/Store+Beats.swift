import FoundationEssentials
import GRDB
import Keys
package import Peering
import Wire

/// The latest beats, which tell a recording from somebody who is here.
extension Store {
    static func write(_ kept: [KeptBeat], dropped: [PublicKey], atMS: Int64, _ db: Database) throws {
        for author in dropped {
            try db.cachedStatement(sql: "DELETE FROM beat WHERE key = ?").execute(arguments: [Data(author.bytes)])
        }
        for beat in kept {
            try db.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO beat (key, header, signature, heardMS, spanMS, bringer)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                Data(beat.author.bytes), Data(beat.presence.headerBytes), Data(beat.presence.signature),
                atMS - Int64(beat.presence.ageMS), beat.spanMS, beat.bringer.map { Data($0.bytes) },
            ])
        }
    }

    /// The latest beats of the last 30 days, the newest first; at most ``Peering/PeeringLimits/stampsMax``.
    ///
    /// - Parameter atMS: the wall clock, in milliseconds since 1970. What seems to have been heard later counts as no
    ///   sign that anybody is here: the clock was set back.
    /// - Throws: ``StorageError``.
    package func loadBeats(atMS: Int64) throws(StorageError) -> [KeptBeat] {
        do {
            return try pool.read { db in
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT key, header, signature, heardMS, spanMS, bringer FROM beat
                        WHERE heardMS > ? ORDER BY heardMS DESC, key LIMIT ?
                        """, arguments: [atMS - PeeringLimits.stampsKeptMS, PeeringLimits.stampsMax])
                var beats: [KeptBeat] = []
                while let row = try rows.next() {
                    let headerBytes = [UInt8](row["header"] as Data)
                    let age = atMS - (row["heardMS"] as Int64)
                    beats.append(
                        KeptBeat(
                            author: try PublicKey(trusting: row["key"] as Data),
                            presence: SignedPresence(
                                header: try PresenceHeader(decoding: headerBytes), headerBytes: headerBytes,
                                signature: [UInt8](row["signature"] as Data), profileBytes: nil,
                                ageMS: UInt32(clamping: age < 0 ? PeeringLimits.tellGoneMS : age)),
                            spanMS: row["spanMS"],
                            bringer: (row["bringer"] as Data?).flatMap { IPAddress(bytes: [UInt8]($0)) }))
                }
                return beats
            }
        } catch {
            throw StorageError(error, at: path)
        }
    }
}
