import Cards
import Peering
import Storage
import Wire

extension ReceivedCards {
    /// What the daemon does with cards that come.
    func receive(_ store: Store) throws {
        let verifier = SealVerifier()
        let own = OwnCard(face: "main", jws: [1])
        for start in stride(from: 0, to: cards.count, by: batch) {
            let changes = try cards[start..<min(start + batch, cards.count)].enumerated().map { place, sealed in
                guard let edition = verifier.read(card: sealed.jws), let id = Self.name(start + place) else {
                    throw CardError.badSignature
                }
                return Change.contact(
                    Meeting(
                        exchange: id, key: edition.key, name: "Person", isVerified: true, edition: edition,
                        card: sealed.jws, given: own))
            }
            try store.write(changes, atMS: 1)
        }
    }

    private static func name(_ number: Int) -> ExchangeID? {
        ExchangeID((0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) })
    }
}
