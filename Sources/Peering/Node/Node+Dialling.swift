import Keys
import OrderedCollections
import Wire

extension Node {
    mutating func found(_ instance: String, at endpoints: [Endpoint]) {
        let dialable = endpoints.filter(\.isDialable)
        guard !dialable.isEmpty, !isOurs(dialable) else { return overlay.remove(.sighting(instance)) }
        overlay.offer(.sighting(instance), endpoints: dialable, leadsTo: whoPresent(at: dialable), at: now)
    }

    mutating func addPeer(_ label: String, at endpoints: [Endpoint]) {
        overlay.offer(.manual(label), endpoints: endpoints, leadsTo: nil, at: now)
        guard let prospect = overlay.prospects[.manual(label)] else { return }
        if let peer = prospect.leadsTo, links.to(peer) != nil {
            effects.append(.notify(.peerReached(label: label, peer)))
        }
    }

    mutating func failed(_ dial: DialID, _ failure: DialFailure) {
        guard let prospect = overlay.endDial(dial) else { return }
        if case .manual(let label) = prospect.source {
            effects.append(.notify(.peerFailed(label: label, failure)))
        }
        if failure == .ourself { return overlay.markOurself(prospect.source) }
        let attempts = overlay.failed(prospect.source, jitter: dice.milliseconds(upTo: 25), at: now)
        if case .sighting(let instance) = prospect.source, attempts % 4 == 2 {
            effects.append(.refresh(instance: instance))
        }
    }

    /// Dials what is wanted and allowed now, and sets the timer for the rest.
    mutating func dialProspects() {
        guard overlay.isStale, !stopping else { return }
        if let last = overlay.lookedOverAt, overlay.prospects.count > PeeringLimits.prospectsSmall {
            let next = last.advanced(byMS: PeeringLimits.lookOverMS)
            guard now >= next else { return timers.atLatest(.dial, next) }
        }
        guard overlay.budget(at: now) > 0 else { return timers.atLatest(.dial, overlay.nextBudget) }
        overlay.isStale = false
        overlay.lookedOverAt = now
        var eligible = eligibleProspects()
        let isMesh = own.visible && roster.presentCount + strangers <= PeeringLimits.meshMax
        let wanted = own.visible ? PeeringLimits.linksWanted : PeeringLimits.listenerLinksWanted
        while let index = choose(from: eligible, isMesh: isMesh, wanted: wanted) {
            guard overlay.budget(at: now) > 0 else {
                overlay.isStale = true
                return timers.atLatest(.dial, overlay.nextBudget)
            }
            guard overlay.dialsUnderWay < PeeringLimits.dialsUnderWayMax else { return }
            let prospect = eligible.remove(at: index)
            if let peer = prospect.leadsTo { eligible.removeAll { $0.leadsTo == peer } }
            let dial = overlay.beginDial(prospect.source)
            effects.append(.dial(dial, endpoints(of: prospect), as: own.visible ? .attendee : .listener))
        }
        if let next = nextEligible(after: now) { timers.atLatest(.dial, next) }
    }

    /// The place of the next prospect to dial: what a person typed first; in a small venue whoever is not linked; in a
    /// large one a random few, and those whom gossip does not know.
    private mutating func choose(from eligible: [Prospect], isMesh: Bool, wanted: Int) -> Int? {
        guard !eligible.isEmpty, links.count + overlay.dialsUnderWay < links.max else { return nil }
        if let typed = eligible.firstIndex(where: { if case .manual = $0.source { true } else { false } }) {
            return typed
        }
        if isMesh { return 0 }
        if links.count + overlay.dialsUnderWay < wanted { return dice.below(eligible.count) }
        guard own.visible else { return nil }
        let unknown = eligible.indices.filter { index in
            let prospect = eligible[index]
            let known = prospect.leadsTo.flatMap { roster[$0] }.map { $0.presence == .here } ?? false
            return !known && now >= prospect.since.advanced(byMS: PeeringLimits.strangerAfterMS)
        }
        return unknown.isEmpty ? nil : unknown[dice.below(unknown.count)]
    }

    private func eligibleProspects() -> [Prospect] {
        overlay.prospects.values.filter { isWorthDialling($0) && $0.notBefore <= now }
    }

    /// When the next prospect may be dialled that may not be yet.
    private func nextEligible(after now: Instant) -> Instant? {
        overlay.prospects.values.lazy.filter(isWorthDialling)
            .map { prospect in
                max(prospect.notBefore, prospect.since.advanced(byMS: PeeringLimits.strangerAfterMS))
            }
            .filter { $0 > now }.min()
    }

    private func isWorthDialling(_ prospect: Prospect) -> Bool {
        guard prospect.dial == nil, !prospect.isOurself else { return false }
        guard let peer = prospect.leadsTo else { return true }
        if case .attendee = prospect.source, roster[peer]?.beat.header.leaving ?? true { return false }
        return links.to(peer) == nil && !overlay.isBeingDialled(peer)
    }

    /// Sightings of whom we do not know who they are.
    private var strangers: Int {
        overlay.prospects.values.count { prospect in
            if case .sighting = prospect.source { prospect.leadsTo == nil && !prospect.isOurself } else { false }
        }
    }

    /// All addresses known for a prospect, those of its source first, without our own.
    private func endpoints(of prospect: Prospect) -> [Endpoint] {
        var all = prospect.endpoints
        if let peer = prospect.leadsTo {
            for endpoint in roster[peer]?.endpoints ?? [] where !all.contains(endpoint) && endpoint.isDialable {
                all.append(endpoint)
            }
        }
        let mine = Set(own.endpoints.map { $0.scoped(to: 0) })
        return Array(all.filter { !mine.contains($0.scoped(to: 0)) }.prefix(WireLimits.endpointsMax))
    }

    private func isOurs(_ endpoints: [Endpoint]) -> Bool {
        let mine = Set(own.endpoints.map { $0.scoped(to: 0) })
        return endpoints.contains { mine.contains($0.scoped(to: 0)) }
    }

    /// The attendee who says that they listen at one of these, unless they left: then it may be somebody else, or they
    /// again.
    private func whoPresent(at endpoints: [Endpoint]) -> PublicKey? {
        endpoints.lazy.compactMap { roster.listener(at: $0) }.first { roster[$0]?.presence != .gone }
    }
}
