import Keys
import Wire

extension Node {
    mutating func found(_ instance: String, at endpoints: [Endpoint]) {
        let dialable = endpoints.filter(\.isDialable)
        guard !dialable.isEmpty, !dialable.contains(where: own.listens(at:)) else {
            return overlay.remove(.sighting(instance))
        }
        overlay.offer(.sighting(instance), endpoints: dialable, leadsTo: whoPresent(at: dialable), at: now)
    }

    mutating func addPeer(_ label: String, at endpoints: [Endpoint]) {
        overlay.offer(.manual(label), endpoints: endpoints, leadsTo: nil, at: now)
        if let peer = overlay.prospects[.manual(label)]?.leadsTo, links.isLinked(peer) {
            effects.append(.notify(.peerReached(label: label, peer)))
        }
    }

    mutating func failed(_ dial: DialID, _ failure: DialFailure) {
        guard let prospect = overlay.endDial(dial) else { return }
        if case .manual(let label) = prospect.source {
            effects.append(.notify(.peerFailed(label: label, failure)))
        }
        if failure == .ourself { return overlay.markOurself(prospect.source) }
        // Where links abound, those who closed their lids are left in peace.
        let isPatient = isCrowd && !prospect.isManual && links.count >= linksWanted
        let attempts = overlay.failed(
            prospect.source, jitter: dice.milliseconds(upTo: 25), at: now,
            waitMaxMS: isPatient ? PeeringLimits.redialCrowdMaxMS : PeeringLimits.redialMaxMS)
        if case .sighting(let instance) = prospect.source, attempts % 4 == 2 {
            effects.append(.refresh(instance: instance))
        }
    }

    /// More attendees than can all have links with each other.
    var isCrowd: Bool { roster.presentCount > PeeringLimits.meshMax }

    private var linksWanted: Int { own.visible ? PeeringLimits.linksWanted : PeeringLimits.listenerLinksWanted }

    /// Dials what is wanted and allowed now, and sets the timer for the rest: what a person typed first; in a small
    /// venue whoever is not linked; in a large one a random few, and those whom gossip does not bring.
    mutating func dialProspects() {
        guard overlay.isStale, !stopping else { return }
        if let last = overlay.lookedOverAt, overlay.prospects.count > PeeringLimits.prospectsSmall {
            let next = last.advanced(byMS: PeeringLimits.lookOverMS)
            guard now >= next else { return timers.atLatest(.dial, next) }
        }
        guard overlay.budget(at: now) > 0 else { return timers.atLatest(.dial, overlay.nextBudget) }
        overlay.isStale = false
        overlay.lookedOverAt = now
        var (places, strangers, next) = survey()
        let isMesh = own.visible && roster.presentCount + strangers <= PeeringLimits.meshMax
        var areEnough = false
        while links.count + overlay.dialsUnderWay < links.max {
            if !isMesh, !areEnough, links.count + overlay.dialsUnderWay >= linksWanted {
                areEnough = true
                places.removeAll { !isNeeded(overlay.prospects.all[$0]) }
            }
            guard !places.isEmpty else { break }
            guard overlay.budget(at: now) > 0 else {
                overlay.isStale = true
                return timers.atLatest(.dial, overlay.nextBudget)
            }
            guard overlay.dialsUnderWay < PeeringLimits.dialsUnderWayMax else { return }
            let typed = places.indices.filter { overlay.prospects.all[places[$0]].isManual }
                .min { overlay.prospects.all[places[$0]].attempts < overlay.prospects.all[places[$1]].attempts }
            let place = places.remove(at: typed ?? (isMesh ? 0 : dice.below(places.count)))
            if let peer = overlay.prospects.all[place].leadsTo {
                places.removeAll { overlay.prospects.all[$0].leadsTo == peer }
            }
            dial(overlay.prospects.all[place])
        }
        if let next { timers.atLatest(.dial, next) }
    }

    private mutating func dial(_ prospect: Prospect) {
        let endpoints = endpoints(of: prospect)
        guard !endpoints.isEmpty else {
            // They are all our own now; that may change.
            _ = overlay.failed(prospect.source, jitter: 0, at: now)
            return
        }
        let dial = overlay.beginDial(prospect.source)
        effects.append(.dial(dial, endpoints, as: own.visible ? .attendee : .listener))
    }

    /// Where among the prospects those are that may be dialled now, how many sightings there are of whom we do not know
    /// who they are, and when it is worth looking again.
    private func survey() -> (places: [Int], strangers: Int, next: Instant?) {
        var places: [Int] = []
        var strangers = 0
        var next: Instant?
        for place in overlay.prospects.all.indices {
            let isUnknown = overlay.prospects.all[place].leadsTo == nil
            if isUnknown, overlay.prospects.all[place].isSighting, !overlay.prospects.all[place].isOurself {
                strangers += 1
            }
            guard isWorthDialling(place) else { continue }
            let notBefore = overlay.prospects.all[place].notBefore
            if notBefore <= now { places.append(place) }
            let known = overlay.prospects.all[place].since.advanced(byMS: PeeringLimits.strangerAfterMS)
            let moment = notBefore > now ? notBefore : known
            if moment > now, next.map({ moment < $0 }) ?? true { next = moment }
        }
        return (places, strangers, next)
    }

    private func isWorthDialling(_ place: Int) -> Bool {
        guard overlay.prospects.all[place].dial == nil, !overlay.prospects.all[place].isOurself else { return false }
        guard let peer = overlay.prospects.all[place].leadsTo else { return true }
        return !links.isLinked(peer) && !overlay.isBeingDialled(peer)
    }

    /// Whether to dial somebody although there are links enough: gossip does not bring them, so they may belong to an
    /// overlay of their own.
    private func isNeeded(_ prospect: Prospect) -> Bool {
        if let peer = prospect.leadsTo, roster.isOnTime(peer) { return false }
        if prospect.isManual { return true }
        return own.visible && now >= prospect.since.advanced(byMS: PeeringLimits.strangerAfterMS)
    }

    /// All addresses known for a prospect, those of its source first, without our own.
    private func endpoints(of prospect: Prospect) -> [Endpoint] {
        var all = prospect.endpoints
        if let peer = prospect.leadsTo {
            for endpoint in roster[peer]?.endpoints ?? [] where !all.contains(endpoint) && endpoint.isDialable {
                all.append(endpoint)
            }
        }
        return Array(all.filter { !own.listens(at: $0) }.prefix(WireLimits.endpointsMax))
    }

    /// The attendee who says that they listen at one of these, unless they left: then it may be somebody else, or they
    /// again.
    private func whoPresent(at endpoints: [Endpoint]) -> PublicKey? {
        for endpoint in endpoints {
            if let key = roster.listener(at: endpoint), roster.presence(of: key) != .gone { return key }
        }
        return nil
    }
}
