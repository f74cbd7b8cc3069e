/// A version of a text: the events that nothing in it follows (its frontier), by their number in one graph, ascending.
/// The empty version is the empty text.
///
/// Numbers are local: each graph counts events in the order in which it learned of them, which is always an order in
/// which causes come first. Between machines events are named by ``EventID``.
package struct Version: Hashable, Sendable {
    /// Ascending, none an ancestor of another.
    package internal(set) var frontier: [Int]

    /// The version before anything was written.
    package static let empty = Version(frontier: [])

    init(frontier: [Int]) { self.frontier = frontier }

    /// Adds an event that builds on these, which are ascending; those of them that were heads are no longer.
    mutating func advance(to event: Int, past parents: [Int]) {
        if frontier == parents {
            frontier.removeAll(keepingCapacity: true)
        } else {
            for parent in parents {
                let place = frontier.partitioningIndex { $0 >= parent }
                if place < frontier.count, frontier[place] == parent { frontier.remove(at: place) }
            }
        }
        frontier.append(event)
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first place for which something is true, where it is true for all after it.
    @inline(__always)
    func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
