import OrderedCollections

/// Open gatherings that somebody here names and whose founding entry we do not have: when each is asked for next, and
/// which neighbours asked us for it meanwhile. So a founding goes from neighbour to neighbour, also through those who
/// take no part. Its id is its hash: nobody on the way can change it.
struct FoundingSearch: Sendable {
    /// By the first eight bytes of their ids, in the order in which they were first named.
    private var items: OrderedDictionary<UInt64, Item> = [:]

    private struct Item {
        var askAt: Instant
        var pauseMS = RecordLimits.foundingAskMS
        /// Neighbours who are told once it comes.
        var waiting: [LinkID] = []
    }

    func isSought(_ gathering: UInt64) -> Bool { items[gathering] != nil }

    /// Begins to look for a gathering; false if it is sought already. When too many are, the one that was asked for in
    /// vain most often gives up its place.
    mutating func begin(_ gathering: UInt64, at now: Instant) -> Bool {
        guard items[gathering] == nil else { return false }
        if items.count >= RecordLimits.soughtMax {
            guard let hopeless = items.elements.max(by: { $0.value.pauseMS < $1.value.pauseMS }),
                hopeless.value.pauseMS > RecordLimits.foundingAskMS
            else { return false }
            items[hopeless.key] = nil
        }
        items[gathering] = Item(askAt: now.advanced(byMS: RecordLimits.foundingAskMS))
        return true
    }

    /// A neighbour asked for what we look for too.
    mutating func asked(_ gathering: UInt64, by link: LinkID) {
        guard let waiting = items[gathering]?.waiting, !waiting.contains(link) else { return }
        items[gathering]?.waiting.append(link)
    }

    /// It came, or nobody names it any more. Tells who waits for it.
    mutating func end(_ gathering: UInt64) -> [LinkID] { items.removeValue(forKey: gathering)?.waiting ?? [] }

    mutating func forget(_ link: LinkID) {
        for place in items.values.indices { items.values[place].waiting.removeAll { $0 == link } }
    }

    var nextDeadline: Instant? { items.values.map(\.askAt).min() }

    /// What is to be asked for now; each waits twice as long after it.
    mutating func takeDue(at now: Instant) -> [UInt64] {
        let due = items.elements.filter { $0.value.askAt <= now }.map(\.key)
        for gathering in due {
            guard let pauseMS = items[gathering]?.pauseMS else { continue }
            items[gathering]?.askAt = now.advanced(byMS: pauseMS)
            items[gathering]?.pauseMS = min(2 * pauseMS, RecordLimits.foundingAskMaxMS)
        }
        return due
    }
}
