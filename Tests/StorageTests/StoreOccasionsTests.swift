import FoundationEssentials
import GRDB
import Gatherings
import Keys
import Peering
import Testing
import Wire

@testable import Storage

struct StoreOccasionsTests {
    let scratch: Scratch
    let path: String
    let bob: PublicKey
    let camp: Occasion

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        bob = try PublicKey(trusting: [UInt8](repeating: 2, count: 32))
        camp = Occasion(
            gathering: EntryID(try Bytes32([UInt8](repeating: 7, count: 32))), title: "Zoe\u{301} camp \u{202E}")
    }

    func meeting(_ occasion: Occasion?, issuedAt: Int64 = 5) throws -> Change {
        var meeting = Meeting(
            exchange: try #require(ExchangeID([UInt8](repeating: 9, count: 16))), key: bob, name: "Bob",
            isVerified: false, edition: CardEdition(key: bob, uid: [7], issuedAt: issuedAt), card: [1],
            given: OwnCard(face: "work", jws: [1]))
        meeting.occasion = occasion
        return .contact(meeting)
    }

    /// Writes, closes, opens, and reads where Bob was met.
    func occasion(after changes: Change...) throws -> Occasion? {
        let store = try Store(path: path)
        for (number, change) in changes.enumerated() { try store.write([change], atMS: Int64(number + 1)) }
        try store.close()
        let again = try Store(path: path)
        defer { try? again.close() }
        return try #require(try again.contacts().first).occasion
    }

    @Test("A contact says where we met, as the gathering was called then, byte for byte") func kept() throws {
        let kept = try #require(try occasion(after: meeting(camp)))
        #expect(kept.gathering == camp.gathering && Array(kept.title.utf8) == Array(camp.title.utf8))
    }

    @Test("Where somebody was met first stays, also if that was at no gathering; whoever was forgotten is met anew")
    func once() throws {
        let fair = Occasion(gathering: EntryID(try Bytes32([UInt8](repeating: 8, count: 32))), title: "Fair")
        #expect(try occasion(after: meeting(camp), meeting(fair, issuedAt: 6)) == camp)
        #expect(try occasion(after: .standing(bob, .stranger), meeting(nil), meeting(fair, issuedAt: 6)) == nil)
        #expect(try occasion(after: .standing(bob, .stranger), meeting(fair)) == fair)
    }

    @Test("A database from before keeps its contacts, who were met nowhere that is known") func migration() throws {
        let queue = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(queue, upTo: "4 desks")
        try queue.write { db in
            let (key, name) = (Data(bob.bytes), Data("Bob".utf8))
            try db.execute(sql: "INSERT INTO attendee VALUES (?, 1, 2, 'verified')", arguments: [key])
            try db.execute(
                sql: """
                    INSERT INTO contact (key, name, metMS, verifiedName, verifiedMS, note) VALUES (?1, ?2, 3, ?2, 4, 'tea')
                    """, arguments: [key, name])
        }
        try queue.close()
        let store = try Store(path: path)
        let contact = try #require(try store.contacts().first)
        #expect(contact.key == bob && contact.name == "Bob" && contact.metMS == 3 && contact.note == "tea")
        #expect(contact.verifiedMS == 4 && contact.occasion == nil)
        try store.write([.standing(bob, .stranger), meeting(camp)], atMS: 5)
        #expect(try store.contacts().first?.occasion == camp)
        try store.close()
    }
}
