/// Texts, and what changes them from one version into another.
extension EventGraph {
    /// The text of a version.
    package func text(at version: Version) -> Text {
        var text = Text()
        transform(from: .empty, to: version) { text.apply($0) }
        return text
    }

    /// The edits that turn the text of one version into that of both together, in their order: what an editor must do
    /// to show what is now true.
    package func edits(from version: Version, merging other: Version) -> [Edit] {
        var edits: [Edit] = []
        transform(from: version, to: other) { edits.append($0) }
        return edits
    }

    /// Walks what the second version has beyond the first, and of the first only what is concurrent with it.
    private func transform(from version: Version, to other: Version, _ emit: (Edit) -> Void) {
        let new = pieces(of: difference(version.frontier, other.frontier).onlyRight)
        guard !new.isEmpty else { return }
        let (base, beyond) = commonBase(version.frontier, other.frontier)
        var walker: Walker?
        if !beyond.isEmpty {
            var first = Walker(self, from: base)
            for piece in pieces(of: beyond) { first.walk(piece.events, parents: piece.parents) { _ in } }
            walker = first
        }
        // What each piece's followers build on: an event at or below that is critical if it is the only head.
        var lowest = [Int](repeating: .max, count: new.count)
        for place in new.indices.dropLast().reversed() {
            lowest[place] = min(lowest[place + 1], new[place + 1].parents.first ?? -1)
        }
        var heads = beyond.isEmpty ? base : version.frontier
        for (piece, lowest) in zip(new, lowest) {
            var rest = piece.events
            if piece.parents == heads, lowest >= rest.lowerBound {
                // The author saw everything that was walked, so positions are as they are; and nobody to come did not
                // see these, so they need not be remembered ("critical versions", section 3.5).
                let plain = rest.clamped(to: 0..<(lowest == .max ? .max : lowest + 1))
                for operation in operations(of: plain) { emit(operation.textEdit(of: self)) }
                walker = nil
                rest = plain.upperBound..<rest.upperBound
                heads = [plain.upperBound - 1]
            }
            guard !rest.isEmpty else { continue }
            let parents = rest.lowerBound == piece.events.lowerBound ? piece.parents : [rest.lowerBound - 1]
            var walking = walker ?? Walker(self, from: heads)
            walker = nil
            walking.walk(rest, parents: parents, emit)
            walker = walking
            heads = heads.filter { !parents.contains($0) } + [rest.upperBound - 1]
        }
    }

    /// Events of one run.
    struct Piece {
        let events: Range<Int>
        /// Of the first.
        let parents: [Int]
    }

    /// Events as parts of runs, ascending.
    func pieces(of ranges: [Range<Int>]) -> [Piece] {
        var pieces: [Piece] = []
        for range in ranges {
            var next = range.lowerBound
            while next < range.upperBound {
                let run = runs[run(of: next)]
                let end = min(run.end, range.upperBound)
                pieces.append(Piece(events: next..<end, parents: next == run.start ? run.parents : [next - 1]))
                next = end
            }
        }
        return pieces
    }

    /// What events do, ascending.
    func operations(of events: Range<Int>) -> [OperationRun] {
        var parts: [OperationRun] = []
        var next = events.lowerBound
        while next < events.upperBound {
            let run = operations[operation(of: next)]
            let end = min(run.end, events.upperBound)
            parts.append(run.part(next..<end))
            next = end
        }
        return parts
    }

    /// A version that everything newer of both descends from, and what the first has beyond it.
    private func commonBase(_ left: [Int], _ right: [Int]) -> (base: [Int], beyond: [Range<Int>]) {
        let whole = history(of: Set(left + right).sorted())
        // From the newest down: an event is critical if nothing newer has a parent below it, and nothing older is a
        // head of its own.
        var lowest = Int.max
        for range in whole.reversed() {
            var event = range.upperBound - 1
            while event >= range.lowerBound {
                let run = runs[run(of: event)]
                let first = max(run.start, range.lowerBound)
                let candidate = min(event, lowest)
                if candidate >= first, isCritical(candidate, left, right) {
                    return ([candidate], difference(left, [candidate]).onlyLeft)
                }
                lowest = min(lowest, run.lowestParent)
                event = first - 1
            }
        }
        return ([], history(of: left))
    }

    /// Whether both versions hold an event, and everything of theirs that is older is its ancestor.
    private func isCritical(_ event: Int, _ left: [Int], _ right: [Int]) -> Bool {
        guard difference([event], left).onlyLeft.isEmpty, difference([event], right).onlyLeft.isEmpty else {
            return false
        }
        let beyond = difference(Set(left + right).sorted(), [event]).onlyLeft
        return beyond.first.map { $0.lowerBound > event } ?? true
    }
}
