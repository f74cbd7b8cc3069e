/// Events of two versions on the way from the newest down: a binary heap, in which an event stands once.
struct EventHeap {
    /// Which versions hold an event.
    struct Side: OptionSet {
        let rawValue: Int
        static let left = Side(rawValue: 1)
        static let right = Side(rawValue: 2)
        static let both: Side = [.left, .right]
    }

    /// An event and its sides in the lower two bits.
    private var keys: [Int] = []
    /// How many entries are not known to be in both versions.
    private(set) var unsharedCount = 0

    init() { keys.reserveCapacity(16) }

    /// The event that ``pop()`` would give.
    var newest: Int? { keys.first.map { $0 >> 2 } }

    mutating func push(_ event: Int, _ side: Side) {
        if side != .both { unsharedCount += 1 }
        keys.append(event << 2 | side.rawValue)
        var child = keys.count - 1
        while child > 0, keys[(child - 1) / 2] < keys[child] {
            keys.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out the newest event, on all sides on which it was put in.
    mutating func pop() -> (event: Int, side: Side)? {
        guard let first = popKey() else { return nil }
        var side = Side(rawValue: first & 3)
        while let next = keys.first, next >> 2 == first >> 2, let same = popKey() {
            side.formUnion(Side(rawValue: same & 3))
        }
        return (first >> 2, side)
    }

    private mutating func popKey() -> Int? {
        guard let first = keys.first, let last = keys.popLast() else { return nil }
        if Side(rawValue: first & 3) != .both { unsharedCount -= 1 }
        guard !keys.isEmpty else { return first }
        keys[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < keys.count else { break }
            if child + 1 < keys.count, keys[child + 1] > keys[child] { child += 1 }
            guard keys[child] > keys[parent] else { break }
            keys.swapAt(child, parent)
            parent = child
        }
        return first
    }
}
