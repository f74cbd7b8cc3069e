import Keys
import Wire

/// Which links a node wants: everybody with everybody in a small venue, a few random ones in a large one, and whoever
/// nobody seems to know. It holds the prospects, the dials under way and the budget of dials; ``Node`` decides with it.
struct Overlay: Sendable {
    private(set) var prospects = Prospects()
    /// The dials under way; there are few.
    private var dials: [(id: DialID, source: Prospect.Source, peer: PublicKey?)] = []
    private var nextDial: UInt64 = 1
    private var nextProspect: UInt64 = 1
    /// Dials that may be made now, in thousandths.
    private var budget = PeeringLimits.dialsBurst * 1000
    private var budgetAt: Instant
    /// With whom a link is wanted whatever others there are; few.
    private(set) var wanted: [PublicKey] = []
    /// Which addresses may be dialled.
    var knocks = Knocks()
    /// Something changed since prospects were last looked over.
    var isStale = false
    /// When that was.
    var lookedOverAt: Instant?

    init(at now: Instant) { budgetAt = now }

    var dialsUnderWay: Int { dials.count }

    /// Whom the dials under way lead to, as far as that is known.
    var dialled: [PublicKey] { dials.compactMap(\.peer) }

    mutating func offer(_ source: Prospect.Source, endpoints: [Endpoint], leadsTo: PublicKey?, at now: Instant) {
        if let known = prospects[source] {
            let hasMoved = known.endpoints != endpoints
            guard hasMoved || (leadsTo != nil && leadsTo != known.state.leadsTo) else { return }
            isStale = true
            let isElsewhere = !Set(endpoints).isSubset(of: known.endpoints)
            if hasMoved { prospects.move(source, to: endpoints) }
            prospects.update(source) {
                $0.leadsTo = leadsTo ?? $0.leadsTo
                guard hasMoved else { return }
                $0.isProven = false
                // A dial under way does not know of the new address: it goes on, and another begins.
                if isElsewhere {
                    $0.hasMoved = true
                    $0.dial = nil
                }
                $0.attempts = 0
                $0.notBefore = now
                $0.isOurself = false
            }
            return
        }
        guard makeRoom(for: source) else { return }
        isStale = true
        prospects.add(
            Prospect(source: source, endpoints: endpoints, leadsTo: leadsTo, number: nextProspect, at: now))
        nextProspect += 1
    }

    mutating func want(_ peers: [PublicKey]) {
        guard peers != wanted else { return }
        wanted = peers
        isStale = true
    }

    mutating func remove(_ source: Prospect.Source) { prospects.remove(source) }

    /// The sighting that shows this address, if any.
    func sighting(at endpoint: Endpoint) -> Prospect.Source? { prospects.sighting(at: endpoint) }

    func isBeingDialled(_ peer: PublicKey) -> Bool { dials.contains { $0.peer == peer } }

    mutating func removeAllDials() {
        isStale = true
        dials = []
        prospects.updateAll { $0.dial = nil }
    }

    /// The network is another: what failed before, and what is under way from an address that went, says nothing.
    mutating func startOver(at now: Instant) {
        knocks.forget()
        removeAllDials()
        prospects.updateAll {
            $0.attempts = 0
            $0.notBefore = min($0.notBefore, now)
        }
    }

    /// Somebody authenticated there.
    mutating func identify(_ source: Prospect.Source, as key: PublicKey) {
        prospects.update(source) {
            $0.leadsTo = key
            $0.isProven = true
        }
    }

    /// An attendee says that this sighting is theirs. Anybody may say so, and who was found there knows better.
    mutating func claim(_ source: Prospect.Source, by key: PublicKey) {
        prospects.update(source) { if !$0.isProven { $0.leadsTo = key } }
    }

    mutating func beginDial(_ source: Prospect.Source) -> DialID {
        let dial = DialID(nextDial)
        nextDial += 1
        dials.append((dial, source, prospects.state(of: source)?.leadsTo))
        prospects.update(source) {
            $0.dial = dial
            $0.hasMoved = false
        }
        budget -= 1000
        return dial
    }

    /// The prospect of a dial that has ended; nil for a race with its removal.
    mutating func endDial(_ dial: DialID) -> Prospect? {
        isStale = true
        guard let place = dials.firstIndex(where: { $0.id == dial }) else { return nil }
        let source = dials.remove(at: place).source
        prospects.update(source) { if $0.dial == dial { $0.dial = nil } }
        return prospects[source]
    }

    /// The link that came of it is of use.
    mutating func succeeded(_ source: Prospect.Source) { prospects.update(source) { $0.attempts = 0 } }

    mutating func markOurself(_ source: Prospect.Source) { prospects.update(source) { $0.isOurself = true } }

    /// Waits longer each time, up to `waitMaxMS`, with jitter in percent so that two nodes do not keep step.
    mutating func failed(
        _ source: Prospect.Source, jitter: Int64, at now: Instant, waitMaxMS: Int64 = PeeringLimits.redialMaxMS
    ) {
        isStale = true
        prospects.update(source) {
            $0.attempts += 1
            let wait = min(PeeringLimits.redialFirstMS << Int64(min($0.attempts - 1, 8)), waitMaxMS)
            $0.notBefore = now.advanced(byMS: wait - wait * jitter / 100)
        }
    }

    /// Its addresses may not be dialled before this moment.
    mutating func wait(at source: Prospect.Source, until moment: Instant) {
        isStale = true
        prospects.update(source) { $0.notBefore = moment }
    }

    /// After a link to this attendee was lost.
    mutating func wait(for peer: PublicKey, until moment: Instant) {
        isStale = true
        prospects.updateAll { if $0.leadsTo == peer { $0.notBefore = moment } }
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

    /// Sightings are bounded like discovery's table; typed addresses are refused when there are too many; attendees are
    /// bounded by the roster.
    private mutating func makeRoom(for source: Prospect.Source) -> Bool {
        switch source {
        case .attendee: return true
        case .manual: return prospects.manualCount < PeeringLimits.manualPeersMax
        case .sighting:
            guard prospects.sightingCount >= PeeringLimits.sightingsMax else { return true }
            guard let oldest = prospects.oldestSighting else { return false }
            prospects.remove(oldest)
            return true
        }
    }
}
