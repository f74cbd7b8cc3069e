package import Gatherings
package import Keys
package import Wire

/// What an exchange leaves of somebody: their card, and under which name and in what way it came.
package struct Meeting: Hashable, Sendable {
    /// Which exchange.
    package let exchange: ExchangeID
    /// Whose card.
    package let key: PublicKey
    /// The name on their badge then.
    package let name: String
    /// Whether the digits were compared.
    package let isVerified: Bool
    /// What their card is.
    package let edition: CardEdition
    /// Their card: a JWS, verbatim.
    package let card: [UInt8]
    /// The card of ours that they were handed.
    package let given: OwnCard
    /// The gatherings that both took part in when the card came, in the order in which we joined.
    package internal(set) var gatherings: [EntryID] = []
    /// At which of them that was: the shell says so, because it knows the day and the titles.
    package var occasion: Occasion?

    /// All fields at once.
    package init(
        exchange: ExchangeID, key: PublicKey, name: String, isVerified: Bool, edition: CardEdition, card: [UInt8],
        given: OwnCard
    ) {
        self.exchange = exchange
        self.key = key
        self.name = name
        self.isVerified = isVerified
        self.edition = edition
        self.card = card
        self.given = given
    }

    init(_ trade: Trade, _ edition: CardEdition, _ jws: [UInt8]) {
        self.init(
            exchange: trade.id, key: trade.peer, name: trade.name, isVerified: trade.isVerified, edition: edition,
            card: jws, given: trade.ownCard)
    }
}
