import GRDB
import Keys
import Peering
import Testing
import Wire

@testable import Storage

struct StoreCardsTests {
    let scratch: Scratch
    let path: String
    let id: ExchangeID
    let bob: PublicKey

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        id = try #require(ExchangeID([UInt8](repeating: 9, count: 16)))
        bob = try PublicKey(trusting: [UInt8](repeating: 2, count: 32))
    }

    let work = OwnCard(face: "work", jws: [1, 2, 3])

    func meeting(issuedAt: Int64 = 5, isVerified: Bool = true, name: String = "Bob") -> Change {
        .contact(
            Meeting(
                exchange: id, key: bob, name: name, isVerified: isVerified,
                edition: CardEdition(key: bob, uid: [7], issuedAt: issuedAt), card: [UInt8(issuedAt)], given: work))
    }

    func trade(theirCard: [UInt8]? = nil) -> Trade {
        Trade(id: id, peer: bob, role: .responder, ownCard: work, isVerified: true, name: "Bob", theirCard: theirCard)
    }

    var receipt: Receipt {
        Receipt(
            id: id, peer: bob, text: [1], ownSignature: [UInt8](repeating: 3, count: 64),
            theirSignature: [UInt8](repeating: 4, count: 64))
    }

    /// Writes, closes, opens and loads.
    func stored(_ changes: Change...) throws -> Stored {
        var store = try Store(path: path)
        for (number, change) in changes.enumerated() { try store.write([change], atMS: Int64(number + 1) * 1_000) }
        try store.close()
        store = try Store(path: path)
        defer { try? store.close() }
        return try store.load()
    }

    @Test("A trade is kept as far as it is, until its receipt is there or it came to nothing")
    func trades() throws {
        #expect(try stored(.trade(trade())).trades == [trade()])
        #expect(try stored(.trade(trade(theirCard: [8]))).trades == [trade(theirCard: [8])])
        let done = try stored(meeting(), .receipt(receipt))
        #expect(done.trades.isEmpty && done.receipts == [receipt])
        #expect(try stored(.trade(trade()), .tradeDropped(id)).trades.isEmpty)
    }

    @Test("A contact has the card, the name and the mark of the exchange, and is verified")
    func contacts() throws {
        let stored = try stored(meeting(), .note(bob, "tea"), .receipt(receipt))
        let contact = try #require(stored.contacts.first)
        #expect(contact.name == "Bob" && contact.verifiedName == "Bob" && contact.metMS == 1_000)
        #expect(contact.note == "tea" && contact.standing == .verified)
        #expect(contact.cards.map(\.jws) == [[5]] && contact.given.map(\.hash) == [work.hash])
        #expect(stored.attendees.map(\.standing) == [.verified])
    }

    @Test("A mark that was made stays when cards are exchanged again without digits")
    func marks() throws {
        let contact = try #require(
            try stored(meeting(), meeting(issuedAt: 6, isVerified: false, name: "Bobby")).contacts.first)
        #expect(contact.name == "Bobby" && contact.verifiedName == "Bob" && contact.standing == .verified)
    }

    @Test("Of each card the newest edition counts, whichever came last, and eight are kept")
    func editions() throws {
        func update(_ issuedAt: Int64) -> Change {
            .cardUpdated(bob, CardEdition(key: bob, uid: [7], issuedAt: issuedAt), [UInt8(issuedAt)])
        }
        let store = try Store(path: path)
        try store.write([meeting()] + (6...20).map { update($0) } + [update(3)], atMS: 1)
        #expect(try store.contacts().first?.cards.map(\.jws) == [[20]])
        let kept = try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM contactCard") }
        #expect(kept == StorageLimits.editionsMax)
        try store.close()
    }

    @Test("Whoever becomes a stranger leaves no card, note or receipt; whoever is blocked does")
    func standings() throws {
        #expect(try stored(meeting(), .standing(bob, .blocked)).contacts.count == 1)
        #expect(try stored(meeting()).attendees.map(\.standing) == [.blocked])
        let forgotten = try stored(.receipt(receipt), .standing(bob, .stranger))
        #expect(forgotten.contacts.isEmpty && forgotten.receipts.isEmpty)
        #expect(forgotten.attendees.map(\.standing) == [.stranger])
        // What comes late does no harm.
        #expect(try stored(.receipt(receipt), .cardGiven(bob, face: "work", hash: work.hash)).receipts.isEmpty)
    }

    @Test("Our own cards are kept by face, and go when they are taken away")
    func ownCards() throws {
        let newer = OwnCard(face: "work", jws: [4])
        let friends = OwnCard(face: "friends", jws: [5])
        #expect(try stored(.ownCard(work), .ownCard(friends), .ownCard(newer)).ownCards == [friends, newer])
        #expect(try stored(.ownCardRemoved(face: "work")).ownCards == [friends])
    }
}
