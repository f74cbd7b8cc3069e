import Keys
import OrderedCollections
import Wire

/// One open link as Node knows it.
struct Link: Sendable {
    let opened: OpenedLink
    let since: Instant
    var lastReceived: Instant
    /// The prospect that was dialled, nil if the other side dialled.
    let prospect: Prospect.Source?
    /// The other side has sent a message: until then a full or hiding node may close the link again.
    var hasSpoken = false
    /// A ping is out and unanswered.
    var pinged = false
    /// New presences are sent at once, not only announced (Plumtree's eager push).
    var isEager = true
    /// Announcements that wait to be sent together.
    var announcements: [Announcement] = []

    var id: LinkID { opened.id }
    var peer: PublicKey { opened.peer }

    init(_ opened: OpenedLink, prospect: Prospect.Source?, at now: Instant) {
        self.opened = opened
        self.prospect = prospect
        since = now
        lastReceived = now
    }
}

/// The open links, at most one to each attendee, in the order in which they opened.
struct Links: Sendable {
    let max: Int
    private var byID: OrderedDictionary<LinkID, Link> = [:]
    private var byPeer: [PublicKey: LinkID] = [:]

    init(max: Int) { self.max = max }

    var count: Int { byID.count }
    var isFull: Bool { byID.count >= max }
    var ids: [LinkID] { Array(byID.keys) }
    var all: OrderedDictionary<LinkID, Link>.Values.SubSequence { byID.values[...] }

    subscript(id: LinkID) -> Link? { byID[id] }

    func to(_ peer: PublicKey) -> Link? { byPeer[peer].flatMap { byID[$0] } }

    mutating func add(_ link: Link) {
        precondition(byPeer[link.peer] == nil, "one link to each attendee")
        byID[link.id] = link
        byPeer[link.peer] = link.id
    }

    mutating func remove(_ id: LinkID) -> Link? {
        guard let link = byID.removeValue(forKey: id) else { return nil }
        byPeer[link.peer] = nil
        return link
    }

    mutating func update(_ id: LinkID, _ change: (inout Link) -> Void) {
        guard let index = byID.index(forKey: id) else { return }
        change(&byID.values[index])
    }
}
