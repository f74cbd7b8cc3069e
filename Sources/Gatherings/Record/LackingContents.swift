package import Keys

/// Entries that came without what they say although nobody took it back, as far as is known here: somebody on the way
/// left it out, or the retraction is still to come. They are asked for until one of the two is here.
package struct LackingContents: Sendable {
    /// Ascending, at most ``GatheringLimits/lackingMax``.
    package private(set) var places: [EntryPlace]
    /// What authors took back, also before it comes. Each is an entry of the record, so there are not more.
    private var takenBack: Set<EntryPlace>

    /// As it is kept: what is lacking, and what was taken back.
    package init(_ places: [EntryPlace] = [], takenBack: [EntryPlace] = []) {
        self.places = Array(places.sorted().prefix(GatheringLimits.lackingMax))
        self.takenBack = Set(takenBack)
    }

    /// An entry is in the record from now on.
    package mutating func take(_ entry: Entry) {
        if entry.content == nil {
            let place = EntryPlace(of: entry)
            // A retraction is needed whatever it is said to be.
            let isWanted = !takenBack.contains(place) || entry.header.kind == EntryKind.retraction.rawValue
            guard isWanted, places.count < GatheringLimits.lackingMax else { return }
            let index = places.partitioningIndex { $0 >= place }
            if !places[index...].starts(with: [place]) { places.insert(place, at: index) }
        } else if let target = EntryPlace(takenBackBy: entry) {
            takenBack.insert(target)
            remove(target)
        }
    }

    /// Takes the content of an entry that is in the record without.
    ///
    /// - Returns: whether it was lacking.
    package mutating func fill(with entry: Entry) -> Bool {
        guard !places.isEmpty, entry.content != nil, remove(EntryPlace(of: entry)) else { return false }
        take(entry)
        return true
    }

    /// Entries of a log from a height on count no more.
    package mutating func drop(_ log: LogID, from height: Int) {
        places.removeAll { $0.log == log && $0.height >= height }
    }

    /// The lowest entry of a log whose content is lacking, nil if none is.
    package func lowest(of log: LogID) -> Int? {
        let index = places.partitioningIndex { ($0.log, $0.height) >= (log, 0) }
        return index < places.count && places[index].log == log ? places[index].height : nil
    }

    /// Whether the content of something that this author wrote is lacking.
    package func isLacking(anythingOf author: PublicKey) -> Bool {
        let index = places.partitioningIndex { $0.log.author >= author }
        return index < places.count && places[index].log.author == author
    }

    /// What to ask for next: at most so many from a place on, and then from the first on.
    package func next(_ count: Int, after last: EntryPlace?) -> [EntryPlace] {
        let start = last.map { last in places.partitioningIndex { $0 > last } } ?? 0
        return Array((places[start...] + places[..<start]).prefix(count))
    }

    @discardableResult
    private mutating func remove(_ place: EntryPlace) -> Bool {
        let index = places.partitioningIndex { $0 >= place }
        guard index < places.count, places[index] == place else { return false }
        places.remove(at: index)
        return true
    }
}
