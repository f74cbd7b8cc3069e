/// The least of what some items have, and the last item whose depth is the least: so that a search passes over
/// everything in which nothing is low enough.
struct Lows {
    /// Steps to the right from the root of the tree of siblings.
    var rights: Int32
    /// Steps to the left.
    var lefts: Int32
    /// Steps in all.
    var depth: Int32
    /// The last item of this depth.
    var item: Int32

    /// Of no item.
    static let none = Lows(rights: .max, lefts: .max, depth: .max, item: -1)

    /// Takes what stands to the right.
    mutating func formUnion(_ next: Lows) {
        rights = min(rights, next.rights)
        lefts = min(lefts, next.lefts)
        if next.depth <= depth { (depth, item) = (next.depth, next.item) }
    }
}

/// The lows of the leaves of a ``CountTree``, kept beside its sums once somebody searches by them.
extension CountTree {
    var keepsLows: Bool { !lows.isEmpty }

    /// Begins to keep them, of leaves that have these, by number.
    mutating func keepLows(_ ofLeaf: [Lows]) {
        lows = Array(repeating: .none, count: children.count)
        fillLows(below: root, ofLeaf)
    }

    private mutating func fillLows(below node: Int32, _ ofLeaf: [Lows]) {
        let start = Int(node) * Self.fanout
        for place in start..<start + Int(fills[Int(node)]) {
            if isBottom[Int(node)] {
                lows[place] = ofLeaf[Int(children[place])]
            } else {
                fillLows(below: children[place], ofLeaf)
                lows[place] = lows(below: children[place])
            }
        }
    }

    /// Notes what a leaf has now.
    mutating func setLows(_ new: Lows, of leaf: Int) {
        var node = bottoms[leaf]
        lows[Int(node) * Self.fanout + slot(of: Int32(leaf), in: node)] = new
        while parents[Int(node)] >= 0 {
            renewLows(of: node)
            node = parents[Int(node)]
        }
    }

    /// Notes above a node that is not the root what is below it.
    mutating func renewLows(of node: Int32) {
        let above = parents[Int(node)]
        lows[Int(above) * Self.fanout + slot(of: node, in: above)] = lows(below: node)
    }

    private func lows(below node: Int32) -> Lows {
        let start = Int(node) * Self.fanout
        var union = Lows.none
        for place in start..<start + Int(fills[Int(node)]) { union.formUnion(lows[place]) }
        return union
    }

    /// The nearest leaf after a leaf, or before it, that has what is sought; nil if none has.
    func leaf(nearest leaf: Int, isAfter: Bool, where isSought: (Lows) -> Bool) -> Int? {
        var (child, node) = (Int32(leaf), bottoms[leaf])
        while node >= 0 {
            // Up until something beside the way has it, and down to it.
            let slot = slot(of: child, in: node)
            let beside = isAfter ? slot + 1..<Int(fills[Int(node)]) : 0..<slot
            if var place = place(in: node, beside, isAfter, isSought) {
                while !isBottom[Int(node)] {
                    node = children[place]
                    place = self.place(in: node, 0..<Int(fills[Int(node)]), isAfter, isSought) ?? place
                }
                return Int(children[place])
            }
            (child, node) = (node, parents[Int(node)])
        }
        return nil
    }

    private func place(
        in node: Int32, _ slots: Range<Int>, _ isFirst: Bool, _ isSought: (Lows) -> Bool
    ) -> Int? {
        let start = Int(node) * Self.fanout
        let slot =
            isFirst ? slots.first { isSought(lows[start + $0]) } : slots.last { isSought(lows[start + $0]) }
        return slot.map { start + $0 }
    }

    /// What stands before a leaf.
    func sums(before leaf: Int) -> Sums {
        var (child, node, before) = (Int32(leaf), bottoms[leaf], Sums.zero)
        while node >= 0 {
            let start = Int(node) * Self.fanout
            for place in start..<start + slot(of: child, in: node) { before &+= sums[place] }
            (child, node) = (node, parents[Int(node)])
        }
        return before
    }
}
