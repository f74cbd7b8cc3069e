package import Keys
package import Wire

/// What both keep of an exchange, privately: each can prove later from whom the other's card came.
package struct Receipt: Hashable, Sendable {
    /// Which exchange.
    package let id: ExchangeID
    /// With whom.
    package let peer: PublicKey
    /// What was signed: see ``text(exchange:requester:responder:requesterCard:responderCard:isVerified:)``.
    package let text: [UInt8]
    /// Our signature.
    package let ownSignature: [UInt8]
    /// Theirs.
    package let theirSignature: [UInt8]

    /// All fields at once.
    package init(
        id: ExchangeID, peer: PublicKey, text: [UInt8], ownSignature: [UInt8], theirSignature: [UInt8]
    ) {
        self.id = id
        self.peer = peer
        self.text = text
        self.ownSignature = ownSignature
        self.theirSignature = theirSignature
    }

    /// `"baithak-receipt-1" ‖ exchange ‖ requester's key ‖ responder's key ‖ BLAKE2b-256 of the requester's card ‖ the
    /// same of the responder's ‖ 1 if the digits were compared, else 0`: 162 bytes.
    package static func text(
        exchange: ExchangeID, requester: PublicKey, responder: PublicKey, requesterCard: [UInt8],
        responderCard: [UInt8], isVerified: Bool
    ) -> [UInt8] {
        context + exchange.bytes + requester.bytes + responder.bytes + hash(ofCard: requesterCard)
            + hash(ofCard: responderCard) + [isVerified ? 1 : 0]
    }

    /// BLAKE2b-256 of a sealed card's bytes.
    package static func hash(ofCard jws: [UInt8]) -> [UInt8] { Blake2b.hash(jws, length: 32) }

    private static let context = [UInt8]("baithak-receipt-1".utf8)
}
