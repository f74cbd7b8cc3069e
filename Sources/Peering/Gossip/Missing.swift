/// What was announced to us and we do not hold, with the links that announced it: of each author the latest beat, or of
/// each log the entries up to a height. Each is asked for at one link after the other until it comes, last at those who
/// announce what they do not give. Every link has room of its own, so that nobody's announcements crowd out another's.
struct Missing<Subject: Hashable & Sendable>: Sendable {
    private var items: [Subject: Item] = [:]
    private var deadlines = Deadlines<Subject>()
    /// How many each link was the first to announce.
    private var shares = Shares<LinkID>()
    /// How often each link left a question unanswered since it last answered one.
    private var unanswered: [LinkID: Int] = [:]

    private struct Item {
        /// The link that announced it first.
        let bringer: LinkID
        var askAt: Instant
        /// Who announced it.
        var holders: [Holder]
        /// How many of them were asked.
        var asked = 0
        var way: Way

        var stamp: UInt64 { holders.reduce(0) { max($0, $1.stamp) } }
    }

    private struct Holder {
        let link: LinkID
        /// Up to where: grows with every beat of an author, or entry of a log.
        var stamp: UInt64
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
        if var item = items[subject] {
            if way != .pull, item.way == .pull { item.way = way }
            if let place = item.holders.firstIndex(where: { $0.link == link }) {
                item.holders[place].stamp = max(item.holders[place].stamp, stamp)
            } else if hasRoom(for: link, in: &item) {
                item.holders.append(Holder(link: link, stamp: stamp))
            }
            items[subject] = item
            return
        }
        guard shares[link] < PeeringLimits.missingPerLinkMax else { return }
        items[subject] = Item(bringer: link, askAt: askAt, holders: [Holder(link: link, stamp: stamp)], way: way)
        shares.add(link)
        note(subject, at: askAt)
    }

    /// Whether one more link is remembered: instead of one that was asked already, or that answers less often.
    private func hasRoom(for link: LinkID, in item: inout Item) -> Bool {
        guard item.holders.count >= PeeringLimits.holdersMax else { return true }
        if item.asked > 0 {
            item.holders.removeFirst()
            item.asked -= 1
            return true
        }
        let silence = item.holders.map { unanswered[$0.link] ?? 0 }
        guard let most = silence.max(), most > unanswered[link] ?? 0, let place = silence.firstIndex(of: most)
        else { return false }
        item.holders.remove(at: place)
        return true
    }

    /// So much of a subject came: it is missing no more at those who announced no more. Tells who announced it or more.
    mutating func satisfy(_ subject: Subject, stamp: UInt64) -> [LinkID] {
        guard var item = items[subject] else { return [] }
        let holders = item.holders.filter { $0.stamp >= stamp }.map(\.link)
        if item.asked > 0, item.holders[item.asked - 1].stamp <= stamp {
            unanswered[item.holders[item.asked - 1].link] = nil
        }
        item.asked -= item.holders.prefix(item.asked).count { $0.stamp <= stamp }
        item.holders.removeAll { $0.stamp <= stamp }
        items[subject] = item
        if item.holders.isEmpty { remove(subject) }
        return holders
    }

    private mutating func remove(_ subject: Subject) {
        if let item = items.removeValue(forKey: subject) { shares.remove(item.bringer) }
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
            if item.asked > 0 { unanswered[item.holders[item.asked - 1].link, default: 0] += 1 }
            guard let next = nextHolder(of: item, dice: &dice, isOpen: isOpen) else {
                remove(subject)
                continue
            }
            item.holders.swapAt(item.asked, next)
            let link = item.holders[item.asked].link
            item.asked += 1
            item.askAt = now.advanced(byMS: PeeringLimits.askAgainMS)
            items[subject] = item
            note(subject, at: item.askAt)
            if let place = asks.firstIndex(where: { $0.link == link && $0.way == item.way }) {
                asks[place].subjects.append(subject)
            } else {
                asks.append(Ask(link: link, subjects: [subject], way: item.way))
            }
        }
        if unanswered.count > PeeringLimits.linksMax { unanswered = unanswered.filter { isOpen($0.key) } }
        return asks
    }

    /// Whom to ask next: whoever left the fewest questions unanswered; of several, any for a pull, else the first.
    private func nextHolder(of item: Item, dice: inout Dice, isOpen: (LinkID) -> Bool) -> Int? {
        let open = item.holders.indices.dropFirst(item.asked).filter { isOpen(item.holders[$0].link) }
        func silence(_ place: Int) -> Int { unanswered[item.holders[place].link] ?? 0 }
        guard let fewest = open.map(silence).min() else { return nil }
        let best = open.filter { silence($0) == fewest }
        return item.way == .pull && best.count > 1 ? best[dice.below(best.count)] : best.first
    }

    private mutating func note(_ subject: Subject, at moment: Instant) {
        deadlines.add(subject, at: moment)
        if deadlines.count > 2 * items.count + 64 {
            let items = items
            deadlines.removeAll { items[$0.key]?.askAt != $0.moment }
        }
    }
}
