import Keys
import Wire

extension Node {
    mutating func opened(_ opened: OpenedLink) {
        let prospect = opened.dial.flatMap { overlay.endDial($0) }
        overlay.knocks.authenticated(at: opened.remote.address)
        if let prospect {
            overlay.identify(prospect.source, as: opened.peer)
            if case .manual(let label) = prospect.source {
                effects.append(.notify(.peerReached(label: label, opened.peer)))
            }
        }
        let persona: Persona = own.visible ? .attendee : .listener
        if stopping || opened.persona != persona { return effects.append(.close(opened.id, .leaving)) }
        if let other = links.to(opened.peer) {
            guard replaces(opened, other) else { return effects.append(.close(opened.id, .duplicate)) }
            effects.append(.close(other.id, .duplicate))
            _ = links.remove(other.id)
            linkClosedInRecords(other.id)
            exchanges.linkClosed(to: opened.peer)
            desks.parted(from: opened.peer)
        } else if !makeRoom(for: opened) {
            introduceOthers(over: opened.id)
            return effects.append(.close(opened.id, .full))
        }
        links.add(Link(opened, prospect: prospect?.source, at: now))
        scheduleLinkCheck()
        scheduleMend()
        effects.append(.notify(.links(links.count)))
        if let presence = own.current, own.visible { effects.append(.send(opened.id, .presences([presence]))) }
        announceAll(to: opened.id)
        if own.visible { exchangeLinkOpened(opened) }
        sayHello(over: opened.id)
        if !follow(opened.peer, spoke: now) { notify(opened.peer) }
    }

    /// Whether there is a place for a new link, also by giving up another. Never given up are links that we dialled,
    /// contacts, and the oldest; of the others the youngest of the address that has most, if it has more than one: a
    /// crowd whose members have one each would only change places, and is handed on instead.
    private mutating func makeRoom(for new: OpenedLink) -> Bool {
        guard new.dial == nil else { return !links.isFull }
        let inbound = links.ids.indices.filter { links[$0].opened.dial == nil }
        let isFull = inbound.count >= links.inboundMax || links.isFull
        let removable = inbound.dropFirst(PeeringLimits.oldestKept).filter { !isContact(links[$0].peer) }
        let same = inbound.filter { links[$0].opened.remote.address == new.remote.address }
        if same.count >= PeeringLimits.linksPerAddressMax {
            guard isContact(new.peer), let place = removable.last(where: same.contains) else { return false }
            close(links.ids[place], .surplus)
            return true
        }
        guard isFull else { return true }
        // A /64 counts as one here: it may be one machine. It may also be a room, so it has no bound of its own.
        let byOrigin = Dictionary(grouping: removable) { links[$0].opened.remote.address.origin }
        let most = byOrigin.values.max { ($0.count, $0[0]) < ($1.count, $1[0]) }
        guard let most, let place = most.last, most.count > 1 || isContact(new.peer) else { return false }
        close(links.ids[place], .surplus)
        return true
    }

    /// Which of two links to one attendee lives. Dials that cross each begin before the other's link is open: then the
    /// one that the smaller key dialled lives, and both sides decide alike. Otherwise the later one lives: nobody dials
    /// who still has a link.
    private func replaces(_ new: OpenedLink, _ old: Link) -> Bool {
        let newIsOurs = new.dial != nil
        let oldIsOurs = old.opened.dial != nil
        let began = now.advanced(byMS: -new.ageMS)
        let cross = newIsOurs != oldIsOurs && began < old.since.advanced(byMS: PeeringLimits.crossingMS)
        guard cross else { return true }
        return newIsOurs == (own.key < new.peer)
    }

    mutating func closed(_ id: LinkID) {
        guard let link = links.remove(id) else { return }
        exchanges.linkClosed(to: link.peer)
        desks.parted(from: link.peer)
        linkClosedInRecords(id)
        let jitter = dice.milliseconds(upTo: PeeringLimits.relinkMS)
        overlay.wait(for: link.peer, until: now.advanced(byMS: PeeringLimits.relinkMS / 2 + jitter))
        if let prospect = link.prospect {
            if link.hasSpoken, now >= link.since.advanced(byMS: PeeringLimits.shortLinkMS) {
                overlay.succeeded(prospect)
            } else {
                overlay.failed(prospect, jitter: dice.milliseconds(upTo: 25), at: now)
            }
        }
        sightings.isStale = true
        effects.append(.notify(.links(links.count)))
        if !follow(link.peer, spoke: nil) { notify(link.peer) }
    }

