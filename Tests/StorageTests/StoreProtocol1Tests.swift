import Cards
import FoundationEssentials
import GRDB
import Gatherings
import Keys
import Peering
import Testing

@testable import Storage

/// A database that a release of protocol 1 wrote.
struct StoreProtocol1Tests {
    let scratch: Scratch
    let path: String
    let bob: PublicKey
    let quill: Quill
    let founding: Entry

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        bob = try PublicKey(trusting: [UInt8](repeating: 2, count: 32))
        quill = try Quill()
        let day = try Day("2026-11-28")
        let (kind, _, content) = Content.founding(
            try Content.Founding(title: "OSSCamp", place: "", firstDay: day, lastDay: day)
        ).encoded()
        // Its last field are the rules, which protocol 1 did not name.
        founding = try quill.entry(Array(content.dropLast(2)), kind: kind)
    }

    /// What the tables had then, with one row each.
    private func fill() throws {
        let queue = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(queue, upTo: "5 where contacts were met")
        try queue.write { db in
            let (key, id, number) = (Data(bob.bytes), Data(repeating: 9, count: 16), Data(repeating: 7, count: 64))
            let badge = #"{"name":"Asha","headline":"","topics":[],"asks":[],"offers":[]}"#
            try db.execute(sql: "UPDATE own SET badge = ?", arguments: [Data(badge.utf8)])
            try db.execute(sql: "INSERT INTO attendee VALUES (?, 1, 2, 'verified')", arguments: [key])
            try db.execute(sql: "INSERT INTO ownCard VALUES (?, ?)", arguments: [Data("work".utf8), Data([1])])
            try db.execute(
                sql: """
                    INSERT INTO contact (key, name, metMS, verifiedName, verifiedMS, note, gathering, gatheringTitle)
                    VALUES (?1, ?2, 3, ?2, 4, 'tea', ?3, ?4)
                    """, arguments: [key, Data("Bob".utf8), Data(founding.id.bytes.bytes), Data("OSSCamp".utf8)])
            try db.execute(sql: "INSERT INTO contactCard VALUES (?, x'07', 5, x'08', 6)", arguments: [key])
            try db.execute(sql: "INSERT INTO given VALUES (?, ?, ?)", arguments: [key, Data("work".utf8), key])
            try db.execute(sql: "INSERT INTO receipt VALUES (?1, ?2, x'01', ?3, ?3, 7)", arguments: [id, key, number])
            try fillGathering(db, id)
        }
        try queue.close()
    }

    private func fillGathering(_ db: Database, _ booking: Data) throws {
        let (name, author) = (Data(founding.id.bytes.bytes), Data(quill.key.publicKey.bytes))
        try db.execute(
            sql: "INSERT INTO gathering VALUES (1, ?, ?, NULL, 0, 1, 1)", arguments: [name, Data(founding.encoded())])
        try db.execute(sql: "INSERT INTO author VALUES (1, ?)", arguments: [author])
        try db.execute(sql: "INSERT INTO log VALUES (1, 1, 1, 1, 1, ?, NULL)", arguments: [name])
        try db.execute(sql: "INSERT INTO document VALUES (1, 1, ?)", arguments: [name])
        try db.execute(
            sql: "INSERT INTO entry VALUES (1, 1, 0, 1, ?, ?, ?, ?)",
            arguments: [
                name, Data(founding.headerBytes), Data(founding.signature.bytes), founding.content.map { Data($0) },
            ])
        try db.execute(
            sql: "INSERT INTO deskRequest VALUES (1, ?, ?, ?, ?, '2026-11-28', 600, x'61', 'waiting', NULL, NULL)",
            arguments: [booking, name, name, author])
    }

    private func rows(_ table: String) throws -> [Row] {
        try DatabaseQueue(path: path).read { db in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") }
    }

    @Test("Badge, cards, contacts and receipts come over; gatherings stay as they are, and are named as what they are")
    func upgrade() throws {
        try fill()
        let tables = ["gathering", "author", "log", "document", "entry"]
        let before = try tables.map(rows)
        let store = try Store(path: path)
        let stored = try store.load()
        #expect(stored.badge?.name == "Asha" && stored.attendees.map(\.standing) == [.verified])
        #expect(stored.ownCards.map(\.face) == ["work"] && stored.receipts.map(\.peer) == [bob])
        let contact = try #require(stored.contacts.first)
        #expect(contact.verifiedName == "Bob" && contact.note == "tea" && contact.occasion?.title == "OSSCamp")
        #expect(contact.cards.map(\.jws) == [[8]] && contact.given.map(\.face) == ["work"])
        let gatherings = try store.loadGatherings()
        #expect(gatherings.older == [founding] && gatherings.joined.isEmpty && gatherings.left.isEmpty)
        #expect(gatherings.deskRequests.isEmpty && gatherings.programmes.isEmpty)
        try store.close()
        #expect(try tables.map(rows) == before)
    }
}
