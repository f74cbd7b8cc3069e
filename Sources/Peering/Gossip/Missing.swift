/// What was announced to us and we do not hold, with the links that announced it: of each author the latest beat, or of
/// each log the entries up to a height. Each is asked for at one link after the other until it comes.
struct Missing<Subject: Hashable & Sendable>: Sendable {
    private var items: [Subject: Item] = [:]
    private var deadlines = Deadlines<Subject>()

    private struct Item {
        /// Grows with every beat of an author, or entry of a log.
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
        var subjects: [Subject]
        let way: Way
    }

    var count: Int { items.count }

    /// Up to where a subject is missing, nil if it is not.
    func stamp(of subject: Subject) -> UInt64? { items[subject]?.stamp }

    /// Remembers that a link announced so much of a subject.
    mutating func add(_ subject: Subject, stamp: UInt64, from link: LinkID, by way: Way, askAt: Instant) {
        if let known = items[subject]?.stamp {
            items[subject]?.stamp = max(known, stamp)
            if way != .pull, items[subject]?.way == .pull { items[subject]?.way = way }
            if let holders = items[subject]?.holders, holders.count < PeeringLimits.holdersMax,
                !holders.contains(link)
            {
                items[subject]?.holders.append(link)
            }
            return
        }
        guard items.count < PeeringLimits.missingMax else { return }
        items[subject] = Item(stamp: stamp, askAt: askAt, holders: [link], way: way)
        note(subject, at: askAt)
    }

    /// So much of a subject came: it is missing no more. Tells who announced it or more.
    mutating func satisfy(_ subject: Subject, stamp: UInt64) -> [LinkID] {
        guard let item = items[subject] else { return [] }
        if item.stamp <= stamp { items[subject] = nil }
        return item.holders
    }

    /// When something may have to be asked for next.
    var nextAsk: Instant? { deadlines.next }

    /// What is to be asked for now, gathered by link; each goes to the next of those who announced it, and is given up
    /// when all were asked in vain (the next whole list tells of it again).
    mutating func takeAsks(at now: Instant, dice: inout Dice, isOpen: (LinkID) -> Bool) -> [Ask] {
        var asks: [Ask] = []
        while let deadline = deadlines.takeDue(at: now) {
            let subject = deadline.key
            // What came meanwhile, or came and is missing again, has left an older note behind.
            guard var item = items[subject], item.askAt == deadline.moment else { continue }
            items[subject] = nil
            if item.way == .pull, item.holders.count > item.asked + 1 {
                item.holders.swapAt(item.asked, item.asked + dice.below(item.holders.count - item.asked))
            }
            guard let next = item.holders[item.asked...].firstIndex(where: isOpen) else { continue }
            let link = item.holders[next]
            item.asked = next + 1
            item.askAt = now.advanced(byMS: PeeringLimits.askAgainMS)
            items[subject] = item
            note(subject, at: item.askAt)
            if let place = asks.firstIndex(where: { $0.link == link && $0.way == item.way }) {
                asks[place].subjects.append(subject)
            } else {
                asks.append(Ask(link: link, subjects: [subject], way: item.way))
            }
        }
        return asks
    }

    private mutating func note(_ subject: Subject, at moment: Instant) {
        deadlines.add(subject, at: moment)
        if deadlines.count > 2 * items.count + 64 {
            let items = items
            deadlines.removeAll { items[$0.key]?.askAt != $0.moment }
        }
    }
}
