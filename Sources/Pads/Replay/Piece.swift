extension EventGraph {
    /// Events of one run, to be walked together.
    struct Piece {
        let events: Range<Int>
        let run: Int
        /// Of the first.
        let parents: [Int]

        /// Pieces in an order in which causes come first and a branch is walked to its end before another begins, so
        /// that the walker seldom moves its prepared version.
        ///
        /// - Parameter pieces: ascending.
        static func branchByBranch(_ pieces: [Piece]) -> [Piece] {
            guard pieces.count > 2 else { return pieces }
            // Who builds on whom, as lists that are linked through arrays; each list from the newest down.
            var edges = Edges(count: pieces.count)
            for (place, piece) in pieces.enumerated() {
                for parent in piece.parents {
                    let builtOn = pieces.partitioningIndex { $0.events.upperBound > parent }
                    if builtOn < place, pieces[builtOn].events.contains(parent) { edges.add(from: builtOn, to: place) }
                }
            }
            var ready = pieces.indices.reversed().filter { edges.needs[$0] == 0 }
            var ordered: [Piece] = []
            ordered.reserveCapacity(pieces.count)
            while let next = ready.popLast() {
                ordered.append(pieces[next])
                edges.remove(from: next) { ready.append($0) }
            }
            return ordered
        }
    }

    private struct Edges {
        /// How many others each piece waits for.
        private(set) var needs: [Int]
        /// The last edge from each piece, and of each edge the one before it and where it leads to.
        private var last: [Int]
        private var edges: [(before: Int, to: Int)] = []

        init(count: Int) {
            needs = Array(repeating: 0, count: count)
            last = Array(repeating: -1, count: count)
        }

        mutating func add(from: Int, to: Int) {
            edges.append((last[from], to))
            last[from] = edges.count - 1
            needs[to] += 1
        }

        /// Calls with those that wait for nothing any more.
        mutating func remove(from: Int, _ body: (Int) -> Void) {
            var edge = last[from]
            while edge >= 0 {
                needs[edges[edge].to] -= 1
                if needs[edges[edge].to] == 0 { body(edges[edge].to) }
                edge = edges[edge].before
            }
        }
    }
}
