import Cards
import Keys
import Wire

extension Node {
    mutating func start(listeningAt endpoints: [Endpoint]) {
        _ = own.listen(at: endpoints)
        advertise()
        effects.append(.setVisible(own.visible))
        if own.visible { beat() }
    }

    mutating func listen(at endpoints: [Endpoint]) {
        guard own.listen(at: endpoints), own.visible, !stopping else { return }
        beat()
    }

    mutating func obey(_ command: Command) {
        guard !stopping else { return }
        switch command {
        case .setBadge(let badge):
            guard own.show(badge) else { return }
            effects.append(.persist(.badge(badge)))
            if own.visible { beat() }
        case .setVisible(let visible): setVisible(visible)
        case .addPeer(let label, let endpoints): addPeer(label, at: endpoints)
        case .exchange, .accept, .decline, .confirm, .reportMismatch: obeyExchange(command)
        case .verify(let key, let name): verify(key, name: name)
        case .setStanding(let key, let standing): setStanding(key, standing)
        case .setCard(let card): setCard(card)
        case .removeCard(let face):
            editions.remove(face)
            effects.append(.persist(.ownCardRemoved(face: face)))
        case .foundGathering, .joinGathering, .rejoinGathering, .acceptInvitation, .leaveGathering, .writeEntry,
            .withdrawEntries, .compareRecord:
            obeyGathering(command)
        case .setDesks, .bookDesk, .giveBackDesk, .freeDesk, .deskIsGone, .lookedAtDesk: obeyDesk(command)
        case .removePeer(let label): overlay.remove(.manual(label))
        case .setBeat(let milliseconds):
            own.beatMS = milliseconds
            if own.visible { timers.atLatest(.beat, now.advanced(byMS: milliseconds)) }
        case .stop: stop()
        }
    }

    /// Hiding says goodbye and closes every link, so that nobody keeps one to us by name; showing closes the links of
    /// the listener and dials anew as ourselves. While we hide we are to ourselves like anybody who has left, so that
    /// nobody who asks a listener about us hears less than from another.
    private mutating func setVisible(_ visible: Bool) {
        guard visible != own.visible else { return }
        if visible { roster.remove(own.key) } else { takeLeave() }
        closeAll()
        own.visible = visible
        overlay.remove(.attendee(own.key))
        overlay.removeAllDials()
        effects.append(.persist(.visibility(visible)))
        advertise()
        effects.append(.setVisible(visible))
        guard visible else { return }
        beat()
        seekAll()
    }

    private mutating func stop() {
        for key in roster.keys {
            if let entry = roster[key], entry.presence != .gone { writeDown(entry) }
        }
        if own.visible { sayGoodbye() }
        closeAll()
        stopping = true
        timers.clear()
    }

    /// Says goodbye, and takes it as those do to whom it is said.
    private mutating func takeLeave() {
        let goodbye = sayGoodbye()
        roster.takeLeave(with: goodbye, of: own.key, profile: own.known, at: now)
        if let next = roster.nextChange { timers.atLatest(.presence, next) }
    }

    @discardableResult
    private mutating func sayGoodbye() -> SignedPresence {
        let goodbye = own.beat(intervalMS: beatIntervalMS, leaving: true, signer: signer, at: now).presence
        for id in links.ids { send([goodbye.travelling(withProfile: nil, ageMS: 0)], over: id) }
        timers[.beat] = nil
        return goodbye
    }

    private mutating func closeAll() {
        for id in links.ids { close(id, .leaving) }
    }

    /// Beats: at once to everybody in a small venue, along the tree in a large one.
    mutating func beat() {
        let lastIntervalMS = own.current.map { Int64($0.header.intervalMS) } ?? own.beatMS
        let (presence, withProfile) = own.beat(intervalMS: beatIntervalMS, signer: signer, at: now)
        let toAll = links.count <= PeeringLimits.meshMax
        let bare = presence.travelling(withProfile: nil, ageMS: 0)
        for place in links.ids.indices {
            if toAll || links[place].isEager {
                send([withProfile ? presence : bare], over: links.ids[place])
            } else {
                announce(
                    Announcement(author: own.prefix, stamp: presence.header.stamp), at: place, isUrgent: withProfile)
            }
        }
        // Those who came together do not beat together for ever: when the interval has grown much, the next beat comes
        // at a random moment of it.
        let hasGrown = beatIntervalMS > lastIntervalMS * 5 / 4
        timers[.beat] = now.advanced(byMS: hasGrown ? 1 + dice.milliseconds(upTo: beatIntervalMS - 1) : beatIntervalMS)
    }

    /// Stretches with the roster, so that presence traffic stays bounded.
    package var beatIntervalMS: Int64 {
        max(own.beatMS, Int64(roster.crowd) * PeeringLimits.beatMSPerAttendee)
    }

    mutating func fireTimers() {
        for kind in timers.takeDue(at: now) {
            switch kind {
            case .beat: if own.visible { beat() }
            case .presence: expire()
            case .links: checkLinks()
            case .dial: overlay.isStale = true
            case .resolve: sightings.isStale = true
            case .announce: sendAnnouncements()
            case .graft: askForMissing()
            case .mend: mend()
            case .record: fireRecords()
            case .founding: askForFoundings()
            // What waited is passed on at the end of this event.
            case .passOn: break
            // What is over was ended at the beginning of this event.
            case .exchange: break
            case .desk: desks.fire(at: now)
            case .advertise: advertise()
            }
        }
    }

    /// A link to somebody opened or brought something at this moment, or was closed, which is nil: so long as it is
    /// open and they talk, they are here however late their beats are. Whether that changed their presence.
    @discardableResult
    mutating func follow(_ key: PublicKey, spoke: Instant?) -> Bool {
        let isChanged = roster.follow(key, spoke: spoke, at: now)
        if isChanged { changed(key) }
        if let next = roster.nextChange, !stopping { timers.atLatest(.presence, next) }
        return isChanged
    }

    /// Somebody's presence is another now.
    private mutating func changed(_ key: PublicKey) {
        if let entry = roster[key], entry.presence == .gone { writeDown(entry) }
        overlay.isStale = true
        notify(key)
    }

    private mutating func expire() {
        let expiry = roster.expire(at: now)
        for key in expiry.changed { changed(key) }
        for key in expiry.forgotten { forget(key) }
        if expiry.isAnybodyOverdue { overlay.isStale = true }
        if let next = roster.nextChange { timers.atLatest(.presence, next) }
    }

    /// After an attendee is no longer kept.
    mutating func forget(_ key: PublicKey) {
        overlay.remove(.attendee(key))
        if key != own.key { effects.append(.notify(.forgotten(key))) }
    }

    /// Remembers that an attendee was seen.
    mutating func writeDown(_ entry: RosterEntry) {
        if entry.key != own.key { effects.append(.persist(.seen(entry.key, name: entry.badge.name))) }
    }

    mutating func notify(_ key: PublicKey) {
        if let view = attendee(key, at: now) { effects.append(.notify(.attendee(view))) }
    }
}
