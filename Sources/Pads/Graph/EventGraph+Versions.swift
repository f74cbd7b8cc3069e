/// Version arithmetic (section 3.2 of the paper).
extension EventGraph {
    /// What only one of two versions holds, as ascending runs of numbers.
    func difference(_ left: [Int], _ right: [Int]) -> (onlyLeft: [Range<Int>], onlyRight: [Range<Int>]) {
        if left == right { return ([], []) }
        var only = Differences()
        var heap = EventHeap()
        for event in left { heap.push(event, .left) }
        for event in right { heap.push(event, .right) }
        var run = runs.count - 1
        // From the newest down, until everything that is left is known to be in both.
        while heap.unsharedCount > 0, let (event, side) = heap.pop() {
            run = self.run(of: event, notAfter: run)
            let start = Int(runs[run].start)
            // The next may lie in the same run; above it one side is alone.
            if let next = heap.newest, next >= start {
                only.add(next + 1..<event + 1, side)
                heap.push(next, side)
            } else {
                only.add(start..<event + 1, side)
                forEachParent(of: run) { heap.push($0, side) }
            }
        }
        return (only.left.reversed(), only.right.reversed())
    }

    private struct Differences {
        var left: [Range<Int>] = []
        var right: [Range<Int>] = []

        /// Ranges are collected from the newest down.
        mutating func add(_ range: Range<Int>, _ side: EventHeap.Side) {
            switch side {
            case .left: Self.prepend(range, to: &left)
            case .right: Self.prepend(range, to: &right)
            default: break
            }
        }

        private static func prepend(_ range: Range<Int>, to ranges: inout [Range<Int>]) {
            if let last = ranges.last, last.lowerBound == range.upperBound {
                ranges[ranges.count - 1] = range.lowerBound..<last.upperBound
            } else if !range.isEmpty {
                ranges.append(range)
            }
        }
    }

    /// The newest event that everything newer of both versions descends from (their dominator), and what the first has
    /// beyond it. Costs what lies between, not the whole history.
    func commonBase(_ left: [Int], _ right: [Int]) -> (base: [Int], beyond: [Range<Int>]) {
        guard !left.isEmpty, !right.isEmpty else { return ([], difference(left, []).onlyLeft) }
        var heap = EventHeap()
        for event in left + right { heap.push(event, .both) }
        var run = runs.count - 1
        // Each is replaced by its parents; where a single one is left, every way to what is older leads through it.
        while let (event, _) = heap.pop() {
            guard let next = heap.newest else { return ([event], difference(left, [event]).onlyLeft) }
            run = self.run(of: event, notAfter: run)
            if next >= Int(runs[run].start) { continue }
            var isRoot = true
            forEachParent(of: run) {
                heap.push($0, .both)
                isRoot = false
            }
            if isRoot { break }
        }
        return ([], difference(left, []).onlyLeft)
    }

    /// Whether an event is in a version.
    package func contains(_ event: Int, in version: Version) -> Bool {
        difference([event], version.frontier).onlyLeft.isEmpty
    }

    /// The version that holds everything of these.
    package func union(_ left: Version, _ right: Version) -> Version {
        if left == right { return left }
        let (onlyLeft, onlyRight) = difference(left.frontier, right.frontier)
        // A head stays unless the other version holds it with something that follows it.
        let isIn = { (ranges: [Range<Int>], event: Int) in
            let place = ranges.partitioningIndex { $0.upperBound > event }
            return place < ranges.count && ranges[place].contains(event)
        }
        let heads =
            left.frontier.filter { isIn(onlyLeft, $0) || right.frontier.contains($0) }
            + right.frontier.filter { isIn(onlyRight, $0) }
        return Version(frontier: heads.sorted())
    }

    /// Whether a version holds everything of another.
    package func contains(_ other: Version, in version: Version) -> Bool {
        difference(version.frontier, other.frontier).onlyRight.isEmpty
    }

    /// The version of these events and all their ancestors; nil if one is not known.
    package func version(of ids: [EventID]) -> Version? {
        var version = Version.empty
        for id in ids {
            guard let event = number(of: id) else { return nil }
            version = union(version, Version(frontier: [event]))
        }
        return version
    }

    /// The names of a version's frontier, which are the same everywhere.
    package func ids(of version: Version) -> [EventID] { version.frontier.map { id(of: $0) } }

    /// The newest version that others hold too, given the names of their frontier: what of it is not known here is left
    /// out.
    package func known(_ ids: [EventID]) -> Version {
        ids.compactMap { number(of: $0) }.reduce(.empty) { union($0, Version(frontier: [$1])) }
    }

    /// Events as parts of runs, ascending.
    func pieces(of ranges: [Range<Int>]) -> [Piece] {
        var pieces: [Piece] = []
        for range in ranges {
            var next = range.lowerBound
            while next < range.upperBound {
                let run = run(of: next)
                let end = min(events(of: run).upperBound, range.upperBound)
                pieces.append(Piece(events: next..<end, run: run, parents: parents(of: next, in: run)))
                next = end
            }
        }
        return pieces
    }
}
