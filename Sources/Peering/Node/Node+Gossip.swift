import Cards
import Keys
import Wire

extension Node {
    /// Sorts presences that came over a link: known ones prune the link, new ones go to be checked, and those whose
    /// profile we lack are asked for.
    mutating func receive(_ presences: [SignedPresence], over id: LinkID) {
        guard let place = links.ids.firstIndex(of: id) else { return }
        let peer = links[place].peer.compact.prefix
        var unchecked: [SignedPresence] = []
        var isRepeated = false
        for presence in presences {
            let header = presence.header
            let author = header.authorPrefix
            if author == own.prefix, own.visible {
                if own.isOutdone(by: presence), gossip.beginCheck(presence) { unchecked.append(presence) }
                continue
            }
            let held = roster.stamp(of: author)
            if let held, held >= header.stamp {
                // Whoever hears a beat twice needs it from one side only, except from its author.
                if peer == author { remind(of: presence, over: id) } else if held == header.stamp { isRepeated = true }
                continue
            }
            if let profile = presence.profileBytes {
                guard SignedPresence.hash(ofProfile: profile) == header.profileHash else {
                    for presence in unchecked { gossip.endCheck(presence) }
                    return close(id, .badProfile)
                }
            } else if roster.profileHash(of: author) != header.profileHash {
                // A goodbye of somebody unknown is no news.
                if header.leaving && held == nil { continue }
                _ = gossip.missing.satisfy(author, stamp: header.stamp)
                gossip.missing.add(author, stamp: header.stamp, from: id, by: .graftOnce, askAt: now)
                continue
            }
            if gossip.beginCheck(presence) { unchecked.append(presence) } else { isRepeated = true }
        }
        if isRepeated, links[place].isEager, links.count > 1 {
            links[place].isEager = false
            effects.append(.send(id, .prune))
        }
        if !unchecked.isEmpty { effects.append(.check(id, unchecked)) }
        askForMissing()
    }

    /// The other side's beat is no later than another of theirs that we hold: their clock is behind that of an earlier
    /// run. Unless they hear what they have to outdo, nobody takes their beats.
    private mutating func remind(of presence: SignedPresence, over id: LinkID) {
        guard !roster.holds(presence),
            let held = roster.travelling(presence.header.authorPrefix, withProfile: false, at: now)
        else { return }
        send([held], over: id)
    }

    /// Takes presences whose signatures were checked.
    mutating func checked(_ results: [CheckedPresence], from id: LinkID) {
        for result in results {
            gossip.endCheck(result.presence)
            guard let author = result.author else {
                close(id, .forged)
                continue
            }
            if author == own.key, own.outdo(result.presence), own.visible, !stopping { timers.atLatest(.beat, now) }
            // To whoever hides, their own beats are those of anybody.
            if author != own.key || !own.visible { admit(result.presence, of: author, from: id) }
        }
    }

    private mutating func admit(_ presence: SignedPresence, of author: PublicKey, from id: LinkID) {
        let header = presence.header
        let prefix = author.compact.prefix
        var profile: KnownProfile?
        if roster.profileHash(of: prefix) != header.profileHash {
            if let bytes = presence.profileBytes {
                guard let known = readProfile(bytes, over: id) else { return close(id, .badProfile) }
                profile = known
            } else if !header.leaving {
                // The profile changed while this was being checked; the next announcement brings both.
                return
            }
        }
        let nameBefore = profile == nil ? nil : roster[author]?.badge.name
        let arrival = Roster.Arrival(
            bringer: links[id]?.opened.remote.address, spoke: links.to(author)?.lastReceived, intervalMS: beatIntervalMS
        )
        let outcome = roster.admit(presence, of: author, profile: profile, arrival, at: now)
        guard outcome != .stale else { return }
        if let evicted = roster.takeEvicted() { forget(evicted) }
        let holders = gossip.missing.satisfy(prefix, stamp: header.stamp)
        if let next = roster.nextChange { timers.atLatest(.presence, next) }
        var news = Gossip.News(author: author, source: id, holders: holders, isUrgent: false, withProfile: false)
        if case .news(let isProfileNew) = outcome, let entry = roster[author] {
            news = Gossip.News(author: author, source: id, holders: holders, isUrgent: true, withProfile: isProfileNew)
            if (profile != nil && entry.badge.name != nameBefore) || entry.presence == .gone { writeDown(entry) }
            offerAttendee(entry)
            if isProfileNew { overlay.isStale = true }
            seek(entry.gatherings, over: id)
            notify(author)
        } else if header.leaving {
            overlay.remove(.attendee(author))
        }
        gossip.pass(on: news)
    }

