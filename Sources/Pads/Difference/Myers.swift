extension Difference {
    /// The longest common subsequence in linear space, by divide and conquer (Myers, 1986, section 4b), with a bound on
    /// work: what would take more is left without a match.
    struct Myers {
        private var forward = Frontier(isForward: true)
        private var backward = Frontier(isForward: false)
        /// Squares of the edit graph that the last search looked at, and diagonals that it began.
        private(set) var steps = 0

        /// What is still to do: hunks to divide, and snakes that come between them.
        private enum Work {
            case divide(Hunk)
            case found(Snake)
        }

        /// Gives the snakes of a shortest path through a hunk, from left to right.
        mutating func forEachSnake(in whole: Hunk, of symbols: [UInt32], _ body: (Snake) -> Void) {
            steps = 0
            let count = whole.old.count + whole.new.count
            let bound = DifferenceLimits.stepsPerSymbol * count + DifferenceLimits.stepsFree
            // The halves have half the edits and half the length each: what the first division leaves is enough for
            // all.
            var stepsMax = bound / 2
            var stack = [Work.divide(whole)]
            while let work = stack.popLast() {
                switch work {
                case .found(let snake):
                    if snake.count > 0 { body(snake) }
                case .divide(let hunk):
                    let (prefix, suffix) = hunk.commonEnds(in: symbols)
                    if prefix.count > 0 { body(prefix) }
                    let core = Hunk(old: prefix.oldEnd..<suffix.old, new: prefix.newEnd..<suffix.new)
                    stack.append(.found(suffix))
                    guard !core.isOneSided else { continue }
                    let middle = middleSnake(of: core, in: symbols, stepsMax: stepsMax)
                    stepsMax = bound
                    guard let middle else { continue }
                    stack.append(.divide(core.after(middle)))
                    stack.append(.found(middle))
                    stack.append(.divide(core.before(middle)))
                }
            }
        }

        /// The snake in the middle of a shortest path, unless the way to it is too long. The corners of the hunk do not
        /// match, so what is before and after is smaller.
        private mutating func middleSnake(of hunk: Hunk, in symbols: [UInt32], stepsMax: Int) -> Snake? {
            let editsMax = min((hunk.old.count + hunk.new.count + 1) / 2, DifferenceLimits.frontierEditsMax)
            forward.restart(editsMax: editsMax)
            backward.restart(editsMax: editsMax)
            // A path has as many edits as the sides differ in length, or more by an even number.
            let isOdd = (hunk.old.count - hunk.new.count) % 2 != 0
            for _ in 0...editsMax where steps < stepsMax {
                let ahead = forward.advance(
                    through: hunk, of: symbols, meeting: isOdd ? backward : nil, steps: &steps, stepsMax: stepsMax)
                if let ahead { return ahead }
                let behind = backward.advance(
                    through: hunk, of: symbols, meeting: isOdd ? nil : forward, steps: &steps, stepsMax: stepsMax)
                if let behind { return behind }
            }
            return nil
        }
    }
}

extension Difference.Hunk {
    /// What both sides begin with, and what they end with after that.
    func commonEnds(in symbols: [UInt32]) -> (prefix: Difference.Snake, suffix: Difference.Snake) {
        let (width, height) = (old.count, new.count)
        var prefix = 0
        while prefix < min(width, height), symbols[old.lowerBound + prefix] == symbols[new.lowerBound + prefix] {
            prefix += 1
        }
        var suffix = 0
        while suffix < min(width, height) - prefix,
            symbols[old.upperBound - 1 - suffix] == symbols[new.upperBound - 1 - suffix]
        {
            suffix += 1
        }
        return (
            Difference.Snake(old: old.lowerBound, new: new.lowerBound, count: prefix),
            Difference.Snake(old: old.upperBound - suffix, new: new.upperBound - suffix, count: suffix)
        )
    }
}
