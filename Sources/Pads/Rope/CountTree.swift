/// A B-tree that knows for a row of leaves what stands before each of them, and which of them holds the n-th of
/// whatever is counted. What a leaf holds is kept by whoever owns the tree; here a leaf is a number.
///
/// Everything is in a few arrays: node `n` has its children and their sums at `n * fanout`, so that a walk down reads
/// neighbouring memory and an edit allocates nothing.
struct CountTree: Sendable {
    static let fanout = 16

    /// Leaves below a bottom node, nodes below any other.
    private(set) var children: [Int32] = []
    private(set) var sums: [Sums] = []
    private(set) var fills: [Int32] = []
    /// The node above each node, -1 above the root.
    private(set) var parents: [Int32] = []
    private(set) var isBottom: [Bool] = []
    /// The bottom node above each leaf.
    private(set) var bottoms: [Int32] = []
    private(set) var root: Int32 = 0
    /// What is least below each child, beside its sums; empty as long as nobody searches by it.
    var lows: [Lows] = []
    private var freeNodes: [Int32] = []
    private var freeLeaves: [Int32] = []
    /// Of all leaves together.
    private(set) var total = Sums.zero
    /// The leaf that was added to last, and where the sums are that it is part of; -1 after the tree changed.
    private var recentLeaf = -1
    private var recentPath: [Int32] = []

    /// One leaf, number 0, with nothing in it. All begin as this one, so that what is never used costs no memory.
    static let fresh = {
        var tree = CountTree()
        tree.removeAll()
        return tree
    }()

    private init() {}

    /// One leaf again; the room stays.
    mutating func removeAll() {
        children.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        fills.removeAll(keepingCapacity: true)
        parents.removeAll(keepingCapacity: true)
        isBottom.removeAll(keepingCapacity: true)
        freeNodes.removeAll(keepingCapacity: true)
        freeLeaves.removeAll(keepingCapacity: true)
        bottoms.removeAll(keepingCapacity: true)
        lows.removeAll(keepingCapacity: true)
        total = .zero
        recentLeaf = -1
        root = makeNode(isBottom: true)
        bottoms.append(root)
        children[0] = 0
        fills[0] = 1
    }

    // Looking up.

    /// The first leaf with which a count exceeds a number, or reaches it; and all that stands before that leaf. The
    /// last leaf if there is none such.
    @inline(__always)
    func leaf(where lane: Lane, exceeds number: Int) -> (leaf: Int, before: Sums) { descend(lane, number) }

    @inline(__always)
    func leaf(where lane: Lane, reaches number: Int) -> (leaf: Int, before: Sums) { descend(lane, number - 1) }

    @inline(__always)
    private func descend(_ lane: Lane, _ number: Int) -> (leaf: Int, before: Sums) {
        var node = Int(root)
        var before = Sums.zero
        while true {
            var place = node * Self.fanout
            let last = place + Int(fills[node]) - 1
            while place < last {
                let next = before &+ sums[place]
                if next[lane] > number { break }
                before = next
                place += 1
            }
            if isBottom[node] { return (Int(children[place]), before) }
            node = Int(children[place])
        }
    }

    /// The leaf after a leaf, nil after the last.
    func leaf(after leaf: Int) -> Int? {
        var (child, node) = (Int32(leaf), bottoms[leaf])
        while node >= 0 {
            let next = slot(of: child, in: node) + 1
            if next < fills[Int(node)] {
                var below = children[Int(node) * Self.fanout + next]
                if isBottom[Int(node)] { return Int(below) }
                while !isBottom[Int(below)] { below = children[Int(below) * Self.fanout] }
                return Int(children[Int(below) * Self.fanout])
            }
            (child, node) = (node, parents[Int(node)])
        }
        return nil
    }

    /// The first leaf.
    var firstLeaf: Int { descend(.first, -1).leaf }

    func slot(of child: Int32, in node: Int32) -> Int {
        let start = Int(node) * Self.fanout
        var place = start
        while children[place] != child { place += 1 }
        return place - start
    }

    // Changing.

    /// Adds to what a leaf holds.
    mutating func add(_ change: Sums, to leaf: Int) {
        total &+= change
        if leaf != recentLeaf { remember(leaf) }
        for place in recentPath { sums[Int(place)] &+= change }
    }

    /// Finds all sums that a leaf is part of.
    private mutating func remember(_ leaf: Int) {
        recentLeaf = leaf
        recentPath.removeAll(keepingCapacity: true)
        var (child, node) = (Int32(leaf), bottoms[leaf])
        while node >= 0 {
            var place = Int(node) * Self.fanout
            while children[place] != child { place += 1 }
            recentPath.append(Int32(place))
            (child, node) = (node, parents[Int(node)])
        }
    }

