/// The order of a document's entries: depth in the graph of parents, then the id. It is the same everywhere, whatever
/// order entries arrive in, and whatever clocks say.
struct DocumentOrder: Sendable {
    /// Where an entry stands.
    struct Place: Hashable, Comparable, Sendable {
        /// One more than the deepest parent's; 1 without parents.
        let depth: Int
        let id: EntryID

        static func < (left: Self, right: Self) -> Bool { (left.depth, left.id) < (right.depth, right.id) }
    }

    /// Of all that are in order: their parents are all here.
    private var depths: [EntryID: Int] = [:]
    private var waiting: [EntryID: Waiter] = [:]
    /// Who waits for an entry.
    private var waiters: [EntryID: [EntryID]] = [:]
    /// Entries in order that none in order builds on.
    private var childless: Set<EntryID> = []
    private let root: EntryID?

    private struct Waiter: Sendable {
        let parents: [EntryID]
        var missing: Int
    }

    /// - Parameter root: an entry that is below all others, which may name it as a parent or not.
    init(root: EntryID?) {
        self.root = root
        if let root { depths[root] = 0 }
    }

    /// Where an entry stands; nil if it is not here, or not in order yet.
    func place(of id: EntryID) -> Place? { depths[id].map { Place(depth: $0, id: id) } }

    /// Takes an entry that was not taken before.
    ///
    /// - Returns: those that are in order now, causes first.
    mutating func take(_ id: EntryID, parents: [EntryID]) -> [Place] {
        let missing = parents.filter { depths[$0] == nil }
        guard missing.isEmpty else {
            waiting[id] = Waiter(parents: parents, missing: missing.count)
            for parent in missing { waiters[parent, default: []].append(id) }
            return []
        }
        var places: [Place] = []
        var ready = [(id, parents)]
        while let (id, parents) = ready.popLast() {
            places.append(add(id, parents))
            for waiter in waiters.removeValue(forKey: id) ?? [] {
                waiting[waiter]?.missing -= 1
                if let entry = waiting[waiter], entry.missing == 0 {
                    waiting[waiter] = nil
                    ready.append((waiter, entry.parents))
                }
            }
        }
        return places
    }

    private mutating func add(_ id: EntryID, _ parents: [EntryID]) -> Place {
        let depth = 1 + (parents.compactMap { depths[$0] }.max() ?? 0)
        depths[id] = depth
        for parent in parents { childless.remove(parent) }
        childless.insert(id)
        return Place(depth: depth, id: id)
    }

    /// What the next entry builds on: ascending; of more than ``GatheringLimits/parentsMax`` the deepest.
    var heads: [EntryID] {
        let places = childless.compactMap { place(of: $0) }.sorted(by: >)
        return places.prefix(GatheringLimits.parentsMax).map(\.id).sorted()
    }

    /// Whether all of these are in order.
    func contains(_ ids: [EntryID]) -> Bool { ids.allSatisfy { depths[$0] != nil } }
}

extension RandomAccessCollection where Index == Int {
    /// The first place for which something is true, where it is true for all after it.
    func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
