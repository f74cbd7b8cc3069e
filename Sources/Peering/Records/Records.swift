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
    /// Open gatherings of which we look for the founding entry.
    var search = FoundingSearch()
    /// Of those, which our owner wants to join.
    var joining: [EntryID] = []
    /// What each neighbour said, in the order of their links.
    private(set) var hellos: [Hello] = []
    /// Whom we have met since our gatherings by invitation last changed, or in a while: each has shown what they share.
    private(set) var tried: Set<PublicKey> = []
    private var triedUntil: Instant?

    /// What a neighbour said that they take part in.
    struct Hello: Sendable {
        let link: LinkID
        let peer: PublicKey?
        let open: [EntryID]
        let proofs: [[UInt8]]
    }

    func place(of gathering: EntryID) -> Int? { shared.firstIndex { $0.gathering == gathering } }

    func place(of prefix: UInt64) -> Int? { shared.firstIndex { $0.prefix == prefix } }

    func isOffered(_ gathering: UInt64) -> Bool { offered.contains { $0.id.bytes.prefix == gathering } }

    /// The neighbours who take part in an open gathering.
    func neighbours(naming gathering: UInt64) -> [LinkID] {
        hellos.filter { $0.open.contains { $0.bytes.prefix == gathering } }.map(\.link)
    }

    /// How an open gathering was founded, ours or not; nil if we do not know.
    func openFounding(of gathering: UInt64) -> Entry? {
        if let place = place(of: gathering) {
            let record = shared[place]
            return record.membership == .open && !record.isBeingFounded ? record.founding : nil
        }
        return offered.first { $0.id.bytes.prefix == gathering }
    }

    mutating func takeOffered(_ gathering: EntryID) -> Entry? {
        joining.removeAll { $0 == gathering }
        return offered.firstIndex { $0.id == gathering }.map { offered.remove(at: $0) }
    }

    mutating func hear(_ hello: Hello) {
        hellos.removeAll { $0.link == hello.link }
        hellos.append(hello)
        if let peer = hello.peer, tried.count < PeeringLimits.attendeesMax { tried.insert(peer) }
    }

    mutating func forget(_ link: LinkID) {
        hellos.removeAll { $0.link == link }
        search.forget(link)
    }

    /// Whether others who take part in a gathering by invitation are to be found. Everybody is tried once, and once
    /// more after a while.
    mutating func seeksByInvitation(at now: Instant) -> Bool {
        guard
            !invitations.isEmpty
                || shared.contains(where: {
                    $0.membership != .open && $0.shares.count < PeeringLimits.gatheringLinksWanted
                })
        else { return false }
        if triedUntil.map({ now >= $0 }) ?? true {
            tried = Set(hellos.compactMap(\.peer))
            triedUntil = now.advanced(byMS: PeeringLimits.tryAgainMS)
        }
        return true
    }

    /// From now on there is something new to ask everybody for.
    mutating func tryAgain() { triedUntil = nil }

    mutating func offer(_ founding: Entry) {
        guard !isOffered(founding.id.bytes.prefix), place(of: founding.id) == nil else { return }
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
