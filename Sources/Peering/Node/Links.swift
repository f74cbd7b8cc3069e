import Keys
import Wire

/// The open links, at most one to each attendee, in the order in which they opened. There are few: searching the lists
/// is cheaper than hashing keys.
struct Links: Sendable {
    let max: Int
    private(set) var ids: [LinkID] = []
    private var peers: [PublicKey] = []
    private var links: [Link] = []

    init(max: Int) { self.max = max }

    var count: Int { ids.count }
    var isFull: Bool { ids.count >= max }
    /// Of those, what others may open.
    var inboundMax: Int { max - min(PeeringLimits.linksReserved, max / 4) }

    subscript(id: LinkID) -> Link? { ids.firstIndex(of: id).map { links[$0] } }

    /// By its place among ``ids``.
    subscript(place: Int) -> Link {
        get { links[place] }
        _modify { yield &links[place] }
    }

    func isOpen(_ id: LinkID) -> Bool { ids.contains(id) }

    func isLinked(_ peer: PublicKey) -> Bool { peers.contains(peer) }

    func to(_ peer: PublicKey) -> Link? { peers.firstIndex(of: peer).map { links[$0] } }

    mutating func add(_ link: Link) {
        precondition(!isLinked(link.peer), "one link to each attendee")
        ids.append(link.id)
        peers.append(link.peer)
        links.append(link)
    }

    mutating func remove(_ id: LinkID) -> Link? {
        guard let place = ids.firstIndex(of: id) else { return nil }
        ids.remove(at: place)
        peers.remove(at: place)
        return links.remove(at: place)
    }

    mutating func update(_ id: LinkID, _ change: (inout Link) -> Void) {
        guard let place = ids.firstIndex(of: id) else { return }
        change(&links[place])
    }
}
