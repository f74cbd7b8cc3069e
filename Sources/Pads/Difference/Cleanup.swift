extension Difference {
    /// Gives up what both texts have only by coincidence (the semantic cleanup of Fraser's "Diff Strategies", 2006), so
    /// that a rewrite is one replacement and no confetti.
    struct Cleanup {
        /// Both texts as a whole.
        private let whole: Hunk
        /// What is still kept, from left to right.
        private(set) var snakes: [Snake] = []

        init(_ all: [Snake], in whole: Hunk) {
            self.whole = whole
            for snake in all {
                dropCoincidences(before: snake)
                snakes.append(snake)
            }
            dropCoincidences(before: end)
            dropRewrites()
        }

        /// Where both texts begin and end, as pieces with nothing in them.
        private var start: Snake { Snake(old: whole.old.lowerBound, new: whole.new.lowerBound, count: 0) }
        private var end: Snake { Snake(old: whole.old.upperBound, new: whole.new.upperBound, count: 0) }

        /// Drops pieces that are no longer than the changes on both sides, and no longer than what is deleted and than
        /// what is inserted next to them: who only adds on both sides of a word means the word. What is dropped is part
        /// of a larger change, next to which the piece to its left may be short too.
        private mutating func dropCoincidences(before next: Snake) {
            while let last = snakes.last, last.count < DifferenceLimits.solidScalarsMin {
                let rest = whole.after(snakes.count > 1 ? snakes[snakes.count - 2] : start)
                let (left, right) = (rest.before(last), whole.after(last).before(next))
                let isShort =
                    last.count <= min(left.largerCount, right.largerCount)
                    && last.count <= min(left.old.count + right.old.count, left.new.count + right.new.count)
                guard isShort else { return }
                snakes.removeLast()
            }
        }

        /// Drops pieces between two solid ones that are a small part of what is there. Pieces at the ends of the texts
        /// count as solid: without them there would be as many changes.
        private mutating func dropRewrites() {
            var (left, weak, kept) = (start, [Snake](), [Snake]())
            for snake in snakes + [end] {
                let isAtEnd = snake.oldEnd == end.old && snake.newEnd == end.new
                let isAtStart = snake.old == start.old && snake.new == start.new
                guard isAtEnd || isAtStart || snake.count >= DifferenceLimits.solidScalarsMin else {
                    weak.append(snake)
                    continue
                }
                let count = weak.reduce(0) { $0 + $1.count }
                let isRewrite =
                    count * DifferenceLimits.keptShareOfRewrite < whole.after(left).before(snake).smallerCount
                if !isRewrite { kept += weak }
                if snake.count > 0 { kept.append(snake) }
                (left, weak) = (snake, [])
            }
            snakes = kept
        }
    }
}
