/// One of our own cards, sealed.
package struct OwnCard: Hashable, Sendable {
    /// The face, as its owner calls it; the card itself does not say.
    package let face: String
    /// The card as it is handed out: a JWS, verbatim.
    package let jws: [UInt8]
    /// BLAKE2b-256 of those bytes: which edition it is.
    package let hash: [UInt8]

    /// A card of a face.
    package init(face: String, jws: [UInt8]) {
        self.face = face
        self.jws = jws
        hash = Receipt.hash(ofCard: jws)
    }
}

/// What was exchanged with one contact.
package struct HeldCards: Hashable, Sendable {
    /// Which edition of which face they hold of ours.
    package var given: [Given]
    /// Which editions of theirs we hold, one for each of their cards; at most ``ExchangeLimits/cardsPerContactMax``.
    package var held: [CardEdition]

    /// An edition of ours that they hold.
    package struct Given: Hashable, Sendable {
        /// The face.
        package let face: String
        /// The hash of the edition.
        package var hash: [UInt8]

        /// Both fields at once.
        package init(face: String, hash: [UInt8]) {
            self.face = face
            self.hash = hash
        }
    }

    /// All fields at once.
    package init(given: [Given] = [], held: [CardEdition] = []) {
        self.given = given
        self.held = held
    }
}
