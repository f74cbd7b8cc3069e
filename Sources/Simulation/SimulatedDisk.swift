import Gatherings
import Keys
import Peering
import Wire

/// What a laptop keeps of exchanges and gatherings: what was synced, and what a crash may lose.
struct SimulatedDisk: Sendable {
    var trades: [ExchangeID: Trade] = [:]
    var receipts: [Receipt] = []
    var ownCards: [OwnCard] = []
    var contacts: [PublicKey: HeldCards] = [:]
    var standings: [PublicKey: Standing] = [:]
    /// In the order in which they were joined.
    var gatherings: [KeptGathering] = []
    /// What is booked where.
    var desks = KeptDesks()
    /// Codes of gatherings of which nobody was met yet.
    var invitations: [Invitation] = []
    /// Whether what its author took back stays, by mistake.
    var keepsRetracted = false
    /// Written, and not yet on the disk; nil where the disk refused it.
    private var waiting: [Change?] = []
    /// How many changes were ever written.
    private(set) var written = 0

    mutating func write(_ change: Change) {
        waiting.append(change)
        written += 1
    }

    /// The entries that are not on the disk yet, in their order.
    var waitingEntries: [Entry] {
        waiting.flatMap { change -> [Entry] in if case .entries(_, let run)? = change { run.entries } else { [] } }
    }

    /// These entries, each of a change of its own, are not written any more.
    mutating func refuse(_ entries: Set<EntryID>) {
        for place in waiting.indices {
            if case .entries(_, let run)? = waiting[place], entries.contains(run.last.id) { waiting[place] = nil }
        }
    }

    /// So many of all that were ever written are on the disk now.
    mutating func sync(upTo count: Int) {
        let kept = max(0, count - (written - waiting.count))
        for case let change? in waiting.prefix(kept) { apply(change) }
        waiting.removeFirst(min(kept, waiting.count))
    }

    /// Power is lost: of what waited, a beginning may have been kept.
    mutating func crash(dice: inout Dice) {
        guard !waiting.isEmpty else { return }
        sync(upTo: written - dice.below(waiting.count + 1))
        waiting = []
    }

    /// What a node starts with.
    func restored(into restored: inout Restored) {
        restored.trades = trades.keys.sorted().compactMap { trades[$0] }
        restored.receipts = receipts
        restored.ownCards = ownCards
        restored.contacts = contacts
        restored.standings = standings
        restored.gatherings = gatherings.map(\.restored)
        restored.deskRequests = desks.requests
        restored.deskBookings = desks.bookings
        restored.invitations = invitations
    }

    private mutating func apply(_ change: Change) {
        switch change {
        case .trade(let trade): trades[trade.id] = trade
        case .tradeDropped(let id): trades[id] = nil
        case .contact(let meeting):
            var cards = contacts[meeting.key] ?? HeldCards()
            cards.given.removeAll { $0.face == meeting.given.face }
            cards.given.append(HeldCards.Given(face: meeting.given.face, hash: meeting.given.hash))
            if cards.held.allSatisfy({ $0.uid != meeting.edition.uid || $0.issuedAt < meeting.edition.issuedAt }) {
                cards.held.removeAll { $0.uid == meeting.edition.uid }
                cards.held.append(meeting.edition)
            }
            contacts[meeting.key] = cards
            if standings[meeting.key] != .verified {
                standings[meeting.key] = meeting.isVerified ? .verified : .contact
            }
        case .receipt(let receipt):
            trades[receipt.id] = nil
            receipts.append(receipt)
        case .standing(let key, let standing): standings[key] = standing
        case .cardUpdated(let key, let edition, _):
            contacts[key]?.held.removeAll { $0.uid == edition.uid }
            contacts[key]?.held.append(edition)
        case .cardGiven(let key, let face, let hash):
            contacts[key]?.given.removeAll { $0.face == face }
            contacts[key]?.given.append(HeldCards.Given(face: face, hash: hash))
        case .verified(let key, _): standings[key] = .verified
        case .gathering(let founding, let membership):
            if !gatherings.contains(where: { $0.name == founding.id }) {
                var kept = KeptGathering(founding: founding, membership: membership)
                kept.keepsRetracted = keepsRetracted
                gatherings.append(kept)
            }
            invitations.removeAll { $0.gatheringPrefix == founding.id.bytes.prefix }
        case .invitation(let invitation):
            invitations.removeAll { $0.gatheringPrefix == invitation.gatheringPrefix }
            invitations.append(invitation)
        case .gatheringLeft(let name):
            gatherings.removeAll { $0.name == name }
            desks.leave(name)
        case .deskRequest, .deskRequestDropped, .deskBooking, .deskBookingDropped: desks.apply(change)
        case .ownLog(let name, _), .entries(let name, _), .contents(let name, _), .fork(let name, _):
            if let place = gatherings.firstIndex(where: { $0.name == name }) { gatherings[place].apply(change) }
        case .badge, .visibility, .seen, .ownCard, .ownCardRemoved, .note: break
        }
    }
}
