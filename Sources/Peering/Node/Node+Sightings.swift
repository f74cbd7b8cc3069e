import Keys
import Wire

/// Which of the instances that DNS-SD shows are resolved: a few at random while we have few links; later those whom
/// gossip does not name, slowly, because they may belong to a room of their own; and now and then one whom it does
/// name, because anybody may claim any name.
extension Node {
    mutating func sighted(_ instance: String) {
        sightings.add(instance, jitterMS: dice.milliseconds(upTo: PeeringLimits.resolveSpreadMS), at: now)
    }

    mutating func found(_ instance: String, at endpoints: [Endpoint]) {
        sightings.resolved(instance, at: now)
        sightings.succeeded()
        let dialable = endpoints.filter(\.isDialable)
        // One of them may be ours and theirs: every laptop with containers has a 172.17.0.1.
        guard !dialable.allSatisfy(own.listens(at:)) else {
            return overlay.remove(.sighting(instance))
        }
        overlay.offer(.sighting(instance), endpoints: dialable, leadsTo: whoPresent(at: dialable), at: now)
    }

    mutating func unresolved(_ instance: String) {
        let pauseMaxMS = isSmallVenue ? PeeringLimits.redialMaxMS : PeeringLimits.resolveAgainMaxMS
        sightings.failed(instance, pauseMaxMS: pauseMaxMS, at: now)
        overlay.remove(.sighting(instance))
    }

    mutating func lost(_ instance: String) {
        sightings.remove(instance)
        overlay.remove(.sighting(instance))
    }

    /// Others see us under this name from now on.
    mutating func advertised(as instance: String) {
        guard own.advertise(as: instance), own.visible, own.current != nil, !stopping else { return }
        beat()
    }

    /// At the end of an event: resolves what is wanted and allowed now, and sets the timer for the rest.
    mutating func resolveSightings() {
        guard sightings.isStale, !stopping else { return }
        if sightings.count > PeeringLimits.prospectsSmall, now < sightings.lookAt {
            return timers.atLatest(.resolve, sightings.lookAt)
        }
        sightings.isStale = false
        sightings.lookAt = now.advanced(byMS: PeeringLimits.lookOverMS)
        timers[.resolve] = nil
        var waiting = sightings.unresolved
        guard !waiting.isEmpty else { return }
        let named = roster.instances
        var claimed = waiting.filter { named.contains($0.instance) }
        waiting.removeAll { named.contains($0.instance) }
        var next: [Instant] = []
        while true {
            let expected = Int64(links.count + overlay.dialsUnderWay + sightings.resolvingCount)
            let isShort = isSmallVenue || expected < PeeringLimits.resolvesAtOnce
            func due(_ item: Sightings.Item) -> Instant {
                max(item.notBefore, isShort ? now : item.since.advanced(byMS: PeeringLimits.strangerAfterMS))
            }
            let eligible = waiting.indices.filter { due(waiting[$0].item) <= now }
            guard !eligible.isEmpty else {
                next += waiting.map { due($0.item) }.min().map { [$0] } ?? []
                break
            }
            guard sightings.budget(at: now, everyMS: resolveEveryMS) > 0 else {
                next.append(sightings.nextBudget(everyMS: resolveEveryMS))
                break
            }
            resolve(waiting.remove(at: eligible[dice.below(eligible.count)]).instance)
        }
        if !claimed.isEmpty {
            // Without a budget the turn is over until the next.
            if sightings.checkAt <= now {
                if sightings.budget(at: now, everyMS: resolveEveryMS) > 0 {
                    resolve(claimed.remove(at: dice.below(claimed.count)).instance)
                }
                checkClaimsLater()
            }
            next.append(sightings.checkAt)
        }
        // A moment that is over would be now for ever.
        if let next = next.min() { timers.atLatest(.resolve, max(next, now.advanced(byMS: 1))) }
    }

    /// Few enough to link with all: whoever comes back into reach is to be linked within seconds. Some of those shown
    /// may be ghosts.
    private var isSmallVenue: Bool {
        roster.presentCount <= PeeringLimits.meshMax && sightings.count <= 2 * PeeringLimits.meshMax
    }

    private mutating func resolve(_ instance: String) {
        let asks = sightings.begin(instance, isAlone: links.count == 0, at: now)
        effects.append(.resolve(instance: instance, asks: asks))
    }

    /// The whole room together resolves so many a second, however many they are.
    private var resolveEveryMS: Int64 {
        links.count == 0 || isSmallVenue
            ? PeeringLimits.resolveAloneMS
            : max(PeeringLimits.resolveMS, Int64(roster.crowd) * PeeringLimits.resolveMSPerAttendee)
    }

    private mutating func checkClaimsLater() {
        let pauseMS = max(
            PeeringLimits.checkClaimsMS, Int64(roster.crowd) * PeeringLimits.checkClaimsMSPerAttendee)
        sightings.checkedClaims(nextAt: now.advanced(byMS: pauseMS / 2 + dice.milliseconds(upTo: pauseMS)))
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
