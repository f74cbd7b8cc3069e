import HeapModule
import Peering

/// What will happen, in order of time; what was scheduled first happens first at one moment.
struct EventQueue<Happening> {
    /// Small, because the heap moves them about; what happens stays where it was put.
    private struct Item: Comparable {
        let at: Instant
        let number: UInt64
        let place: Int

        static func < (left: Item, right: Item) -> Bool {
            left.at == right.at ? left.number < right.number : left.at < right.at
        }

        static func == (left: Item, right: Item) -> Bool { left.number == right.number }
    }

    private var heap = Heap<Item>()
    private var happenings: [Happening?] = []
    private var free: [Int] = []
    private var nextNumber: UInt64 = 0

    var count: Int { heap.count }
    var nextTime: Instant? { heap.min?.at }

    mutating func add(_ happening: consuming Happening, at moment: Instant) {
        let place = free.popLast() ?? happenings.count
        if place == happenings.count { happenings.append(happening) } else { happenings[place] = happening }
        heap.insert(Item(at: moment, number: nextNumber, place: place))
        nextNumber += 1
    }

    mutating func next() -> (at: Instant, happening: Happening)? {
        guard let item = heap.popMin() else { return nil }
        // Moved out, not copied.
        var happening: Happening?
        swap(&happening, &happenings[item.place])
        free.append(item.place)
        return happening.map { (item.at, $0) }
    }
}
