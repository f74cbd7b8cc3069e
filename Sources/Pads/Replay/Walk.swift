/// The pieces of history of a walk, who builds on whom, and which of them the prepared version holds.
///
/// Pieces are cut wherever another builds on what is inside, so that a version holds a piece or does not. Going from
/// one version to another then costs what they differ by, however far down it lies.
struct Walk {
    private(set) var pieces: [Range<Int>] = []
    /// Where the pieces of each call begin; those of one call ascend.
    private var groups: [Int] = []
    /// The pieces that each builds on, and where those of a piece begin; what is before the walk is in all versions.
    private var parents: [Int32] = []
    private var parentStarts: [Int32] = [0]
    /// Whether the prepared version holds a piece.
    private var isPrepared: [Bool] = []
    /// How many pieces of the prepared version build on a piece.
    private var followers: [Int32] = []
    /// The last piece that asked for this one to be prepared.
    private var wantedBy: [Int32] = []
    /// How many pieces were made seen or unseen since the beginning.
    private(set) var moveCount = 0
    /// The piece that was walked last.
    private var newest = -1

    /// Forgets everything.
    mutating func removeAll() {
        pieces.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        parents.removeAll(keepingCapacity: true)
        parentStarts.removeLast(parentStarts.count - 1)
        isPrepared.removeAll(keepingCapacity: true)
        followers.removeAll(keepingCapacity: true)
        wantedBy.removeAll(keepingCapacity: true)
        newest = -1
    }

    // Taking pieces.

    /// Takes pieces, ascending, and cuts them where they or others to come build on what is inside.
    ///
    /// - Returns: their numbers in an order in which causes come first and a branch is walked to its end before another
    ///   begins, so that the prepared version seldom moves far.
    mutating func add(_ new: [EventGraph.Piece], before others: [EventGraph.Piece]) -> [Int] {
        let first = pieces.count
        groups.append(first)
        var cuts: [Int] = []
        for piece in new { cuts.append(contentsOf: piece.parents) }
        for piece in others { cuts.append(contentsOf: piece.parents) }
        cuts.sort()
        var next = 0
        for piece in new {
            var start = piece.events.lowerBound
            for parent in piece.parents {
                if let number = number(endingWith: parent) { parents.append(Int32(number)) }
            }
            while start < piece.events.upperBound {
                while next < cuts.count, cuts[next] < start { next += 1 }
                let end = next < cuts.count ? min(cuts[next] + 1, piece.events.upperBound) : piece.events.upperBound
                if start > piece.events.lowerBound { parents.append(Int32(pieces.count - 1)) }
                add(start..<end)
                start = end
            }
        }
        return branchByBranch(from: first)
    }

    private mutating func add(_ events: Range<Int>) {
        pieces.append(events)
        parentStarts.append(Int32(parents.count))
        isPrepared.append(false)
        followers.append(0)
        wantedBy.append(-1)
    }

    private func number(endingWith event: Int) -> Int? {
        for (group, first) in groups.enumerated() {
            let numbers = first..<(group + 1 < groups.count ? groups[group + 1] : pieces.count)
            let number = numbers.partitioningIndex { pieces[$0].upperBound > event }
            if number < numbers.upperBound, pieces[number].contains(event) { return number }
        }
        return nil
    }

    private func branchByBranch(from first: Int) -> [Int] {
        var order = Order(first: first, count: pieces.count - first)
        for number in first..<pieces.count { order.add(number, pieces[number].count, parents(of: number)) }
        return order.ordered()
    }

    private func parents(of number: Int) -> some Sequence<Int> {
        parents[Int(parentStarts[number])..<Int(parentStarts[number + 1])].lazy.map { Int($0) }
    }

    // Moving the prepared version.

    /// Moves it to what a piece builds on, and then to the piece itself, which is about to be walked.
    ///
    /// - Parameter move: makes a piece seen, or unseen. Which first makes no difference: each only counts up or down.
    mutating func prepare(_ number: Int, _ move: (_ events: Range<Int>, _ isSeen: Bool) -> Void) {
        var stack: [Int] = []
        for parent in parents(of: number) {
            wantedBy[parent] = Int32(number)
            if !isPrepared[parent] { stack.append(parent) }
        }
        while let next = stack.popLast() {
            guard !isPrepared[next] else { continue }
            hold(next)
            moveCount += 1
            move(pieces[next], true)
            for parent in parents(of: next) where !isPrepared[parent] { stack.append(parent) }
        }
        // Whatever nothing that is wanted builds on goes, from the newest down.
        if newest >= 0 { stack.append(newest) }
        while let next = stack.popLast() {
            guard isPrepared[next], followers[next] == 0, wantedBy[next] != number else { continue }
            isPrepared[next] = false
            moveCount += 1
            move(pieces[next], false)
            for parent in parents(of: next) {
                followers[parent] -= 1
                if followers[parent] == 0 { stack.append(parent) }
            }
        }
        hold(number)
        newest = number
    }

    private mutating func hold(_ number: Int) {
        isPrepared[number] = true
        for place in Int(parentStarts[number])..<Int(parentStarts[number + 1]) { followers[Int(parents[place])] += 1 }
    }
}