    /// A profile's badge, and its dialable endpoints as seen from the link they came over.
    private func readProfile(_ bytes: [UInt8], over id: LinkID) -> KnownProfile? {
        guard let profile = try? Profile(decoding: bytes),
            let badge = try? Badge(
                received: profile.name, headline: profile.headline, topics: profile.topics, asks: profile.asks,
                offers: profile.offers)
        else { return nil }
        let interface = links[id]?.opened.interface ?? 0
        return KnownProfile(
            badge: badge, endpoints: profile.endpoints.map { $0.scoped(to: interface) },
            gatherings: profile.gatherings, instance: profile.instance)
    }

    private mutating func offerAttendee(_ entry: RosterEntry) {
        let dialable = entry.endpoints.filter(\.isDialable)
        if entry.presence == .gone || dialable.isEmpty {
            overlay.remove(.attendee(entry.key))
        } else {
            overlay.offer(.attendee(entry.key), endpoints: dialable, leadsTo: entry.key, at: now)
        }
        for endpoint in dialable {
            if let source = overlay.sighting(at: endpoint) { overlay.claim(source, by: entry.key) }
        }
    }

    /// Remembers announced beats that we lack. In a large venue, beats of those whose profile we hold are not pushed,
    /// so there is nothing to wait for and no tree to mend.
    mutating func receive(_ announcements: [Announcement], whole: Bool, over id: LinkID) {
        links.update(id) { $0.drop(announcedByPeer: announcements) }
        let pushed = now.advanced(byMS: PeeringLimits.graftMS)
        // What is announced meanwhile is asked for together, each beat at any of those who hold it.
        if gossip.pullAt <= now { gossip.pullAt = now.advanced(byMS: collectMS / 4) }
        for announcement in announcements {
            var isHeld = false
            if announcement.author == own.prefix, own.visible {
                guard own.isAhead(announcement.stamp) else { continue }
            } else if let held = roster.stamp(of: announcement.author) {
                guard held < announcement.stamp else { continue }
                isHeld = true
            }
            let isPulled = isHeld && isCrowd
            gossip.missing.add(
                announcement.author, stamp: announcement.stamp, from: id,
                by: isPulled ? .pull : whole ? .graftOnce : .graft,
                askAt: isPulled ? gossip.pullAt : whole ? now : pushed)
        }
        askForMissing()
    }

    /// Asks for what is due.
    mutating func askForMissing() {
        for ask in gossip.missing.takeAsks(at: now, dice: &dice, isOpen: links.isOpen) {
            if ask.way == .graft { links.update(ask.link) { $0.isEager = true } }
            for start in stride(from: 0, to: ask.subjects.count, by: WireLimits.announcementsMax) {
                let authors = Array(ask.subjects[start..<min(start + WireLimits.announcementsMax, ask.subjects.count)])
                let question: Message =
                    ask.way == .pull ? .pull(authors) : .graft(authors, once: ask.way == .graftOnce)
                effects.append(.send(ask.link, question))
            }
        }
        if let next = gossip.missing.nextAsk { timers.atLatest(.graft, next) }
    }

    /// Answers a question with what we hold.
    mutating func answer(_ authors: [AuthorPrefix], withProfiles: Bool, over id: LinkID) {
        var answer: [SignedPresence] = []
        // Once each: naming somebody takes 8 bytes, and a presence with its profile up to two thousand.
        var answered: Set<AuthorPrefix> = []
        for author in authors where answered.insert(author).inserted {
            if author != own.prefix || !own.visible {
                if let held = roster.travelling(author, withProfile: withProfiles, at: now) { answer.append(held) }
            } else if let current = own.current {
                answer.append(
                    current.travelling(withProfile: withProfiles ? current.profileBytes : nil, ageMS: 0))
            }
        }
        send(answer, over: id)
    }

