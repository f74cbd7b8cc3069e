import Keys
import Wire

extension Node {
    mutating func addPeer(_ label: String, at endpoints: [Endpoint]) {
        overlay.offer(.manual(label), endpoints: endpoints, leadsTo: nil, at: now)
        for endpoint in endpoints { overlay.knocks.trust(endpoint.address) }
        if endpoints.allSatisfy(own.listens(at:)) {
            // It may be somebody else's one day, so it is kept.
            return effects.append(.notify(.peerFailed(label: label, .ourself)))
        }
        if let peer = overlay.prospects.state(of: .manual(label))?.leadsTo, links.isLinked(peer) {
            effects.append(.notify(.peerReached(label: label, peer)))
        }
    }

    mutating func failed(_ dial: DialID, _ failure: DialFailure) {
        sightings.isStale = true
        guard let prospect = overlay.endDial(dial) else { return }
        if case .manual(let label) = prospect.source {
            effects.append(.notify(.peerFailed(label: label, failure)))
        }
        if failure == .ourself { return overlay.markOurself(prospect.source) }
        // Where links abound, those who closed their lids are left in peace.
        let isPatient = isCrowd && !prospect.state.isManual && links.count >= linksWanted
        overlay.failed(
            prospect.source, jitter: dice.milliseconds(upTo: 25), at: now,
            waitMaxMS: isPatient ? PeeringLimits.redialCrowdMaxMS : PeeringLimits.redialMaxMS)
        // Every dial tries all addresses that are known, whichever source it began with.
        let (attempts, instances) = overlay.prospects.failures(likeAt: prospect.source)
        if attempts % 4 == 2 { for instance in instances { sightings.refresh(instance, at: now) } }
    }

    /// More attendees than can all have links with each other.
    var isCrowd: Bool { roster.presentCount > PeeringLimits.meshMax }

    var linksWanted: Int { own.visible ? PeeringLimits.linksWanted : PeeringLimits.listenerLinksWanted }

    /// Dials what is wanted and allowed now, and sets the timer for the rest: what a person just typed first; in a
    /// small venue whoever is not linked; in a large one a random few, and those whom gossip does not bring.
    mutating func dialProspects() {
        guard overlay.isStale, !stopping else { return }
        if let last = overlay.lookedOverAt, overlay.prospects.count > PeeringLimits.prospectsSmall {
            let next = last.advanced(byMS: PeeringLimits.lookOverMS)
            guard now >= next else { return timers.atLatest(.dial, next) }
        }
        guard overlay.budget(at: now) > 0 else { return timers.atLatest(.dial, overlay.nextBudget) }
        overlay.isStale = false
        overlay.lookedOverAt = now
        var survey = survey()
        let isMesh = own.visible && roster.presentCount + survey.strangers <= PeeringLimits.meshMax
        var areEnough = false
        while links.count + overlay.dialsUnderWay < links.max {
            if !isMesh, !areEnough, links.count + overlay.dialsUnderWay >= linksWanted {
                areEnough = true
                survey.eligible = needed(among: survey.eligible)
            }
            guard let chosen = choose(from: survey.eligible, isMesh: isMesh) else { break }
            guard overlay.budget(at: now) > 0 else {
                overlay.isStale = true
                return timers.atLatest(.dial, overlay.nextBudget)
            }
            guard overlay.dialsUnderWay < PeeringLimits.dialsUnderWayMax else { return }
            let prospect = overlay.prospects.prospect(at: survey.eligible.remove(at: chosen).place)
            if let peer = prospect.state.leadsTo { survey.eligible.removeAll { $0.leadsTo == peer } }
            dial(prospect)
        }
        if let next = survey.next { timers.atLatest(.dial, next) }
    }

    /// What a person has just typed first; in a small venue who waits longest, in a large one any.
    private mutating func choose(from eligible: [Eligible], isMesh: Bool) -> Int? {
        guard !eligible.isEmpty else { return nil }
        let waiting = eligible.indices.min { left, right in
            let (left, right) = (eligible[left], eligible[right])
            return left.isUrgent == right.isUrgent ? left.notBefore < right.notBefore : left.isUrgent
        }
        guard let waiting, isMesh || eligible[waiting].isUrgent else { return dice.below(eligible.count) }
        return waiting
    }

