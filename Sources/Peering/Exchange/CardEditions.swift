import Keys

/// Which editions of cards contacts hold of ours, and we of theirs: a newer edition replaces an older when next linked.
struct CardEditions: Sendable {
    private let verifier: any Verifier
    private var own: [OwnCard]
    private var contacts: [PublicKey: HeldCards]

    init(verifier: any Verifier, own: [OwnCard], contacts: [PublicKey: HeldCards]) {
        self.verifier = verifier
        self.own = own
        self.contacts = contacts
    }

    /// Our card of this face is another now.
    mutating func set(_ card: OwnCard) {
        own.removeAll { $0.face == card.face }
        own.append(card)
    }

    /// There is none of this face any more.
    mutating func remove(_ face: String) { own.removeAll { $0.face == face } }

    /// Cards were exchanged.
    mutating func met(_ trade: Trade) {
        let card = trade.ownCard
        var cards = contacts[trade.peer] ?? HeldCards()
        cards.given.removeAll { $0.face == card.face }
        cards.given.append(HeldCards.Given(face: card.face, hash: card.hash))
        if let jws = trade.theirCard, let edition = verifier.read(card: jws) { Self.hold(edition, in: &cards) }
        contacts[trade.peer] = cards
    }

    /// They are no contact any more.
    mutating func forget(_ peer: PublicKey) { contacts[peer] = nil }

    /// The newer editions that a contact lacks.
    func news(for peer: PublicKey) -> [OwnCard] {
        guard let cards = contacts[peer] else { return [] }
        return own.filter { card in cards.given.contains { $0.face == card.face && $0.hash != card.hash } }
    }

    /// A contact holds an edition of ours; nil if it is none that we know of, or nothing new.
    mutating func taken(_ hash: [UInt8], by peer: PublicKey) -> OwnCard? {
        guard let card = own.first(where: { $0.hash == hash }),
            let place = contacts[peer]?.given.firstIndex(where: { $0.face == card.face && $0.hash != hash })
        else { return nil }
        contacts[peer]?.given[place].hash = hash
        return card
    }

    enum Judgement {
        /// It is newer than the one held: hold it.
        case newer(CardEdition)
        /// It is held already, or a later one.
        case known
        /// It is not theirs, broken, or of a card that they never handed us.
        case refused
    }

    /// What to do with an edition that somebody sent.
    func judge(_ jws: [UInt8], from peer: PublicKey) -> Judgement {
        guard let cards = contacts[peer], let edition = verifier.read(card: jws), edition.key == peer,
            let held = cards.held.first(where: { $0.uid == edition.uid })
        else { return .refused }
        return edition.issuedAt > held.issuedAt ? .newer(edition) : .known
    }

    mutating func hold(_ edition: CardEdition) {
        guard var cards = contacts[edition.key] else { return }
        Self.hold(edition, in: &cards)
        contacts[edition.key] = cards
    }

    private static func hold(_ edition: CardEdition, in cards: inout HeldCards) {
        if let held = cards.held.first(where: { $0.uid == edition.uid }), held.issuedAt >= edition.issuedAt { return }
        cards.held.removeAll { $0.uid == edition.uid }
        cards.held = (cards.held + [edition]).suffix(ExchangeLimits.cardsPerContactMax)
    }
}
