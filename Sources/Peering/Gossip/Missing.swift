import Wire

/// Beats that were announced to us and that we do not hold, with the links that announced them; each is asked for at
/// one link after the other until it comes.
struct Missing: Sendable {
    private var beats: [AuthorPrefix: Beat] = [:]
    private var deadlines = Deadlines<AuthorPrefix>()

    private struct Beat {
        var stamp: UInt64
        var askAt: Instant
        /// Who announced it.
        var holders: [LinkID]
        /// How many of them were asked.
        var asked = 0
        var way: Way
    }

    /// How something is asked for.
    enum Way: Int {
        /// Without its profile, which we hold.
        case pull
        /// With its profile.
        case graftOnce
        /// With its profile, and what is new is to be sent at once from now on: the tree has failed us.
        case graft
    }

    /// One question to send.
    struct Ask: Hashable {
        let link: LinkID
        var authors: [AuthorPrefix]
        let way: Way
    }

    var count: Int { beats.count }

    /// Remembers that a link announced a beat.
    mutating func add(_ announcement: Announcement, from link: LinkID, by way: Way, askAt: Instant) {
        let author = announcement.author
        if let stamp = beats[author]?.stamp {
            beats[author]?.stamp = max(stamp, announcement.stamp)
            if way != .pull, beats[author]?.way == .pull { beats[author]?.way = way }
            if let holders = beats[author]?.holders, holders.count < PeeringLimits.holdersMax, !holders.contains(link) {
                beats[author]?.holders.append(link)
            }
            return
        }
        guard beats.count < PeeringLimits.missingMax else { return }
        beats[author] = Beat(stamp: announcement.stamp, askAt: askAt, holders: [link], way: way)
        note(author, at: askAt)
    }

    /// A beat came: it is missing no more. Tells who announced it or a later one.
    mutating func satisfy(_ author: AuthorPrefix, stamp: UInt64) -> [LinkID] {
        guard let beat = beats[author] else { return [] }
        if beat.stamp <= stamp { beats[author] = nil }
        return beat.holders
    }

    /// When something may have to be asked for next.
    var nextAsk: Instant? { deadlines.next }

    /// What is to be asked for now, gathered by link; each goes to the next of those who announced it, and is given up
    /// when all were asked in vain (the next whole list tells of it again).
    mutating func takeAsks(at now: Instant, dice: inout Dice, isOpen: (LinkID) -> Bool) -> [Ask] {
        var asks: [Ask] = []
        while let item = deadlines.takeDue(at: now) {
            let author = item.key
            // What came meanwhile, or came and is missing again, has left an older note behind.
            guard var beat = beats[author], beat.askAt == item.moment else { continue }
            beats[author] = nil
            if beat.way == .pull, beat.holders.count > beat.asked + 1 {
                beat.holders.swapAt(beat.asked, beat.asked + dice.below(beat.holders.count - beat.asked))
            }
            guard let next = beat.holders[beat.asked...].firstIndex(where: isOpen) else { continue }
            let link = beat.holders[next]
            beat.asked = next + 1
            beat.askAt = now.advanced(byMS: PeeringLimits.askAgainMS)
            beats[author] = beat
            note(author, at: beat.askAt)
            if let place = asks.firstIndex(where: { $0.link == link && $0.way == beat.way }) {
                asks[place].authors.append(author)
            } else {
                asks.append(Ask(link: link, authors: [author], way: beat.way))
            }
        }
        return asks
    }

    private mutating func note(_ author: AuthorPrefix, at moment: Instant) {
        deadlines.add(author, at: moment)
        if deadlines.count > 2 * beats.count + 64 {
            let beats = beats
            deadlines.removeAll { beats[$0.key]?.askAt != $0.moment }
        }
    }
}
