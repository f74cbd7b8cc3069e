import Cards
import Keys
import Wire

extension Node {
    /// Sorts presences that came over a link: known ones prune the link, new ones go to be checked, and those whose
    /// profile we lack are asked for.
    mutating func receive(_ presences: [SignedPresence], over id: LinkID) {
        guard let link = links[id] else { return }
        var unchecked: [SignedPresence] = []
        var isRepeated = false
        for presence in presences {
            let header = presence.header
            let held = roster.entry(header.authorPrefix)
            if header.authorPrefix == own.prefix {
                if own.isAhead(header.stamp), gossip.beginCheck(presence) { unchecked.append(presence) }
                continue
            }
            if let held, held.beat.header.stamp >= header.stamp {
                // Whoever hears a beat twice needs it from one side only, except from its author.
                isRepeated = isRepeated || (held.beat.header.stamp == header.stamp && link.peer != held.key)
                continue
            }
            if let profile = presence.profileBytes {
                guard SignedPresence.hash(ofProfile: profile) == header.profileHash else {
                    return close(id, .badProfile)
                }
            } else if held?.beat.header.profileHash != header.profileHash {
                // A goodbye of somebody unknown is no news.
                if header.leaving && held == nil { continue }
                let announcement = Announcement(author: header.authorPrefix, stamp: header.stamp)
                gossip.miss(announcement, from: id, askAt: now, once: true)
                continue
            }
            if gossip.beginCheck(presence) { unchecked.append(presence) } else { isRepeated = true }
        }
        if isRepeated, link.isEager, links.count > 1 {
            links.update(id) { $0.isEager = false }
            effects.append(.send(id, .prune))
        }
        if !unchecked.isEmpty { effects.append(.check(id, unchecked)) }
        askForMissing()
    }

    /// Takes presences whose signatures were checked.
    mutating func checked(_ results: [CheckedPresence], from id: LinkID) {
        for result in results {
            gossip.endCheck(result.presence)
            guard let author = result.author else {
                close(id, .forged)
                continue
            }
            if author == own.key {
                if own.outdo(result.presence.header.stamp), own.visible, !stopping { timers.atLatest(.beat, now) }
            } else {
                admit(result.presence, of: author, from: id)
            }
        }
    }

    private mutating func admit(_ presence: SignedPresence, of author: PublicKey, from id: LinkID) {
        var profile: (badge: Badge, endpoints: [Endpoint])?
        if let bytes = presence.profileBytes {
            guard let known = readProfile(bytes, over: id) else { return close(id, .badProfile) }
            profile = known
        } else if roster[author]?.beat.header.profileHash != presence.header.profileHash, !presence.header.leaving {
            // The profile changed while this was being checked; the next announcement brings both.
            return
        }
        let nameBefore = roster[author]?.badge.name
        let outcome = roster.admit(presence, of: author, profile: profile, at: now)
        guard outcome != .stale, let entry = roster[author] else { return }
        gossip.satisfy(author.compact.prefix, stamp: presence.header.stamp)
        timers.atLatest(.presence, entry.nextChange)
        var withProfile = false
        if case .news(let isProfileNew) = outcome {
            withProfile = isProfileNew
            if entry.badge.name != nameBefore || entry.presence == .gone {
                effects.append(.persist(.seen(author, name: entry.badge.name)))
            }
            offerAttendee(entry)
            notify(author)
        }
        gossip.pass(on: Gossip.News(author: author, source: id, withProfile: withProfile))
    }

    /// A profile's badge, and its dialable endpoints as seen from the link they came over.
    private func readProfile(_ bytes: [UInt8], over id: LinkID) -> (badge: Badge, endpoints: [Endpoint])? {
        guard let profile = try? Profile(decoding: bytes),
            let badge = try? Badge(
                received: profile.name, headline: profile.headline, topics: profile.topics, asks: profile.asks,
                offers: profile.offers)
        else { return nil }
        let interface = links[id]?.opened.interface ?? 0
        return (badge, profile.endpoints.map { $0.scoped(to: interface) })
    }

    private mutating func offerAttendee(_ entry: RosterEntry) {
        let dialable = entry.endpoints.filter(\.isDialable)
        if entry.presence == .gone || dialable.isEmpty {
            overlay.remove(.attendee(entry.key))
        } else {
            overlay.offer(.attendee(entry.key), endpoints: dialable, leadsTo: entry.key, at: now)
        }
        for endpoint in dialable {
            if let source = overlay.sighting(at: endpoint) { overlay.identify(source, as: entry.key) }
        }
    }

