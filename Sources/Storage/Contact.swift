package import Gatherings
package import Keys
package import Peering

/// Somebody whose card we hold.
package struct Contact: Hashable, Sendable {
    /// Who.
    package var key: PublicKey
    /// The name on their badge when cards were exchanged last.
    package var name: String
    /// When cards were exchanged first, in milliseconds since 1970 by our own clock.
    package var metMS: Int64
    /// At which gathering that was; nil if at none.
    package var occasion: Occasion?
    /// Under which name the digits were compared; nil if they never were.
    package var verifiedName: String?
    /// When they were.
    package var verifiedMS: Int64?
    /// What we wrote about them, for ourselves alone; at most ``StorageLimits/noteBytesMax``.
    package var note: String
    /// Their cards, the newest edition of each; at most ``Peering/ExchangeLimits/cardsPerContactMax``.
    package var cards: [Held]
    /// Which editions of ours they hold.
    package var given: [HeldCards.Given]

    /// A card of theirs.
    package struct Held: Hashable, Sendable {
        /// What it is.
        package var edition: CardEdition
        /// A JWS, verbatim.
        package var jws: [UInt8]
        /// When it came, in milliseconds since 1970 by our own clock.
        package var receivedMS: Int64

        /// All fields at once.
        package init(edition: CardEdition, jws: [UInt8], receivedMS: Int64) {
            self.edition = edition
            self.jws = jws
            self.receivedMS = receivedMS
        }
    }

    /// All fields at once.
    package init(
        key: PublicKey, name: String, metMS: Int64, occasion: Occasion? = nil, verifiedName: String? = nil,
        verifiedMS: Int64? = nil, note: String = "", cards: [Held] = [], given: [HeldCards.Given] = []
    ) {
        self.key = key
        self.name = name
        self.metMS = metMS
        self.occasion = occasion
        self.verifiedName = verifiedName
        self.verifiedMS = verifiedMS
        self.note = note
        self.cards = cards
        self.given = given
    }

    /// What they are to us unless we block them.
    package var standing: Standing { verifiedName == nil ? .contact : .verified }
}
