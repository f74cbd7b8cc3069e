/// Moments at which something is to be looked at, the earliest first: a binary heap. What is added stays until its
/// moment has come, so the owner skips what no longer matters, and calls ``removeAll(where:)`` before that is too much.
struct Deadlines<Key: Sendable>: Sendable {
    struct Item {
        let moment: Instant
        let key: Key
        /// Of two at one moment, what was added first comes first.
        fileprivate let number: UInt64

        fileprivate func isBefore(_ other: Item) -> Bool {
            moment == other.moment ? number < other.number : moment < other.moment
        }
    }

    private var heap: [Item] = []
    private var nextNumber: UInt64 = 0

    var count: Int { heap.count }
    /// The earliest moment.
    var next: Instant? { heap.first?.moment }

    mutating func add(_ key: Key, at moment: Instant) {
        heap.append(Item(moment: moment, key: key, number: nextNumber))
        nextNumber += 1
        var place = heap.count - 1
        while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Takes the earliest, if its moment has come.
    mutating func takeDue(at now: Instant) -> Item? {
        guard let first = heap.first, first.moment <= now else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return first
    }

    mutating func removeAll(where isSpent: (Item) -> Bool) {
        heap.removeAll(where: isSpent)
        // What is sorted is a heap.
        heap.sort { $0.isBefore($1) }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var least = place
            for child in 2 * place + 1...2 * place + 2 where child < heap.count && heap[child].isBefore(heap[least]) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}

extension Deadlines.Item: Sendable {}
