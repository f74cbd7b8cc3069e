import Cards
import Keys
import Peering
import Wire

/// An honest person, and the links to them that somebody in the middle holds under several keys, all with the name of
/// whom the person wants to meet.
struct MiddleVictim {
    /// One of the keys, and what it and the person are at.
    struct Mask {
        let signer: any Signer
        var link: LinkID?
        var linkHash: [UInt8] = []
        /// The digits that the person sees.
        var shown: UInt64?
        var attempt: Attempt?
    }

    /// An exchange as whoever wears the mask knows it.
    struct Attempt {
        let id: ExchangeID
        /// Of the mask.
        let role: ExchangeRole
        var nonce: [UInt8]
        /// The person's, once it is known.
        var theirs: [UInt8]?
        /// The person's node before it heard the request, and what the person brought when they accepted.
        var before: Node?
        var offer: ExchangeOffer?
    }

    let key: PublicKey
    var node: Node
    var masks: [Mask]
    private var nextLink: UInt64 = 1

    init(_ name: String, meets other: String, codes: UInt64, dice: inout Dice) {
        let signer = CheapSigner(seed: dice.next())
        key = signer.publicKey
        masks = (0..<Self.maskCount).map { _ in Mask(signer: CheapSigner(seed: dice.next())) }
        node = Node(
            signer: signer, verifier: SimulatedVerifier(signatures: .cheap),
            restored: Restored(badge: SimulatedVenue.badge(name, 0)), settings: NodeSettings(codes: codes),
            startWallMS: 1, seed: dice.next(), at: Self.start)
        _ = node.handle(.started(listening: []), at: Self.start)
        for index in masks.indices { introduce(index, as: other) }
    }

    private static let maskCount = 3
    static let start = Instant(microseconds: 0)
    private static let endpoint = Endpoint(address: .v4(0x0A00_0001), port: 5_000)

    /// The person's list shows the mask with the name of the other.
    private mutating func introduce(_ index: Int, as name: String) {
        let mask = masks[index].signer
        var masked = Node(
            signer: mask, verifier: SimulatedVerifier(signatures: .cheap),
            restored: Restored(badge: SimulatedVenue.badge(name, 0)), startWallMS: 1, seed: 1, at: Self.start)
        _ = masked.handle(.started(listening: []), at: Self.start)
        _ = openLink(index, hash: [UInt8](repeating: 0, count: 64), at: Self.start)
        guard let link = masks[index].link else { return }
        for case .send(_, .presences(let presences)) in masked.handle(opened(link, key, []), at: Self.start) {
            let checked = presences.map { Node.CheckedPresence(presence: $0, author: mask.publicKey) }
            _ = node.handle(.checked(link, checked), at: Self.start)
        }
    }

    private func opened(_ link: LinkID, _ peer: PublicKey, _ hash: [UInt8]) -> Node.Event {
        .linkOpened(
            OpenedLink(
                id: link, peer: peer, dial: nil, remote: Self.endpoint, interface: 1, persona: .attendee,
                handshakeHash: hash))
    }

    mutating func openLink(_ index: Int, hash: [UInt8], at now: Instant) -> [Node.Effect] {
        let link = LinkID(nextLink)
        nextLink += 1
        masks[index].link = link
        masks[index].linkHash = hash
        return node.handle(opened(link, masks[index].signer.publicKey, hash), at: now)
    }

    mutating func closeLink(_ index: Int, at now: Instant) -> [Node.Effect] {
        guard let link = masks[index].link else { return [] }
        masks[index].link = nil
        return node.handle(.linkClosed(link), at: now)
    }

    /// Which mask this link leads to.
    func mask(of link: LinkID) -> Int? { masks.firstIndex { $0.link == link } }
    func mask(of key: PublicKey) -> Int? { masks.firstIndex { $0.signer.publicKey == key } }
}
