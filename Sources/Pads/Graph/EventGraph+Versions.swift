/// Version arithmetic.
extension EventGraph {
    /// All events of a version as ascending runs of numbers: itself and all its ancestors.
    func history(of frontier: [Int]) -> [Range<Int>] { difference(frontier, []).onlyLeft }

    /// What only one of two versions holds, as ascending runs of numbers.
    func difference(_ left: [Int], _ right: [Int]) -> (onlyLeft: [Range<Int>], onlyRight: [Range<Int>]) {
        var queue: [(event: Int, side: Side)] = []
        var shared = 0
        func push(_ event: Int, _ side: Side) {
            var low = 0
            var high = queue.count
            while low < high {
                let middle = (low + high) / 2
                if queue[middle].event < event { low = middle + 1 } else { high = middle }
            }
            if low < queue.count, queue[low].event == event {
                let both = queue[low].side.union(side)
                if both == .both, queue[low].side != .both { shared += 1 }
                queue[low].side = both
            } else {
                queue.insert((event, side), at: low)
                if side == .both { shared += 1 }
            }
        }
        for event in left { push(event, .left) }
        for event in right { push(event, .right) }
        var only: (left: [Range<Int>], right: [Range<Int>]) = ([], [])
        // From the newest down, until everything that is left is known to be in both.
        while let newest = queue.popLast() {
            if newest.side == .both {
                shared -= 1
                if shared == queue.count { break }
            }
            let run = runs[run(of: newest.event)]
            // The next of the queue may lie in the same run; above it one side is alone.
            let stop = max(run.start, (queue.last?.event ?? -1) + 1)
            switch newest.side {
            case .left: Self.prepend(stop..<newest.event + 1, to: &only.left)
            case .right: Self.prepend(stop..<newest.event + 1, to: &only.right)
            default: break
            }
            if stop > run.start {
                push(stop - 1, newest.side)
            } else {
                for parent in run.parents { push(parent, newest.side) }
            }
        }
        return (only.left.reversed(), only.right.reversed())
    }

    private struct Side: OptionSet {
        let rawValue: Int
        static let left = Side(rawValue: 1)
        static let right = Side(rawValue: 2)
        static let both: Side = [.left, .right]
    }

    /// Ranges are collected from the newest down.
    private static func prepend(_ range: Range<Int>, to ranges: inout [Range<Int>]) {
        if let last = ranges.last, last.lowerBound == range.upperBound {
            ranges[ranges.count - 1] = range.lowerBound..<last.upperBound
        } else {
            ranges.append(range)
        }
    }

    /// Whether an event is in a version.
    package func contains(_ event: Int, in version: Version) -> Bool {
        difference([event], version.frontier).onlyLeft.isEmpty
    }

    /// The version that holds everything of these.
    package func union(_ left: Version, _ right: Version) -> Version {
        let all = Set(left.frontier + right.frontier).sorted()
        return Version(
            frontier: all.filter { event in
                all.allSatisfy { $0 <= event || difference([event], [$0]).onlyLeft.isEmpty == false }
            })
    }
}
