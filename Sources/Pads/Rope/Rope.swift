/// What a rope may hold.
protocol RopeElement: Sendable {
    /// Fills room that nothing uses.
    static var filler: Self { get }
    /// What it counts for; its first lane is 1.
    var sums: Sums { get }
}

/// A sequence that is edited anywhere in time that grows with the logarithm of its length: pages of elements below a
/// ``CountTree``, each page with a gap where it was edited last ("rope of gap buffers", as in Gentle's JumpRope).
///
/// Most edits are beside the one before, so the page of the last one is remembered: typing does not walk the tree.
struct Rope<Element: RopeElement>: Sendable {
    /// Elements of a page: small enough that moving its gap costs about as much as the walk to it.
    static var pageSize: Int { 512 }

    private var tree = CountTree.fresh
    /// Page `p` is at `p * pageSize`: what is before its gap, the gap, what is after.
    private var elements: [Element]
    private var fills: [Int32] = [0]
    /// Where each page's gap begins.
    private var gaps: [Int32] = [0]
    /// The page that was edited last, and where it begins.
    private var recent = (page: 0, start: 0)

    init() { elements = Array(repeating: .filler, count: Self.pageSize) }

    var count: Int { tree.total[.first] }
    var total: Sums { tree.total }

    // Reading.

    /// All elements in their order.
    func forEach(_ body: (Element) -> Void) {
        var next: Int? = tree.firstLeaf
        while let page = next {
            for place in 0..<Int(fills[page]) { body(elements[index(place, in: page)]) }
            next = tree.leaf(after: page)
        }
    }

    /// Some elements in their order.
    func slice(_ range: Range<Int>) -> [Element] {
        var slice: [Element] = []
        guard !range.isEmpty else { return slice }
        slice.reserveCapacity(range.count)
        var (page, before) = tree.leaf(where: .first, exceeds: range.lowerBound)
        var offset = range.lowerBound - before[.first]
        while slice.count < range.count {
            let end = min(Int(fills[page]), offset + range.count - slice.count)
            for place in offset..<max(offset, end) { slice.append(elements[index(place, in: page)]) }
            guard slice.count < range.count, let next = tree.leaf(after: page) else { break }
            (page, before, offset) = (next, .zero, 0)
        }
        return slice
    }

    /// What stands before a position.
    func sums(before position: Int) -> Sums {
        var (page, sums) = tree.leaf(where: .first, exceeds: position)
        for place in 0..<min(Int(fills[page]), position - sums[.first]) {
            sums &+= elements[index(place, in: page)].sums
        }
        return sums
    }

    /// The first position with which a count exceeds a number, and what stands before it.
    func position(where lane: Lane, exceeds number: Int) -> (position: Int, before: Sums) {
        var (page, before) = tree.leaf(where: lane, exceeds: number)
        for place in 0..<Int(fills[page]) {
            let next = before &+ elements[index(place, in: page)].sums
            if next[lane] > number { break }
            before = next
        }
        return (before[.first], before)
    }

    private func index(_ place: Int, in page: Int) -> Int {
        page * Self.pageSize + (place < Int(gaps[page]) ? place : place + Self.pageSize - Int(fills[page]))
    }

    // Editing.

    /// Inserts some elements of an array before a position from 0 to `count`.
    mutating func insert(_ new: Range<Int>, of source: [Element], at position: Int) {
        precondition(0...count ~= position, "a position of this sequence")
        guard !new.isEmpty else { return }
        if !(recent.start...recent.start + Int(fills[recent.page]) ~= position) {
            let (page, before) = tree.leaf(where: .first, reaches: position)
            recent = (page, before[.first])
        }
        if Int(fills[recent.page]) + new.count <= Self.pageSize {
            write(new, of: source, at: position - recent.start, in: recent.page)
        } else {
            insertInPages(new, of: source, at: position)
        }
    }

    /// Cuts the page in two where something is to be inserted, and puts what does not fit into new pages between.
    private mutating func insertInPages(_ new: Range<Int>, of source: [Element], at position: Int) {
        let offset = position - recent.start
        var rest = new
        if new.count <= Self.pageSize / 2 {
            // In the middle, so that both halves have room for what comes.
            let half = Int(fills[recent.page]) / 2
            cut(recent.page, at: half)
            if offset > half, let next = tree.leaf(after: recent.page) { recent = (next, recent.start + half) }
            return write(rest, of: source, at: position - recent.start, in: recent.page)
        }
        if offset < Int(fills[recent.page]) { cut(recent.page, at: offset) }
        // Pages are filled to three quarters, so that each has room for what comes.
        let wanted = Self.pageSize * 3 / 4
        while !rest.isEmpty {
            if Int(fills[recent.page]) >= wanted {
                recent = (makePage(after: recent.page), recent.start + Int(fills[recent.page]))
            }
            let end = min(rest.upperBound, rest.lowerBound + wanted - Int(fills[recent.page]))
            write(rest.lowerBound..<end, of: source, at: Int(fills[recent.page]), in: recent.page)
            rest = end..<rest.upperBound
        }
    }

