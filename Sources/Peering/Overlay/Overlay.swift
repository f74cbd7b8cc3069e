import Keys
import OrderedCollections
import Wire

/// Which links a node wants: everybody with everybody in a small venue, a few random ones in a large one, and whoever
/// nobody seems to know. It holds the prospects, the dials under way and the budget of dials; ``Node`` decides with it.
struct Overlay: Sendable {
    private(set) var prospects: OrderedDictionary<Prospect.Source, Prospect> = [:]
    private var dials: [DialID: (source: Prospect.Source, peer: PublicKey?)] = [:]
    private var peersBeingDialled: Set<PublicKey> = []
    /// Which sighting shows an address; the scope does not count.
    private var sightings: [Endpoint: Prospect.Source] = [:]
    private var nextDial: UInt64 = 1
    /// Dials that may be made now, in thousandths.
    private var budget = PeeringLimits.dialsBurst * 1000
    private var budgetAt: Instant
    /// Something changed since prospects were last looked over.
    var isStale = false
    /// When that was.
    var lookedOverAt: Instant?

    init(at now: Instant) { budgetAt = now }

    var dialsUnderWay: Int { dials.count }

    mutating func offer(_ source: Prospect.Source, endpoints: [Endpoint], leadsTo: PublicKey?, at now: Instant) {
        isStale = true
        if var known = prospects[source] {
            if known.endpoints != endpoints {
                forgetEndpoints(of: known)
                known.endpoints = endpoints
                known.attempts = 0
                known.notBefore = now
                known.isOurself = false
            }
            known.leadsTo = leadsTo ?? known.leadsTo
            prospects[source] = known
            rememberEndpoints(of: known)
            return
        }
        guard makeRoom(for: source) else { return }
        let prospect = Prospect(source: source, endpoints: endpoints, leadsTo: leadsTo, at: now)
        prospects[source] = prospect
        rememberEndpoints(of: prospect)
    }

    mutating func remove(_ source: Prospect.Source) {
        if let prospect = prospects.removeValue(forKey: source) { forgetEndpoints(of: prospect) }
    }

    /// The sighting that shows this address, if any.
    func sighting(at endpoint: Endpoint) -> Prospect.Source? { sightings[endpoint.scoped(to: 0)] }

    func isBeingDialled(_ peer: PublicKey) -> Bool { peersBeingDialled.contains(peer) }

    private mutating func rememberEndpoints(of prospect: Prospect) {
        guard case .sighting = prospect.source else { return }
        for endpoint in prospect.endpoints { sightings[endpoint.scoped(to: 0)] = prospect.source }
    }

    private mutating func forgetEndpoints(of prospect: Prospect) {
        for endpoint in prospect.endpoints where sightings[endpoint.scoped(to: 0)] == prospect.source {
            sightings[endpoint.scoped(to: 0)] = nil
        }
    }

    mutating func removeAllDials() {
        dials = [:]
        peersBeingDialled = []
        for source in prospects.keys { prospects[source]?.dial = nil }
    }

    /// A sighting turned out to be this attendee.
    mutating func identify(_ source: Prospect.Source, as key: PublicKey) { prospects[source]?.leadsTo = key }

    mutating func beginDial(_ source: Prospect.Source) -> DialID {
        let dial = DialID(nextDial)
        nextDial += 1
        let peer = prospects[source]?.leadsTo
        dials[dial] = (source, peer)
        prospects[source]?.dial = dial
        if let peer { peersBeingDialled.insert(peer) }
        budget -= 1000
        return dial
    }

    /// The prospect of a dial that has ended; nil for a race with its removal.
    mutating func endDial(_ dial: DialID) -> Prospect? {
        isStale = true
        guard let (source, peer) = dials.removeValue(forKey: dial) else { return nil }
        if let peer { peersBeingDialled.remove(peer) }
        prospects[source]?.dial = nil
        return prospects[source]
    }

    /// The link that came of it is of use.
    mutating func succeeded(_ source: Prospect.Source) { prospects[source]?.attempts = 0 }

    mutating func markOurself(_ source: Prospect.Source) { prospects[source]?.isOurself = true }

    /// Waits longer each time, with jitter so that two nodes do not keep step; tells how often it failed.
    mutating func failed(_ source: Prospect.Source, jitter: Int64, at now: Instant) -> Int {
        guard var prospect = prospects[source] else { return 0 }
        prospect.attempts += 1
        let doublings = min(prospect.attempts - 1, 8)
        let wait = min(PeeringLimits.redialFirstMS << Int64(doublings), PeeringLimits.redialMaxMS)
        prospect.notBefore = now.advanced(byMS: wait - wait * jitter / 100)
        prospects[source] = prospect
        return prospect.attempts
    }

    /// After a link to this attendee was lost.
    mutating func wait(for peer: PublicKey, until moment: Instant) {
        isStale = true
        for source in prospects.keys where prospects[source]?.leadsTo == peer {
            prospects[source]?.notBefore = moment
        }
    }

    /// Whole dials that may be made now.
    mutating func budget(at now: Instant) -> Int64 {
        let gained = now.milliseconds(since: budgetAt) * PeeringLimits.dialsPerSecond
        if gained > 0 {
            budget = min(budget + gained, PeeringLimits.dialsBurst * 1000)
            budgetAt = now
        }
        return budget / 1000
    }

    /// When the budget allows the next dial.
    var nextBudget: Instant {
        let perSecond = PeeringLimits.dialsPerSecond
        return budgetAt.advanced(byMS: (max(0, 1000 - budget) + perSecond - 1) / perSecond)
    }

    /// Sightings are bounded like discovery's table, the oldest that leads nowhere first; typed addresses are refused
    /// when there are too many; attendees are bounded by the roster.
    private mutating func makeRoom(for source: Prospect.Source) -> Bool {
        switch source {
        case .attendee: return true
        case .manual:
            return prospects.keys.count(where: { if case .manual = $0 { true } else { false } })
                < PeeringLimits.manualPeersMax
        case .sighting:
            let sightings = prospects.values.filter { if case .sighting = $0.source { true } else { false } }
            guard sightings.count >= PeeringLimits.sightingsMax else { return true }
            guard let oldest = sightings.first(where: { $0.dial == nil && $0.leadsTo == nil }) ?? sightings.first
            else { return false }
            remove(oldest.source)
            return true
        }
    }
}
