extension Difference {
    /// Which tokens of the old text are which of the new. Tokens that both texts have once are anchors (Cohen's
    /// patience diff), so that a moved block stays whole; between them it is what Myers finds.
    struct Alignment {
        /// Places in the list of old tokens and in the list of new ones. Both ascend.
        private(set) var pairs: [(old: Int, new: Int)] = []

        /// The numbers of tokens that both texts have, the old ones first: others match nothing.
        private var common: [UInt32] = []
        /// The token that each of them is.
        private var tokens: [Int] = []
        /// How many of them are old.
        private var oldCount = 0

        /// Aligns tokens by their numbers, which are below a bound.
        init(_ old: [UInt32], _ new: [UInt32], below bound: Int, with myers: inout Myers) {
            var counts = Array(repeating: (old: 0, new: 0), count: bound)
            for number in old { counts[Int(number)].old += 1 }
            for number in new { counts[Int(number)].new += 1 }
            for (token, number) in old.enumerated() where counts[Int(number)].new > 0 { add(number, token) }
            oldCount = common.count
            for (token, number) in new.enumerated() where counts[Int(number)].old > 0 { add(number, token) }

            var hunk = Hunk(old: 0..<oldCount, new: oldCount..<common.count)
            for anchor in anchors(counts) {
                align(hunk.before(anchor), with: &myers)
                pair(anchor)
                hunk = hunk.after(anchor)
            }
            align(hunk, with: &myers)
        }

        private mutating func add(_ number: UInt32, _ token: Int) {
            common.append(number)
            tokens.append(token)
        }

        private mutating func align(_ hunk: Hunk, with myers: inout Myers) {
            if hunk.isOneSided { return }
            myers.forEachSnake(in: hunk, of: common) { pair($0) }
        }

        private mutating func pair(_ snake: Snake) {
            for offset in 0..<snake.count {
                pairs.append((tokens[snake.old + offset], tokens[snake.new + offset]))
            }
        }

        /// The longest sequence of anchors that are in the same order in both texts.
        private func anchors(_ counts: [(old: Int, new: Int)]) -> [Snake] {
            var places = Array(repeating: 0, count: counts.count)
            for place in oldCount..<common.count { places[Int(common[place])] = place }
            let unique = (0..<oldCount).filter { counts[Int(common[$0])] == (1, 1) }
                .map { Snake(old: $0, new: places[Int(common[$0])], count: 1) }
            return Self.longestAscending(unique)
        }

        /// A longest subsequence whose places in the new text ascend, by patience sorting.
        private static func longestAscending(_ cards: [Snake]) -> [Snake] {
            // The card on top of each pile.
            var piles: [Int] = []
            // For each card, the one that was on top of the pile to its left.
            var lefts: [Int?] = []
            for (card, snake) in cards.enumerated() {
                var (low, high) = (0, piles.count)
                while low < high {
                    let middle = (low + high) / 2
                    if cards[piles[middle]].new < snake.new { low = middle + 1 } else { high = middle }
                }
                lefts.append(low > 0 ? piles[low - 1] : nil)
                if low < piles.count { piles[low] = card } else { piles.append(card) }
            }
            var found: [Snake] = []
            var next = piles.last
            while let card = next {
                found.append(cards[card])
                next = lefts[card]
            }
            return found.reversed()
        }
    }
}
