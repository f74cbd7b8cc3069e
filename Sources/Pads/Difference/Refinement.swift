extension Difference {
    /// Compares by lines, then what differs by words, then what still differs by scalars. What differs at great length
    /// is compared by chunks before it is by scalars.
    struct Refinement {
        /// Both texts, the old one first.
        private let scalars: [UInt32]
        private var myers = Myers()
        /// What both have, from left to right.
        private(set) var snakes: [Snake] = []

        /// Compares two parts of one sequence.
        init(_ hunk: Hunk, of scalars: [UInt32]) {
            self.scalars = scalars
            compare(hunk, by: .line)
        }

        private mutating func compare(_ hunk: Hunk, by token: Token) {
            guard let (core, suffix) = trim(hunk, to: token) else { return }
            let old = token.ranges(in: core.old, of: scalars)
            let new = token.ranges(in: core.new, of: scalars)
            var rest = core
            for pair in align(old, new) {
                let (oldToken, newToken) = (old[pair.old], new[pair.new])
                let snake = Snake(old: oldToken.lowerBound, new: newToken.lowerBound, count: oldToken.count)
                compareFiner(rest.before(snake), than: token)
                snakes.join(snake)
                rest = rest.after(snake)
            }
            compareFiner(rest, than: token)
            snakes.join(suffix)
        }

        private mutating func compareFiner(_ hunk: Hunk, than token: Token) {
            switch token {
            case .line: compare(hunk, by: .word)
            case .word where hunk.largerCount >= DifferenceLimits.chunkedScalarsMin: compare(hunk, by: .chunk)
            case .word, .chunk: compareScalars(of: hunk)
            }
        }

        private mutating func align(_ old: [Range<Int>], _ new: [Range<Int>]) -> [(old: Int, new: Int)] {
            if old.isEmpty || new.isEmpty { return [] }
            var interner = Interner(scalars, capacity: old.count + new.count)
            let oldNumbers = old.map { interner.number(of: $0) }
            let newNumbers = new.map { interner.number(of: $0) }
            return Alignment(oldNumbers, newNumbers, below: interner.count, with: &myers).pairs
        }

        /// Compares what has no token in common.
        private mutating func compareScalars(of hunk: Hunk) {
            guard let (core, suffix) = trim(hunk, to: .word) else { return }
            var found: [Snake] = []
            myers.forEachSnake(in: core, of: scalars) { snake in
                let isAtEnd = core.before(snake).largerCount == 0 || core.after(snake).largerCount == 0
                if isAtEnd || snake.count >= DifferenceLimits.pieceInsideWordScalarsMin { found.append(snake) }
            }
            let kept = found.reduce(0) { $0 + $1.count }
            if kept * DifferenceLimits.keptShareOfWord > core.smallerCount {
                for snake in found { snakes.join(snake) }
            }
            snakes.join(suffix)
        }

        /// Keeps what both sides begin with, and gives what remains and what both end with, all in whole tokens. If
        /// nothing remains on one side, that is the end: all is kept that can be.
        private mutating func trim(_ hunk: Hunk, to token: Token) -> (core: Hunk, suffix: Snake)? {
            var (prefix, suffix) = hunk.commonEnds(in: scalars)
            if prefix.count + suffix.count == hunk.smallerCount {
                snakes.join(prefix)
                snakes.join(suffix)
                return nil
            }
            // Something remains between them on both sides, so there is a scalar on both sides of these places.
            func isWhole(_ old: Int, _ new: Int) -> Bool {
                token.canBegin(at: old, of: scalars) && token.canBegin(at: new, of: scalars)
            }
            while prefix.count > 0, !isWhole(prefix.oldEnd, prefix.newEnd) { prefix.count -= 1 }
            while suffix.count > 0, !isWhole(suffix.old, suffix.new) {
                suffix = Snake(old: suffix.old + 1, new: suffix.new + 1, count: suffix.count - 1)
            }
            snakes.join(prefix)
            return (Hunk(old: prefix.oldEnd..<suffix.old, new: prefix.newEnd..<suffix.new), suffix)
        }
    }
}
