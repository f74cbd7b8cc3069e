import Gatherings
import Keys
import Wire

/// The gatherings of a node: those it takes part in, those it was invited to and has not met yet, and those it has
/// heard of because neighbours take part.
struct Records: Sendable {
    /// In the order in which we joined.
    var shared: [SharedRecord] = []
    /// Codes that were typed, of gatherings that nobody here takes part in yet.
    var invitations: [Invitation] = []
    /// Open gatherings that others take part in, the longest known first.
    var offered: [Entry] = []
    /// What each neighbour said, in the order of their links.
    private(set) var hellos: [Hello] = []

    /// What a neighbour said that they take part in.
    struct Hello: Sendable {
        let link: LinkID
        let open: [EntryID]
        let proofs: [[UInt8]]
    }

    func place(of gathering: EntryID) -> Int? { shared.firstIndex { $0.gathering == gathering } }

    func place(of prefix: UInt64) -> Int? { shared.firstIndex { $0.prefix == prefix } }

    func isOffered(_ gathering: EntryID) -> Bool { offered.contains { $0.id == gathering } }

    mutating func hear(_ hello: Hello) {
        forget(hello.link)
        hellos.append(hello)
    }

    mutating func forget(_ link: LinkID) { hellos.removeAll { $0.link == link } }

    mutating func offer(_ founding: Entry) {
        guard !isOffered(founding.id), place(of: founding.id) == nil else { return }
        if offered.count >= RecordLimits.offeredMax { offered.removeFirst() }
        offered.append(founding)
    }

    /// What we say over a link: the open ones by name, the others by proof; those that we take part in before those
    /// that we have met nobody of, as far as there is room.
    func hello(handshakeHash: [UInt8], isInitiator: Bool) -> Message {
        let known = shared.filter { !$0.isBeingFounded }
        let secrets = known.map(\.membership) + invitations.map { .invited($0) }
        return .gatherings(
            open: known.filter { $0.membership == .open }.map { $0.gathering.bytes.bytes },
            proofs: Array(
                secrets.compactMap { $0.proof(handshakeHash: handshakeHash, isInitiator: isInitiator) }
                    .prefix(WireLimits.gatheringsMax)))
    }

    /// The gatherings by invitation that somebody at the other side of a link takes part in too.
    func invited(with link: LinkID?) -> [UInt64] {
        guard let link else { return [] }
        return shared.filter { $0.membership != .open && $0.share(of: link) != nil }.map(\.prefix)
    }

    /// The open gatherings that we tell everybody nearby about.
    var told: [UInt64] {
        let open = shared.filter { $0.membership == .open && !$0.isBeingFounded }
        return Array(open.map(\.prefix).prefix(WireLimits.profileGatheringsMax))
    }

    var nextDeadline: Instant? { shared.compactMap(\.nextDeadline).min() }
}
