extension Difference {
    /// Gives equal tokens the same number, in the order of their first appearance.
    ///
    /// A hash table with open addressing. The hash is that of the standard library, with a seed of the process, so that
    /// nobody can write a text whose lines collide; it decides where a number is stored, never which one it is.
    struct Interner {
        private let scalars: [UInt32]
        /// The number in each slot, or -1.
        private var slots: [Int32]
        /// The first token of each number, and its hash.
        private var firsts: [(token: Range<Int>, hash: Int)] = []

        /// For at most so many tokens of this text.
        init(_ scalars: [UInt32], capacity: Int) {
            self.scalars = scalars
            var size = 8
            while size < 2 * capacity { size *= 2 }
            slots = Array(repeating: -1, count: size)
        }

        /// How many different tokens there were.
        var count: Int { firsts.count }

        mutating func number(of token: Range<Int>) -> UInt32 {
            let hash = hash(of: token)
            var slot = hash & (slots.count - 1)
            while slots[slot] >= 0 {
                let first = firsts[Int(slots[slot])]
                if first.hash == hash, areEqual(first.token, token) { return UInt32(slots[slot]) }
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = Int32(firsts.count)
            firsts.append((token, hash))
            return UInt32(firsts.count - 1)
        }

        private func hash(of token: Range<Int>) -> Int {
            var hasher = Hasher()
            // Three scalars of 21 bits at once: the hasher works by 64 bits.
            var (packed, room) = (UInt64(token.count), 1)
            for index in token {
                packed = packed << 21 | UInt64(scalars[index])
                room -= 1
                if room == 0 {
                    hasher.combine(packed)
                    (packed, room) = (0, 3)
                }
            }
            hasher.combine(packed)
            return hasher.finalize()
        }

        private func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
            guard one.count == other.count else { return false }
            let distance = other.lowerBound - one.lowerBound
            return one.allSatisfy { scalars[$0] == scalars[$0 + distance] }
        }
    }
}
