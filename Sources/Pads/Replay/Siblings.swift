/// Finding a new item's place among its siblings without walking past all of them.
///
/// Siblings hang on one scalar on one side. They stand in the order of their authors, each between what hangs on it to
/// the left and what hangs on it to the right. All of that is deeper than they are, so searches pass over it.
extension ItemSequence {
    private typealias Place = (leaf: Int, slot: Int)

    /// A cursor at the place of a new item, none of whose siblings is in the prepared version.
    ///
    /// - Parameters:
    ///   - start: right behind its left origin.
    ///   - isFirst: whether it stands before a sibling.
    mutating func cursor(of new: Item, after start: Cursor, isFirst: (Item) -> Bool) -> Cursor {
        keepLows()
        // What hangs on a right parent follows whatever stands before that and hangs on something else.
        let start = new.rightParent == Item.none ? (start.leaf, start.slot) : beginning(of: item(of: new.rightParent))
        // The next sibling, or the end of what hangs on their parent on this side.
        let next = place(from: start) { lows in
            lows.rights < new.rights || lows.depth < new.depth
                || lows.depth == new.depth && isFirst(items[Int(lows.item)])
        }
        guard let (place, number) = next else { return cursor(at: end) }
        let isSibling = items[number].rights == new.rights && items[number].depth == new.depth
        return cursor(at: isSibling ? beginning(of: number) : place)
    }

    /// Where what hangs on an item to its left begins.
    private func beginning(of number: Int) -> Place {
        let lefts = items[number].lefts
        var (leaf, slot) = (Int(items[number].leaf), slot(of: number))
        while true {
            while slot > 0 {
                if items[self.number(leaf, slot - 1)].lefts <= lefts { return (leaf, slot) }
                slot -= 1
            }
            guard let before = tree.leaf(nearest: leaf, isAfter: false, where: { $0.lefts <= lefts }) else {
                return (tree.firstLeaf, 0)
            }
            (leaf, slot) = (before, fill(of: before))
        }
    }

    /// The first place that has what is sought, which something behind it has.
    private func place(from start: Place, where isSought: (Lows) -> Bool) -> (place: Place, item: Int)? {
        var (leaf, slot) = start
        while true {
            while slot < fill(of: leaf) {
                let number = number(leaf, slot)
                if isSought(Lows(items[number], number)) { return ((leaf, slot), number) }
                slot += 1
            }
            guard let next = tree.leaf(nearest: leaf, isAfter: true, where: isSought) else { return nil }
            (leaf, slot) = (next, 0)
        }
    }

    private var end: Place {
        let last = tree.leaf(where: .existing, exceeds: .max).leaf
        return (last, fill(of: last))
    }

    private func cursor(at place: Place) -> Cursor {
        var before = tree.sums(before: place.leaf)
        for slot in 0..<place.slot { before &+= items[number(place.leaf, slot)].sums }
        return Cursor(leaf: place.leaf, slot: place.slot, before: before)
    }
}

extension Lows {
    /// Of one item.
    init(_ item: Item, _ number: Int) {
        self.init(rights: item.rights, lefts: item.lefts, depth: item.depth, item: Int32(number))
    }
}