    private mutating func write(_ new: Range<Int>, of source: [Element], at offset: Int, in page: Int) {
        moveGap(of: page, to: offset)
        var sums = Sums.zero
        var place = page * Self.pageSize + offset
        for next in new {
            let element = source[next]
            elements[place] = element
            sums &+= element.sums
            place += 1
        }
        gaps[page] += Int32(new.count)
        fills[page] += Int32(new.count)
        tree.add(sums, to: page)
    }

    /// Deletes elements that are there.
    mutating func delete(_ number: Int, at position: Int) {
        precondition(number >= 0 && position >= 0 && position + number <= count, "elements of this sequence")
        var left = number
        while left > 0 {
            if !(recent.start..<recent.start + Int(fills[recent.page]) ~= position) {
                let (page, before) = tree.leaf(where: .first, exceeds: position)
                recent = (page, before[.first])
            }
            left -= deleteInPage(left, at: position - recent.start)
        }
    }

    /// Deletes what is in the recent page, and gives back how many that were.
    private mutating func deleteInPage(_ number: Int, at offset: Int) -> Int {
        let page = recent.page
        let end = min(offset + number, Int(fills[page]))
        var sums = Sums.zero
        for place in offset..<end { sums &+= elements[index(place, in: page)].sums }
        // What ends at the gap joins it without a move, as with the backspace key.
        if end == Int(gaps[page]) { gaps[page] = Int32(offset) } else { moveGap(of: page, to: offset) }
        fills[page] -= Int32(end - offset)
        tree.add(.zero &- sums, to: page)
        if fills[page] < Int32(Self.pageSize / 4) { join(page) }
        return end - offset
    }

    /// Takes the elements of the next page into one that has few, and keeps no empty page.
    private mutating func join(_ page: Int) {
        if let next = tree.leaf(after: page), fills[page] + fills[next] <= Int32(Self.pageSize / 2) {
            let moved = (0..<Int(fills[next])).map { elements[index($0, in: next)] }
            clear(next)
            tree.removeLeaf(next)
            let gap = Int(gaps[page])
            write(moved.indices, of: moved, at: Int(fills[page]), in: page)
            moveGap(of: page, to: gap)
        } else if fills[page] == 0, count > 0 {
            tree.removeLeaf(page)
            recent = (tree.firstLeaf, 0)
        }
    }

    private mutating func clear(_ page: Int) {
        var sums = Sums.zero
        for place in 0..<Int(fills[page]) { sums &+= elements[index(place, in: page)].sums }
        tree.add(.zero &- sums, to: page)
        (fills[page], gaps[page]) = (0, 0)
    }

    /// Moves everything from an offset on to a new page.
    private mutating func cut(_ page: Int, at offset: Int) {
        let moved = (offset..<Int(fills[page])).map { elements[index($0, in: page)] }
        moveGap(of: page, to: offset)
        let sums = moved.reduce(Sums.zero) { $0 &+ $1.sums }
        fills[page] = Int32(offset)
        tree.add(.zero &- sums, to: page)
        let new = makePage(after: page)
        write(moved.indices, of: moved, at: 0, in: new)
    }

    private mutating func makePage(after page: Int) -> Int {
        let new = tree.insertLeaf(after: page)
        if new == fills.count {
            fills.append(0)
            gaps.append(0)
            elements.append(contentsOf: repeatElement(.filler, count: Self.pageSize))
        }
        (fills[new], gaps[new]) = (0, 0)
        return new
    }

    private mutating func moveGap(of page: Int, to offset: Int) {
        let (start, size) = (page * Self.pageSize, Self.pageSize - Int(fills[page]))
        let gap = Int(gaps[page])
        if offset < gap {
            for place in stride(from: start + gap - 1, through: start + offset, by: -1) {
                elements[place + size] = elements[place]
            }
        } else if offset > gap {
            for place in start + gap..<start + offset { elements[place] = elements[place + size] }
        }
        gaps[page] = Int32(offset)
    }
}