    /// Remembers announced beats that we lack.
    mutating func receive(_ announcements: [Announcement], whole: Bool, over id: LinkID) {
        let askAt = whole ? now : now.advanced(byMS: PeeringLimits.graftMS)
        for announcement in announcements {
            if announcement.author == own.prefix {
                guard own.isAhead(announcement.stamp), own.visible else { continue }
            } else if let held = roster.entry(announcement.author), held.beat.header.stamp >= announcement.stamp {
                continue
            }
            gossip.miss(announcement, from: id, askAt: askAt, once: whole)
        }
        askForMissing()
    }

    /// Asks for what is due.
    mutating func askForMissing() {
        for ask in gossip.takeAsks(at: now, isOpen: { links[$0] != nil }) {
            if !ask.once { links.update(ask.link) { $0.isEager = true } }
            for start in stride(from: 0, to: ask.authors.count, by: WireLimits.announcementsMax) {
                let authors = Array(ask.authors[start..<min(start + WireLimits.announcementsMax, ask.authors.count)])
                effects.append(.send(ask.link, .graft(authors, once: ask.once)))
            }
        }
        if let next = gossip.nextAsk { timers.atLatest(.graft, next) }
    }

    /// Answers a graft with what we hold, profiles included.
    mutating func graft(_ authors: [AuthorPrefix], once: Bool, over id: LinkID) {
        if !once { links.update(id) { $0.isEager = true } }
        let answer = authors.compactMap { author -> SignedPresence? in
            if author == own.prefix { return own.visible ? own.current : nil }
            return roster.entry(author).map { travelling($0, withProfile: true) }
        }
        send(answer, over: id)
    }

    /// At the end of an event: passes on what it brought, at once over eager links, announced over the others.
    mutating func spreadNews() {
        let news = gossip.takeNews()
        guard !news.isEmpty else { return }
        for id in links.ids {
            guard let link = links[id] else { continue }
            let entries = news.compactMap { item -> (RosterEntry, Bool)? in
                guard item.source != id, item.author != link.peer, let entry = roster[item.author] else { return nil }
                return (entry, item.withProfile)
            }
            guard !entries.isEmpty else { continue }
            if link.isEager {
                send(entries.map { travelling($0.0, withProfile: $0.1) }, over: id)
            } else {
                announce(
                    entries.map { Announcement(author: $0.0.key.compact.prefix, stamp: $0.0.beat.header.stamp) },
                    over: id)
            }
        }
    }

    mutating func announce(_ announcements: [Announcement], over id: LinkID) {
        links.update(id) { $0.announcements.append(contentsOf: announcements) }
        timers.atLatest(.announce, now.advanced(byMS: PeeringLimits.announceMS))
    }

    /// Sends the collected announcements.
    mutating func sendAnnouncements() {
        for id in links.ids {
            guard let waiting = links[id]?.announcements, !waiting.isEmpty else { continue }
            links.update(id) { $0.announcements = [] }
            send(waiting, whole: false, over: id)
        }
    }

    /// Tells one link all that we hold.
    mutating func announceAll(to id: LinkID) {
        var all = roster.announcements(at: now)
        if own.visible, let current = own.current {
            all.append(Announcement(author: own.prefix, stamp: current.header.stamp))
        }
        send(all, whole: true, over: id)
    }

    /// Now and then, tells everything to one link chosen at random.
    mutating func mend() {
        guard links.count > 0 else { return }
        let ids = links.ids
        announceAll(to: ids[dice.below(ids.count)])
        timers.atLatest(.mend, now.advanced(byMS: mendMS))
    }

    var mendMS: Int64 { max(PeeringLimits.mendMS, beatIntervalMS / 2) }

    private mutating func send(_ announcements: [Announcement], whole: Bool, over id: LinkID) {
        for start in stride(from: 0, to: announcements.count, by: WireLimits.announcementsMax) {
            let end = min(start + WireLimits.announcementsMax, announcements.count)
            effects.append(.send(id, .have(Array(announcements[start..<end]), whole: whole)))
        }
    }

    mutating func send(_ presences: [SignedPresence], over id: LinkID) {
        for start in stride(from: 0, to: presences.count, by: WireLimits.presencesMax) {
            let end = min(start + WireLimits.presencesMax, presences.count)
            effects.append(.send(id, .presences(Array(presences[start..<end]))))
        }
    }

    private func travelling(_ entry: RosterEntry, withProfile: Bool) -> SignedPresence {
        entry.beat.travelling(
            withProfile: withProfile ? entry.beat.profileBytes : nil,
            ageMS: UInt32(clamping: now.milliseconds(since: entry.heard)))
    }
}
