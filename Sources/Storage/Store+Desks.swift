import FoundationEssentials
import GRDB
import Gatherings
import Keys
package import Peering
import Wire

/// Bookings at desks: what we asked others for, and what others have of us.
extension Store {
    static func applyDesks(_ change: Change, _ db: Database) throws {
        switch change {
        case .deskRequest(let request):
            try db.cachedStatement(
                sql: """
                    INSERT INTO deskRequest
                        (id, gathering, desk, owner, day, startMinute, about, state, nextDay, nextMinute, isNews)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET state = excluded.state, nextDay = excluded.nextDay,
                        nextMinute = excluded.nextMinute, isNews = excluded.isNews
                    """
            ).execute(arguments: [
                Data(request.id.bytes), Data(request.gathering.bytes.bytes), Data(request.desk.bytes.bytes),
                Data(request.owner.bytes), request.slot.day.description, request.slot.startMinute,
                Data(request.about.utf8), request.state.rawValue, request.next?.day.description,
                request.next?.startMinute, request.isNews,
            ])
        case .deskRequestDropped(let id):
            try db.cachedStatement(sql: "DELETE FROM deskRequest WHERE id = ?").execute(arguments: [Data(id.bytes)])
        case .deskBooking(let booking):
            try db.cachedStatement(
                sql: """
                    INSERT INTO deskBooking (id, gathering, desk, day, startMinute, key, about, state, isNews)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET state = excluded.state, isNews = excluded.isNews
                    """
            ).execute(arguments: [
                Data(booking.id.bytes), Data(booking.gathering.bytes.bytes), Data(booking.desk.bytes.bytes),
                booking.slot.day.description, booking.slot.startMinute, Data(booking.booker.bytes),
                Data(booking.about.utf8), booking.state.rawValue, booking.isNews,
            ])
        case .deskBookingDropped(let id):
            try db.cachedStatement(sql: "DELETE FROM deskBooking WHERE id = ?").execute(arguments: [Data(id.bytes)])
        default: preconditionFailure("only changes of desks come here")
        }
    }

    /// We take no part in a gathering any more: nothing is booked there.
    static func forgetDesks(of gathering: Data, _ db: Database) throws {
        for table in ["deskRequest", "deskBooking"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE gathering = ?").execute(arguments: [gathering])
        }
    }

    /// What we asked others for, in the order in which we did.
    /// - Throws: ``StorageError``.
    package func deskRequests() throws(StorageError) -> [DeskRequest] {
        do {
            return try pool.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM deskRequest ORDER BY number").compactMap { row in
                    guard let id = BookingID([UInt8](row["id"] as Data)),
                        let slot = Self.slot(row, "day", "startMinute"),
                        let gathering = EntryID(data: row["gathering"]), let desk = EntryID(data: row["desk"]),
                        let state = DeskRequest.State(rawValue: row["state"])
                    else { throw StorageError.damaged(path: path, detail: "a request at a desk is none") }
                    return DeskRequest(
                        id: id, gathering: gathering, desk: desk, owner: try PublicKey(trusting: row["owner"] as Data),
                        slot: slot, about: String(decoding: row["about"] as Data, as: UTF8.self), state: state,
                        next: Self.slot(row, "nextDay", "nextMinute"), isNews: row["isNews"])
                }
            }
        } catch { throw StorageError(error, at: path) }
    }

    /// What others booked at our own desks, in the order in which it came.
    /// - Throws: ``StorageError``.
    package func deskBookings() throws(StorageError) -> [DeskBooking] {
        do {
            return try pool.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM deskBooking ORDER BY number").compactMap { row in
                    guard let id = BookingID([UInt8](row["id"] as Data)),
                        let slot = Self.slot(row, "day", "startMinute"),
                        let gathering = EntryID(data: row["gathering"]), let desk = EntryID(data: row["desk"]),
                        let state = DeskBooking.State(rawValue: row["state"])
                    else { throw StorageError.damaged(path: path, detail: "a booking at a desk is none") }
                    return DeskBooking(
                        id: id, gathering: gathering, desk: desk, slot: slot,
                        booker: try PublicKey(trusting: row["key"] as Data),
                        about: String(decoding: row["about"] as Data, as: UTF8.self), state: state,
                        isNews: row["isNews"])
                }
            }
        } catch { throw StorageError(error, at: path) }
    }

    private static func slot(_ row: Row, _ day: String, _ minute: String) -> Content.SlotTime? {
        guard let text = row[day] as String?, let start = row[minute] as Int?, let day = try? Day(text) else {
            return nil
        }
        return try? Content.SlotTime(day: day, startMinute: start)
    }
}
