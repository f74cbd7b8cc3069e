/// The walker's items in the order of the text, found by their place in the prepared version, or by an event.
///
/// Items are numbered and stay where they are in one array; the leaves of the tree hold their numbers in order. Events
/// know their item through an array as well; if an item is cut in two, the smaller part gets the new number, so that
/// whatever is done each event changes its item a few times only.
struct ItemSequence {
    private static let leafSize = 16

    private(set) var items: [Item] = []
    /// How many items were made seen or unseen since the beginning.
    private(set) var moveCount = 0
    private(set) var tree = CountTree.fresh
    private var slots: [Int32] = []
    private var fills: [Int32] = []
    /// Of insertions the item, of deletions the scalar that was deleted, counted from the first event of the walk.
    private var places: [UInt32] = []
    private var firstEvent = 0

    /// A place between two items, and all that stands before it.
    struct Cursor {
        var leaf: Int
        var slot: Int
        var before: Sums
    }

    /// Begins, or begins again, with the text before this event.
    mutating func reset(firstEvent: Int) {
        self.firstEvent = firstEvent
        items.removeAll(keepingCapacity: true)
        items.append(.base)
        tree.removeAll()
        tree.add(Item.base.sums, to: 0)
        if slots.isEmpty {
            slots = Array(repeating: 0, count: Self.leafSize)
            fills = [0]
        }
        (slots[0], fills[0]) = (0, 1)
        places.removeAll(keepingCapacity: true)
    }

    /// Of the prepared and the effect version; the endless tail counts too.
    var total: Sums { tree.total }

    // Finding.

    /// Behind the scalar that stands before a position of the prepared version.
    mutating func cursor(after position: Int) -> Cursor {
        guard position > 0 else { return Cursor(leaf: tree.firstLeaf, slot: 0, before: .zero) }
        var (leaf, before) = tree.leaf(where: .prepared, reaches: position)
        var slot = 0
        while true {
            let number = Int(slots[leaf * Self.leafSize + slot])
            let next = before &+ items[number].sums
            if next[.prepared] >= position {
                let offset = position - before[.prepared]
                guard offset < Int(items[number].count) else {
                    return Cursor(leaf: leaf, slot: slot + 1, before: next)
                }
                let left = split(number, at: offset).left
                leaf = Int(items[left].leaf)
                return Cursor(leaf: leaf, slot: self.slot(of: left) + 1, before: before &+ items[left].sums)
            }
            before = next
            slot += 1
        }
    }

    /// The item with the scalar at a position of the prepared version, where in it that is, and what stands before it.
    func find(_ position: Int) -> (item: Int, offset: Int, before: Sums) {
        var (leaf, before) = tree.leaf(where: .prepared, exceeds: position)
        var slot = leaf * Self.leafSize
        while true {
            let number = Int(slots[slot])
            let next = before &+ items[number].sums
            if next[.prepared] > position { return (number, position - before[.prepared], before) }
            before = next
            slot += 1
        }
    }

    /// The first item from a cursor on that is inserted in the prepared version.
    func existing(from cursor: Cursor) -> Int? {
        if let next = item(at: cursor), items[next].prepared > 0 { return next }
        guard cursor.before[.existing] < tree.total[.existing] else { return nil }
        let leaf = tree.leaf(where: .existing, exceeds: cursor.before[.existing]).leaf
        // In the leaf of the cursor, those before it do not count.
        var slot = leaf == cursor.leaf ? cursor.slot : 0
        while slot < Int(fills[leaf]) {
            let number = Int(slots[leaf * Self.leafSize + slot])
            if items[number].prepared > 0 { return number }
            slot += 1
        }
        return nil
    }

    /// The item right before a cursor, of which something stands before it in the same leaf.
    func item(before cursor: Cursor) -> Int { number(cursor.leaf, cursor.slot - 1) }

    /// The item after a cursor.
    func item(at cursor: Cursor) -> Int? {
        if cursor.slot < Int(fills[cursor.leaf]) { return Int(slots[cursor.leaf * Self.leafSize + cursor.slot]) }
        guard let leaf = tree.leaf(after: cursor.leaf) else { return nil }
        return Int(slots[leaf * Self.leafSize])
    }

    /// Moves a cursor past the item after it.
    func advance(_ cursor: inout Cursor) {
        if cursor.slot >= Int(fills[cursor.leaf]), let leaf = tree.leaf(after: cursor.leaf) {
            (cursor.leaf, cursor.slot) = (leaf, 0)
        }
        cursor.before &+= items[Int(slots[cursor.leaf * Self.leafSize + cursor.slot])].sums
        cursor.slot += 1
    }

    /// The item that a scalar is in.
    func item(of scalar: UInt32) -> Int {
        if scalar < Item.textBase { return Int(places[Int(scalar) - firstEvent]) }
        var slot = tree.leaf(where: .base, exceeds: Int(scalar - Item.textBase)).leaf * Self.leafSize
        while true {
            let number = Int(slots[slot])
            if items[number].id <= scalar, scalar < items[number].end { return number }
            slot += 1
        }
    }

    /// What a deletion deleted.
    func target(of event: Int) -> UInt32 { places[event - firstEvent] }

    /// The items in the order of the text.
    func forEach(_ body: (Item) -> Void) {
        var next: Int? = tree.firstLeaf
        while let leaf = next {
            for slot in 0..<Int(fills[leaf]) { body(items[Int(slots[leaf * Self.leafSize + slot])]) }
            next = tree.leaf(after: leaf)
        }
    }

    /// The item at a slot that is filled.
    @inline(__always)
    func number(_ leaf: Int, _ slot: Int) -> Int { Int(slots[leaf * Self.leafSize + slot]) }

