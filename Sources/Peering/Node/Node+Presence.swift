import Cards
import Keys
import Wire

extension Node {
    mutating func start(listeningAt endpoints: [Endpoint]) {
        _ = own.listen(at: endpoints)
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
        case .setBeat(let milliseconds):
            own.beatMS = milliseconds
            if own.visible { timers.atLatest(.beat, now.advanced(byMS: milliseconds)) }
        case .stop: stop()
        }
    }

    /// Hiding says goodbye and closes every link, so that nobody keeps one to us by name; showing closes the links of
    /// the listener and dials anew as ourselves.
    private mutating func setVisible(_ visible: Bool) {
        guard visible != own.visible else { return }
        if !visible { sayGoodbye() }
        closeAll()
        own.visible = visible
        overlay.removeAllDials()
        effects.append(.persist(.visibility(visible)))
        effects.append(.setVisible(visible))
        if visible { beat() }
    }

    private mutating func stop() {
        for key in roster.keys {
            if let entry = roster[key], entry.presence != .gone {
                effects.append(.persist(.seen(key, name: entry.badge.name)))
            }
        }
        if own.visible { sayGoodbye() }
        closeAll()
        stopping = true
        timers.clear()
    }

    private mutating func sayGoodbye() {
        let goodbye = own.beat(intervalMS: beatIntervalMS, leaving: true, signer: signer, at: now).presence
        for id in links.ids { send([goodbye.travelling(withProfile: nil, ageMS: 0)], over: id) }
        timers[.beat] = nil
    }

    private mutating func closeAll() {
        for id in links.ids { close(id, .leaving) }
    }

    /// Beats: at once to everybody in a small venue, along the tree in a large one.
    mutating func beat() {
        let (presence, withProfile) = own.beat(intervalMS: beatIntervalMS, signer: signer, at: now)
        let toAll = links.count <= PeeringLimits.meshMax
        for id in links.ids {
            guard let link = links[id] else { continue }
            if toAll || link.isEager {
                send([withProfile ? presence : presence.travelling(withProfile: nil, ageMS: 0)], over: id)
            } else {
                announce([Announcement(author: own.prefix, stamp: presence.header.stamp)], over: id)
            }
        }
        timers[.beat] = now.advanced(byMS: beatIntervalMS)
    }

    /// Stretches with the roster, so that presence traffic stays bounded.
    package var beatIntervalMS: Int64 {
        max(own.beatMS, Int64(roster.presentCount) * PeeringLimits.beatMSPerAttendee)
    }

    mutating func fireTimers() {
        for kind in timers.takeDue(at: now) {
            switch kind {
            case .beat: if own.visible { beat() }
            case .presence: expire()
            case .links: checkLinks()
            case .dial: overlay.isStale = true
            case .announce: sendAnnouncements()
            case .graft: askForMissing()
            case .mend: mend()
            }
        }
    }

    private mutating func expire() {
        let (changed, forgotten) = roster.expire(at: now)
        for key in changed {
            if let entry = roster[key], entry.presence == .gone {
                effects.append(.persist(.seen(key, name: entry.badge.name)))
            }
            notify(key)
        }
        for key in forgotten {
            overlay.remove(.attendee(key))
            effects.append(.notify(.forgotten(key)))
        }
        if let next = roster.nextChange { timers.atLatest(.presence, next) }
    }

    mutating func notify(_ key: PublicKey) {
        if let view = attendee(key, at: now) { effects.append(.notify(.attendee(view))) }
    }
}