    /// Tells somebody whom we have no room for of a few others, so that they need nobody else to be in the room.
    private mutating func introduceOthers(over id: LinkID) {
        guard own.visible else { return }
        var keys = roster.keys.filter { roster.isOnTime($0) }
        var others: [SignedPresence] = []
        while others.count < PeeringLimits.handedOver, !keys.isEmpty {
            let key = keys.remove(at: dice.below(keys.count))
            guard roster[key]?.endpoints.contains(where: \.isDialable) ?? false else { continue }
            others += roster.travelling(key.compact.prefix, withProfile: true, at: now).map { [$0] } ?? []
        }
        send(others, over: id)
    }

    /// Closes a link on our side; the event `linkClosed` finds it gone.
    mutating func close(_ id: LinkID, _ reason: CloseReason) {
        guard links[id] != nil else { return }
        effects.append(.close(id, reason))
        closed(id)
    }

    mutating func received(_ message: Message, over id: LinkID) {
        // A message of a link that we closed a moment ago is a race.
        guard let place = links.ids.firstIndex(of: id), !stopping else { return }
        links[place].lastReceived = now
        links[place].hasSpoken = true
        links[place].pinged = false
        follow(links[place].peer, spoke: now)
        switch message {
        case .presences(let presences): receive(presences, over: id)
        case .have(let announcements, let whole): receive(announcements, whole: whole, over: id)
        case .graft(let authors, let once):
            if !once { links[place].isEager = true }
            answer(authors, withProfiles: true, over: id)
        case .pull(let authors): answer(authors, withProfiles: false, over: id)
        case .prune: links[place].isEager = false
        case .ping(let answer): if !answer { effects.append(.send(id, .ping(answer: true))) }
        case .exchange(let exchange, let step): receive(step, of: exchange, from: links[place].peer)
        case .cardUpdate(let jws): receive(update: jws, from: links[place].peer)
        case .cardTaken(let hash): receive(taken: hash, from: links[place].peer)
        case .gatherings(let open, let proofs): receive(open: open, proofs: proofs, over: id)
        case .record(let gathering, let step): receive(step, of: gathering, over: id)
        case .desk(let gathering, let booking, let step): receive(step, of: booking, in: gathering, over: id)
        }
    }

    /// Asks silent links whether they live, closes those that do not answer, and those that are too many.
    mutating func checkLinks() {
        for id in links.ids {
            guard let link = links[id] else { continue }
            if now >= link.closeAt {
                close(id, .silent)
            } else if now >= link.pingAt, !link.pinged {
                links.update(id) { $0.pinged = true }
                effects.append(.send(id, .ping(answer: false)))
            }
        }
        if isCrowd { shedLinks() }
        scheduleLinkCheck()
    }

    private mutating func scheduleLinkCheck() {
        for place in links.ids.indices {
            timers.atLatest(.links, links[place].pinged ? links[place].closeAt : links[place].pingAt)
        }
        if links.count > PeeringLimits.linksKept, isCrowd {
            timers.atLatest(.links, now.advanced(byMS: PeeringLimits.linkCheckMS))
        }
    }

    private mutating func shedLinks() {
        guard links.count > PeeringLimits.linksKept else { return }
        var surplus = links.ids.indices.filter { place in
            links[place].hasSpoken && !overlay.wanted.contains(links[place].peer)
                && now >= links[place].since.advanced(byMS: PeeringLimits.shedAfterMS)
        }.map { links.ids[$0] }
        while links.count > PeeringLimits.linksKept, !surplus.isEmpty {
            let id = surplus.remove(at: dice.below(surplus.count))
            if !isNeededByGathering(id) { close(id, .surplus) }
        }
    }
}