    /// Puts an empty leaf after another.
    mutating func insertLeaf(after leaf: Int) -> Int {
        recentLeaf = -1
        let new: Int32
        if let free = freeLeaves.popLast() {
            new = free
        } else {
            new = Int32(bottoms.count)
            bottoms.append(0)
        }
        insert(new, after: Int32(leaf), in: bottoms[leaf])
        return Int(new)
    }

    /// Takes away an empty leaf, which is not the only one, of a tree that keeps no lows.
    mutating func removeLeaf(_ leaf: Int) {
        precondition(lows.isEmpty, "lows of leaves that stay")
        recentLeaf = -1
        freeLeaves.append(Int32(leaf))
        var (child, node) = (Int32(leaf), bottoms[leaf])
        while true {
            let start = Int(node) * Self.fanout
            let fill = Int(fills[Int(node)])
            for place in start + slot(of: child, in: node)..<start + fill - 1 {
                children[place] = children[place + 1]
                sums[place] = sums[place + 1]
            }
            fills[Int(node)] -= 1
            guard fill == 1, parents[Int(node)] >= 0 else { break }
            freeNodes.append(node)
            (child, node) = (node, parents[Int(node)])
        }
        while !isBottom[Int(root)], fills[Int(root)] == 1 {
            freeNodes.append(root)
            root = children[Int(root) * Self.fanout]
            parents[Int(root)] = -1
        }
    }

    private mutating func insert(_ new: Int32, after child: Int32, in target: Int32) {
        var node = target
        if Int(fills[Int(node)]) == Self.fanout {
            let right = split(node)
            if parent(of: child, besides: node) == right { node = right }
        }
        let start = Int(node) * Self.fanout
        let slot = slot(of: child, in: node) + 1
        for place in stride(from: start + Int(fills[Int(node)]), to: start + slot, by: -1) {
            children[place] = children[place - 1]
            sums[place] = sums[place - 1]
            if keepsLows { lows[place] = lows[place - 1] }
        }
        children[start + slot] = new
        sums[start + slot] = .zero
        if keepsLows { lows[start + slot] = .none }
        fills[Int(node)] += 1
        setParent(of: new, below: node)
    }

    /// Moves the upper half of a full node to a new one after it.
    private mutating func split(_ node: Int32) -> Int32 {
        let right = makeNode(isBottom: isBottom[Int(node)])
        let half = Self.fanout / 2
        var moved = Sums.zero
        for slot in 0..<half {
            let (from, to) = (Int(node) * Self.fanout + half + slot, Int(right) * Self.fanout + slot)
            children[to] = children[from]
            sums[to] = sums[from]
            if keepsLows { lows[to] = lows[from] }
            moved &+= sums[from]
            setParent(of: children[from], below: right)
        }
        fills[Int(node)] = Int32(half)
        fills[Int(right)] = Int32(half)
        if parents[Int(node)] < 0 {
            let top = makeNode(isBottom: false)
            children[Int(top) * Self.fanout] = node
            sums[Int(top) * Self.fanout] = total
            fills[Int(top)] = 1
            parents[Int(node)] = top
            root = top
        }
        insert(right, after: node, in: parents[Int(node)])
        let above = parents[Int(node)]
        sums[Int(above) * Self.fanout + slot(of: node, in: above)] &-= moved
        sums[Int(parents[Int(right)]) * Self.fanout + slot(of: right, in: parents[Int(right)])] &+= moved
        if parents[Int(right)] != above { shift(moved, from: above, to: parents[Int(right)]) }
        if keepsLows {
            renewLows(of: node)
            renewLows(of: right)
        }
        return right
    }

    /// Mends the sums above two nodes between which children moved, up to where they meet.
    private mutating func shift(_ moved: Sums, from left: Int32, to right: Int32) {
        var (one, other) = (left, right)
        while one != other {
            let (above, beside) = (parents[Int(one)], parents[Int(other)])
            sums[Int(above) * Self.fanout + slot(of: one, in: above)] &-= moved
            sums[Int(beside) * Self.fanout + slot(of: other, in: beside)] &+= moved
            (one, other) = (above, beside)
        }
    }

    private func parent(of child: Int32, besides node: Int32) -> Int32 {
        isBottom[Int(node)] ? bottoms[Int(child)] : parents[Int(child)]
    }

    private mutating func setParent(of child: Int32, below node: Int32) {
        if isBottom[Int(node)] { bottoms[Int(child)] = node } else { parents[Int(child)] = node }
    }

    private mutating func makeNode(isBottom bottom: Bool) -> Int32 {
        if let free = freeNodes.popLast() {
            (fills[Int(free)], parents[Int(free)], isBottom[Int(free)]) = (0, -1, bottom)
            return free
        }
        children.append(contentsOf: repeatElement(-1, count: Self.fanout))
        sums.append(contentsOf: repeatElement(.zero, count: Self.fanout))
        if keepsLows { lows.append(contentsOf: repeatElement(.none, count: Self.fanout)) }
        fills.append(0)
        parents.append(-1)
        isBottom.append(bottom)
        return Int32(fills.count - 1)
    }
}