    /// At the end of an event: passes on what it brought. News goes at once over eager links, announced over others;
    /// in a large venue, beats that bring none are announced over all. Of one author one beat a second goes on, and the
    /// newest waits for its second; a goodbye does not wait, unless one has just gone on.
    mutating func spreadNews() {
        guard gossip.hasNews(at: now), !stopping else { return }
        let isCrowd = isCrowd
        var parcels: [(news: Gossip.News, presence: SignedPresence)] = []
        for news in gossip.takeNews(at: now) {
            let prefix = news.author.compact.prefix
            if let moment = roster.passOn(prefix, at: now) {
                gossip.wait(news, until: moment)
                continue
            }
            gossip.passedOn(prefix)
            guard let held = roster.travelling(prefix, withProfile: news.withProfile, at: now) else { continue }
            parcels.append((news, held))
        }
        if let next = gossip.nextWait { timers.atLatest(.passOn, next) }
        for place in links.ids.indices {
            let (id, peer, isEager) = (links.ids[place], links[place].peer, links[place].isEager)
            var presences: [SignedPresence] = []
            for (news, presence) in parcels where news.source != id && news.author != peer {
                let isPushed = news.isUrgent || !isCrowd
                if isPushed && isEager {
                    presences.append(presence)
                } else if !news.holders.contains(id) {
                    let announcement = Announcement(
                        author: news.author.compact.prefix, stamp: presence.header.stamp)
                    announce(announcement, at: place, isUrgent: isPushed)
                }
            }
            send(presences, over: id)
        }
    }

    mutating func announce(_ announcement: Announcement, at place: Int, isUrgent: Bool) {
        links[place].announcements.append(announcement)
        if isUrgent { return timers.atLatest(.announce, now.advanced(byMS: PeeringLimits.announceMS)) }
        // At random, so that nobody is always before their neighbours and asked most often.
        if timers[.announce] == nil {
            timers[.announce] = now.advanced(byMS: collectMS / 2 + dice.milliseconds(upTo: collectMS))
        }
    }

    /// In a large venue, how long announcements of beats that bring no news are collected.
    private var collectMS: Int64 { beatIntervalMS / PeeringLimits.collectionsPerBeat }

    /// Sends the collected announcements.
    mutating func sendAnnouncements() {
        for place in links.ids.indices where !links[place].announcements.isEmpty {
            send(links[place].announcements, whole: false, over: links.ids[place])
            links[place].announcements.removeAll(keepingCapacity: true)
        }
    }

    /// Tells one link all that we hold.
    mutating func announceAll(to id: LinkID) { send(allAnnouncements, whole: true, over: id) }

    private var allAnnouncements: [Announcement] {
        var all = roster.announcements(at: now)
        if own.visible, let current = own.current {
            all.append(Announcement(author: own.prefix, stamp: current.header.stamp))
        }
        return all
    }

    /// Now and then, tells a link chosen at random what we hold; in a large venue a part of it each time, so that
    /// nobody is told everything by many at once.
    mutating func mend() {
        guard links.count > 0 else { return }
        let parts = mendParts
        let part = gossip.nextMend % parts
        gossip.nextMend += 1
        let announcements = allAnnouncements.enumerated().filter { $0.offset % parts == part }.map(\.element)
        send(announcements, whole: true, over: links.ids[dice.below(links.count)])
        scheduleMend()
    }

    mutating func scheduleMend() {
        let wholeMS = isCrowd ? max(beatIntervalMS, PeeringLimits.mendMS) : PeeringLimits.mendMS
        timers.atLatest(.mend, now.advanced(byMS: wholeMS / Int64(mendParts)))
    }

    private var mendParts: Int { isCrowd ? PeeringLimits.mendParts : 1 }

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
}