    /// How many items a leaf holds.
    @inline(__always)
    func fill(of leaf: Int) -> Int { Int(fills[leaf]) }

    func slot(of number: Int) -> Int {
        let start = Int(items[number].leaf) * Self.leafSize
        var slot = start
        while slots[slot] != number { slot += 1 }
        return slot - start
    }

    // Changing.

    /// Puts a new item at a cursor.
    mutating func insert(_ new: Item, at cursor: Cursor) {
        let (leaf, slot) = makeRoom(cursor.leaf, cursor.slot)
        put(new, leaf, slot)
        tree.add(new.sums, to: leaf)
        note(new.id, count: Int(new.count), item: items.count - 1)
    }

    /// The scalars of these ids, one item after the other, each cut so that it holds nothing else.
    mutating func forEachItem(of ids: Range<UInt32>, _ body: (inout Item) -> Void) {
        var next = ids.lowerBound
        while next < ids.upperBound {
            let number = isolate(item(of: next), next..<ids.upperBound)
            next = items[number].end
            moveCount += 1
            update(number, body)
        }
    }

    mutating func update(_ number: Int, _ body: (inout Item) -> Void) {
        let before = items[number].sums
        body(&items[number])
        tree.add(items[number].sums &- before, to: Int(items[number].leaf))
    }

    /// Cuts off an item what is before or after these ids.
    mutating func isolate(_ item: Int, _ ids: Range<UInt32>) -> Int {
        var number = item
        if items[number].id < ids.lowerBound {
            number = split(number, at: Int(ids.lowerBound - items[number].id)).right
        }
        if items[number].end > ids.upperBound {
            number = split(number, at: Int(ids.upperBound - items[number].id)).left
        }
        return number
    }

    /// Notes that events deleted scalars from one on, to the right or to the left.
    mutating func noteDeletion(_ events: Range<Int>, of scalar: UInt32, leftwards: Bool) {
        reserve(events)
        for (offset, event) in events.enumerated() {
            places[event - firstEvent] = leftwards ? scalar - UInt32(offset) : scalar + UInt32(offset)
        }
    }

    private mutating func note(_ first: UInt32, count: Int, item: Int) {
        let events = Int(first)..<Int(first) + count
        reserve(events)
        for event in events { places[event - firstEvent] = UInt32(item) }
    }

    private mutating func reserve(_ events: Range<Int>) {
        let missing = events.upperBound - firstEvent - places.count
        if missing > 0 { places.append(contentsOf: repeatElement(0, count: missing)) }
    }

    private mutating func split(_ number: Int, at offset: Int) -> (left: Int, right: Int) {
        let (leaf, slot) = makeRoom(Int(items[number].leaf), slot(of: number))
        var new = items[number]
        let isLeftNew = !new.isBase && offset <= Int(new.count) / 2
        if isLeftNew {
            new.count = Int32(offset)
            items[number].cutBeginning(offset)
            put(new, leaf, slot)
        } else {
            new.cutBeginning(offset)
            items[number].count = Int32(offset)
            put(new, leaf, slot + 1)
        }
        let other = items.count - 1
        if !new.isBase {
            for event in Int(new.id)..<Int(new.end) { places[event - firstEvent] = UInt32(other) }
        }
        return isLeftNew ? (other, number) : (number, other)
    }

    private mutating func put(_ new: Item, _ leaf: Int, _ slot: Int) {
        let start = leaf * Self.leafSize
        for place in stride(from: start + Int(fills[leaf]), to: start + slot, by: -1) {
            slots[place] = slots[place - 1]
        }
        slots[start + slot] = Int32(items.count)
        fills[leaf] += 1
        items.append(new)
        items[items.count - 1].leaf = Int32(leaf)
        if tree.keepsLows { tree.setLows(lows(of: leaf), of: leaf) }
    }

    /// Keeps from now on what ``cursor(of:after:isFirst:)`` searches by.
    mutating func keepLows() {
        guard !tree.keepsLows else { return }
        tree.keepLows(tree.bottoms.indices.map { lows(of: $0) })
    }

    private func lows(of leaf: Int) -> Lows {
        var union = Lows.none
        for slot in 0..<Int(fills[leaf]) {
            let number = number(leaf, slot)
            union.formUnion(Lows(items[number], number))
        }
        return union
    }

    /// Sees to it that a leaf has room; says where the slot is then.
    private mutating func makeRoom(_ leaf: Int, _ slot: Int) -> (leaf: Int, slot: Int) {
        guard Int(fills[leaf]) == Self.leafSize else { return (leaf, slot) }
        let half = Self.leafSize / 2
        let new = tree.insertLeaf(after: leaf)
        if new >= fills.count {
            fills.append(0)
            slots.append(contentsOf: repeatElement(0, count: Self.leafSize))
        }
        var moved = Sums.zero
        for place in 0..<half {
            let number = slots[leaf * Self.leafSize + half + place]
            slots[new * Self.leafSize + place] = number
            items[Int(number)].leaf = Int32(new)
            moved &+= items[Int(number)].sums
        }
        fills[leaf] = Int32(half)
        fills[new] = Int32(half)
        tree.add(.zero &- moved, to: leaf)
        tree.add(moved, to: new)
        if tree.keepsLows {
            tree.setLows(lows(of: leaf), of: leaf)
            tree.setLows(lows(of: new), of: new)
        }
        return slot >= half ? (new, slot - half) : (leaf, slot)
    }
}

extension Item {
    /// Takes away its first scalars: the next has the last of them as its left origin.
    fileprivate mutating func cutBeginning(_ offset: Int) {
        leftOrigin = id + UInt32(offset) - 1
        rights += Int32(offset)
        id += UInt32(offset)
        count -= Int32(offset)
        rightParent = Self.none
    }
}