    private mutating func dial(_ prospect: Prospect) {
        var endpoints = endpoints(of: prospect)
        if !prospect.state.isManual {
            let admission = overlay.knocks.admit(endpoints, isSeen: prospect.state.isSighting, at: now)
            if admission.admitted.isEmpty, let next = admission.next {
                overlay.wait(at: prospect.source, until: next)
                return timers.atLatest(.dial, next)
            }
            endpoints = admission.admitted
        }
        guard !endpoints.isEmpty else {
            // They are all our own now, or far away; that may change.
            overlay.failed(prospect.source, jitter: 0, at: now)
            return
        }
        let dial = overlay.beginDial(prospect.source)
        effects.append(.dial(dial, endpoints, as: own.visible ? .attendee : .listener))
    }

    /// A prospect that may be dialled now, by its place.
    struct Eligible {
        let place: Int
        let isManual: Bool
        /// A person typed it and waits for the answer; after the first failure it takes its turn.
        let isUrgent: Bool
        let leadsTo: PublicKey?
        let notBefore: Instant
    }

    /// The prospects looked over.
    private struct Survey {
        /// Who may be dialled now.
        var eligible: [Eligible] = []
        /// Sightings of whom we do not know who they are.
        var strangers = 0
        /// When it is worth looking again.
        var next: Instant?
    }

    private func survey() -> Survey {
        var survey = Survey()
        for place in 0..<overlay.prospects.count {
            let state = overlay.prospects.state(at: place)
            if state.leadsTo == nil, state.isSighting, !state.isOurself { survey.strangers += 1 }
            guard isWorthDialling(state, at: place) else { continue }
            if state.notBefore <= now {
                survey.eligible.append(
                    Eligible(
                        place: place, isManual: state.isManual, isUrgent: state.isManual && state.attempts == 0,
                        leadsTo: state.leadsTo, notBefore: state.notBefore))
            }
            let known = state.since.advanced(byMS: PeeringLimits.strangerAfterMS)
            let moment = state.notBefore > now ? state.notBefore : known
            if moment > now, survey.next.map({ moment < $0 }) ?? true { survey.next = moment }
        }
        return survey
    }

    private func isWorthDialling(_ state: Prospect.State, at place: Int) -> Bool {
        guard state.dial == nil, !state.isOurself else { return false }
        guard let peer = state.leadsTo else { return true }
        if state.isSighting, !state.isProven, let link = links.to(peer) {
            // Somebody linked may say that another's address is theirs, so that we leave it alone.
            let remote = link.opened.remote.address
            return !overlay.prospects.prospect(at: place).endpoints.contains { $0.address == remote }
        }
        return !links.isLinked(peer) && (state.hasMoved || !overlay.isBeingDialled(peer))
    }

    /// Those who are worth a dial although there are links enough: something is to be said to them; or gossip does not
    /// bring them, so they may belong to an overlay of their own.
    private mutating func needed(among eligible: [Eligible]) -> [Eligible] {
        var needed = companions(among: eligible)
        for candidate in eligible {
            if let peer = candidate.leadsTo, overlay.wanted.contains(peer) {
                needed.append(candidate)
                continue
            }
            if let peer = candidate.leadsTo, roster.isOnTime(peer) { continue }
            let since = overlay.prospects.state(at: candidate.place).since
            let isStranger = own.visible && now >= since.advanced(byMS: PeeringLimits.strangerAfterMS)
            if candidate.isManual || isStranger { needed.append(candidate) }
        }
        return needed
    }

    /// All addresses known for a prospect, those of its source first, without our own: an attendee may have moved, and
    /// one source tells before the other.
    private func endpoints(of prospect: Prospect) -> [Endpoint] {
        var all = prospect.endpoints
        if let peer = prospect.state.leadsTo {
            let more = overlay.prospects.endpoints(leadingTo: peer) + (roster[peer]?.endpoints ?? [])
            for endpoint in more where !all.contains(endpoint) && endpoint.isDialable { all.append(endpoint) }
        }
        return Array(all.filter { !own.listens(at: $0) }.prefix(WireLimits.endpointsMax))
    }
}
