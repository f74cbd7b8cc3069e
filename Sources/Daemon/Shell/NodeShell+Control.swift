import Cards
import ControlAPI
import ControlServer
import Discovery
import Glibc
import Keys
import Peering

extension NodeShell: ControlService {
    func status() -> Status {
        let now = clock.now
        let attendees = node.attendees(at: now)
        func count(_ presence: Peering.Presence) -> Int { attendees.count { $0.presence == presence } }
        var problems = [storageProblem, listenProblem, Surroundings.descriptorProblem].compactMap { $0 }
        problems += networkProblems
        if let olderGatherings { problems.append(olderGatherings) }
        for address in unresolved {
            problems.append("No address is known for \(address) of the settings; it is looked up again.")
        }
        return Status(
            version: Release.version, pid: Int(getpid()), uptimeMS: UInt64(now.microseconds / 1000),
            name: node.badge.name, tag: signer.publicKey.tag, key: signer.publicKey.hex, visible: node.isVisible,
            port: isListening ? port : nil, discovery: discoveryStatus,
            addresses: addressStatus, links: links,
            attendees: .init(here: count(.here), quiet: count(.quiet), gone: count(.gone)),
            problems: problems)
    }

    func nearby() -> Nearby {
        Nearby(venue: venue, attendees: node.attendees(at: clock.now).map { body(of: $0) })
    }

    func badge() -> BadgeBody { BadgeBody(node.badge) }

    func setBadge(_ body: BadgeBody) async throws(Problem) -> BadgeBody {
        let badge: Badge
        do {
            badge = try Badge(
                entering: body.name, headline: body.headline, topics: body.topics, asks: body.asks, offers: body.offers)
        } catch { throw Problem(.badValue, "\(error)") }
        try await writeFirst(.badge(badge))
        handle(.command(.setBadge(badge)))
        return BadgeBody(node.badge)
    }

    func setVisible(_ visible: Bool) async throws(Problem) -> KeptBody {
        if visible, !node.isVisible {
            // The port first: if it cannot be opened, nothing changes.
            do {
                try await listen()
                listenProblem = nil
            } catch { throw Problem(.failed, "\(error)") }
        }
        handle(.command(.setVisible(visible)))
        lookAtNetwork()
        hub.publish(.venue(venue))
        return await keepNow()
    }

    /// As the control API says it: true, or nothing at all.
    var isHidden: Bool? { node.isVisible ? nil : true }

    func requestStop() { stopRequests.continuation.yield() }

    func events() -> AsyncStream<Event> {
        hub.events { [weak self] in
            await self?.nearby() ?? Nearby(venue: Venue(discovery: .off, links: 0), attendees: [])
        }
    }

    var venue: Venue {
        let (state, detail) = discoveryInWords
        return Venue(discovery: state, detail: detail, network: noNetwork, hidden: isHidden, links: links)
    }

    private var discoveryInWords: (Venue.DiscoveryState, String?) {
        guard discovery != nil else { return (.off, "Discovery is switched off in the settings.") }
        switch discoveryState {
        case .starting, .announcing: return (.starting, nil)
        case .unannounced(let reason): return (.unannounced, reason)
        case .absent:
            return (
                .byAddress,
                "This machine has no Avahi running, so people are found by address: `baithak peer add HOST`. With "
                    + "`apt install avahi-daemon` they are found by themselves."
            )
        case .running: return (.running, nil)
        case .unavailable(let reason, _): return (.unavailable, reason)
        }
    }
}
