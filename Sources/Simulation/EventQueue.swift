import HeapModule
import Peering

/// What will happen, in order of time; what was scheduled first happens first at one moment.
struct EventQueue<Happening> {
    private struct Item: Comparable {
        let at: Instant
        let number: UInt64
        let happening: Happening

        static func < (left: Item, right: Item) -> Bool {
            left.at == right.at ? left.number < right.number : left.at < right.at
        }

        static func == (left: Item, right: Item) -> Bool { left.number == right.number }
    }

    private var heap = Heap<Item>()
    private var count: UInt64 = 0

    var nextTime: Instant? { heap.min?.at }

    mutating func add(_ happening: Happening, at moment: Instant) {
        heap.insert(Item(at: moment, number: count, happening: happening))
        count += 1
    }

    mutating func next() -> (at: Instant, happening: Happening)? {
        heap.popMin().map { ($0.at, $0.happening) }
    }
}
