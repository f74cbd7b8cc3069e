import Cards
import Keys
import Peering
import Storage

/// Sealed cards of as many keys, each as large as cards usually are.
struct ReceivedCards {
    let cards: [SealedCard]
    let batch: Int

    init(count: Int, batch: Int) throws {
        self.batch = batch
        cards = try (0..<count).map { number in
            let key = try SigningKey.generate()
            var details = CardDetails(name: "Person \(number)")
            details.emails = ["person\(number)@example.org"]
            details.phones = ["+91 98765 4\(1_000 + number)"]
            details.organizations = ["Maps for All"]
            let card = Card(details, uid: Card.uid(of: key.publicKey, face: "main"), updatedMS: 1_764_000_000_000)
            return try SealedCard.seal(card, by: key, issuedAt: 1_764_000_000)
        }
    }

    /// What nobody can do without: checks of point and signature, and as many transactions of one small change.
    func check(_ store: Store) throws {
        for (number, sealed) in cards.enumerated() {
            guard let dot = sealed.jws.lastIndex(of: UInt8(ascii: ".")),
                let bytes = Base64URL.decode(sealed.jws[(dot + 1)...])
            else { throw CardError.notSealed }
            let key = try PublicKey(sealed.key.bytes)
            guard key.verifies(try Signature(bytes), of: Array(sealed.jws[..<dot])) else {
                throw CardError.badSignature
            }
            if number % batch == batch - 1 { try store.write([.visibility(number % 200 == 99)], atMS: 1) }
        }
    }
}
