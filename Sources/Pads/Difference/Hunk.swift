extension Difference {
    /// A stretch of the old sequence, and the stretch of the new that stands in its place: a rectangle of the edit
    /// graph.
    struct Hunk: Equatable {
        var old: Range<Int>
        var new: Range<Int>

        /// Whether there is nothing to compare: it is an insertion, a deletion or nothing.
        var isOneSided: Bool { old.isEmpty || new.isEmpty }

        /// How large the smaller side is.
        var smallerCount: Int { min(old.count, new.count) }
        /// How large the larger side is.
        var largerCount: Int { max(old.count, new.count) }

        /// What is from the upper left corner to a snake, which begins in this hunk.
        func before(_ snake: Snake) -> Hunk {
            Hunk(old: old.lowerBound..<snake.old, new: new.lowerBound..<snake.new)
        }

        /// What is from a snake, which ends in this hunk, to the lower right corner.
        func after(_ snake: Snake) -> Hunk {
            Hunk(old: snake.oldEnd..<old.upperBound, new: snake.newEnd..<new.upperBound)
        }

        /// The same, so many places to the right.
        func moved(by distance: Int) -> Hunk {
            Hunk(
                old: old.lowerBound + distance..<old.upperBound + distance,
                new: new.lowerBound + distance..<new.upperBound + distance)
        }
    }

    /// Symbols that both sequences have, in a row: a run of diagonals of the edit graph.
    struct Snake: Equatable {
        var old: Int
        var new: Int
        var count: Int

        var oldEnd: Int { old + count }
        var newEnd: Int { new + count }
    }
}

extension [Difference.Snake] {
    /// Adds a snake behind the others; if nothing is between, the last one becomes longer.
    mutating func join(_ snake: Difference.Snake) {
        if snake.count == 0 { return }
        if let last, last.oldEnd == snake.old, last.newEnd == snake.new {
            self[count - 1].count += snake.count
        } else {
            append(snake)
        }
    }
}
