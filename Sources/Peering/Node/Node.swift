import Cards
package import Keys
import Wire

/// The protocol of one attendee as a pure value: events in, effects out. It has no clock, no sockets, no files and no
/// randomness but what its arguments bring, so the daemon and the simulation run the very same thing.
///
/// Wrong input is one of three things: our own bug (a precondition), the other side's fault (the link is closed with a
/// ``CloseReason``), or a legitimate race, such as a message of a link that was closed a moment ago (ignored, by name).
package struct Node: Sendable {
    let signer: any Signer
    var own: OwnPresence
    var roster: Roster
    var links: Links
    var gossip = Gossip()
    var overlay: Overlay
    var sightings: Sightings
    var exchanges: Exchanges
    var editions: CardEditions
    var records = Records()
    /// The gatherings that DNS-SD names.
    var advertised: [UInt32] = []
    let sharesUnseen: Bool
    var desks: Desks
    /// What is waited for, by the number of the wait.
    var waits: [UInt64: StoreWait] = [:]
    var nextWait: UInt64 = 1
    var timers = Timers()
    var dice: Dice
    var stopping = false
    /// The moment of the event being handled.
    var now: Instant
    /// What the event being handled leads to, in order.
    var effects: [Effect] = []

    /// A node that starts now.
    ///
    /// - Parameters:
    ///   - signer: our identity.
    ///   - verifier: reads what others signed.
    ///   - restored: what was kept from the last run.
    ///   - startWallMS: the wall clock at this moment, milliseconds since 1970; it only makes our beats sort after
    ///     those of the last run, and may be wrong.
    ///   - seed: of all random choices.
    ///   - now: this moment.
    package init(
        signer: any Signer, verifier: any Verifier, restored: Restored, settings: NodeSettings = NodeSettings(),
        startWallMS: UInt64,
        seed: UInt64, at now: Instant
    ) {
        self.signer = signer
        self.now = now
        dice = Dice(seed: seed)
        sharesUnseen = settings.sharesUnseen
        own = OwnPresence(
            key: signer.publicKey, badge: restored.badge, visible: restored.visible, beatMS: settings.beatMS,
            startWallMS: startWallMS, startedAt: now)
        roster = Roster(standings: restored.standings)
        links = Links(max: settings.linksMax)
        overlay = Overlay(at: now)
        sightings = Sightings(at: now)
        exchanges = Exchanges(
            signer: signer, verifier: verifier, codes: settings.codes, trades: restored.trades,
            receipts: restored.receipts)
        editions = CardEditions(verifier: verifier, own: restored.ownCards, contacts: restored.contacts)
        desks = Desks(requests: restored.deskRequests, bookings: restored.deskBookings)
        restore(restored.gatherings, invitations: restored.invitations)
    }

    /// Takes one event and tells what to do about it. `now` must not be before that of an earlier call.
    package mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        precondition(now >= self.now, "time does not go back")
        self.now = now
        exchanges.expire(at: now)
        switch event {
        case .started(let endpoints): start(listeningAt: endpoints)
        case .listening(let endpoints): listen(at: endpoints)
        case .addresses(let own, let connected, let networks):
            overlay.knocks.networks = networks
            move(to: own, connected: connected)
        case .command(let command): obey(command)
        case .advertised(let instance): advertised(as: instance)
        case .sighted(let instance): sighted(instance)
        case .found(let instance, let endpoints): found(instance, at: endpoints)
        case .unresolved(let instance): unresolved(instance)
        case .lost(let instance): lost(instance)
        case .linkOpened(let link): opened(link)
        case .received(let link, let message): received(message, over: link)
        case .linkClosed(let link): closed(link)
        case .dialFailed(let dial, let failure): failed(dial, failure)
        case .checked(let link, let results): checked(results, from: link)
        case .foundingChecked(let link, let founding): checked(founding: founding, from: link)
        case .record(let gathering, let answer): answered(answer, of: gathering)
        case .stored(let token): stored(token)
        case .timerFired: fireTimers()
        }
        performExchange()
        performRecords()
        performDesks()
        spreadNews()
        dialProspects()
        resolveSightings()
        advertiseSoon()
        if !own.visible, !sharesUnseen {
            effects.removeAll { if case .send(_, let message) = $0 { !Self.isAnonymous(message) } else { false } }
        }
        if let wake = timers.nextWake() { effects.append(.wake(at: wake)) }
        defer { effects = [] }
        return effects
    }
}
