package import Keys
package import Wire

/// The part of an exchange that survives restarts: both people have confirmed, and cards cross. It is on the disk
/// before our card leaves, and stays until we hold their card and their receipt; so nobody is ever left with nothing
/// while the other believes it done.
package struct Trade: Hashable, Sendable {
    /// Which exchange.
    package let id: ExchangeID
    /// With whom.
    package let peer: PublicKey
    /// Our side.
    package let role: ExchangeRole
    /// Our card as we hand it out.
    package let ownCard: OwnCard
    /// Whether the digits were compared.
    package let isVerified: Bool
    /// The name that the other side had then: the mark is on the key *and* this name.
    package let name: String
    /// Their card once it came: a JWS, verbatim.
    package internal(set) var theirCard: [UInt8]?

    /// All fields at once.
    package init(
        id: ExchangeID, peer: PublicKey, role: ExchangeRole, ownCard: OwnCard, isVerified: Bool, name: String,
        theirCard: [UInt8]? = nil
    ) {
        self.id = id
        self.peer = peer
        self.role = role
        self.ownCard = ownCard
        self.isVerified = isVerified
        self.name = name
        self.theirCard = theirCard
    }

    /// What both sides sign once each holds the other's card; nil before ours does.
    func receiptText(own: PublicKey) -> [UInt8]? {
        guard let theirCard else { return nil }
        let isRequester = role == .requester
        return Receipt.text(
            exchange: id, requester: isRequester ? own : peer, responder: isRequester ? peer : own,
            requesterCard: isRequester ? ownCard.jws : theirCard, responderCard: isRequester ? theirCard : ownCard.jws,
            isVerified: isVerified)
    }
}
