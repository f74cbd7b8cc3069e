extension Difference {
    /// Moves insertions and deletions to where a person would say they are. What begins as the text after it does can
    /// stand further right, and what ends as the text before it does further left, with the same result.
    struct Slide {
        private let old: [Unicode.Scalar]
        private let new: [Unicode.Scalar]
        /// All changes, from left to right, with something kept between any two.
        private(set) var hunks: [Hunk] = []

        init(_ all: [Hunk], from old: [Unicode.Scalar], to new: [Unicode.Scalar]) {
            (self.old, self.new) = (old, new)
            for (index, hunk) in all.enumerated() {
                let end = index + 1 < all.count ? all[index + 1].old.lowerBound : old.count
                add(slide(hunk, rightMax: end - hunk.old.upperBound))
            }
        }

        private mutating func add(_ hunk: Hunk) {
            if let last = hunks.last, last.old.upperBound == hunk.old.lowerBound {
                hunks[hunks.count - 1] = Hunk(
                    old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound)
            } else {
                hunks.append(hunk)
            }
        }

        /// The best place for a hunk that may go so far to the right, and to the left as far as the last one.
        private func slide(_ hunk: Hunk, rightMax: Int) -> Hunk {
            guard hunk.isOneSided else { return hunk }
            let isInsertion = hunk.old.isEmpty
            let (text, range) = isInsertion ? (new, hunk.new) : (old, hunk.old)
            let leftMax = hunk.old.lowerBound - (hunks.last?.old.upperBound ?? 0)
            var left = 0
            while left < leftMax, text[range.lowerBound - left - 1] == text[range.upperBound - left - 1] { left += 1 }
            var right = 0
            while right < rightMax, text[range.lowerBound + right] == text[range.upperBound + right] { right += 1 }
            // Next to another change the two are one.
            if left == leftMax, hunks.last != nil { return hunk.moved(by: -left) }
            if right == rightMax, hunk.old.upperBound + right < old.count { return hunk.moved(by: right) }
            var best = (distance: 0, worth: -1)
            for distance in -left...right {
                let worth =
                    Self.worth(of: range.lowerBound + distance, in: text)
                    + Self.worth(of: range.upperBound + distance, in: text)
                if worth >= best.worth { best = (distance, worth) }
            }
            return hunk.moved(by: best.distance)
        }

        /// How good a place is to begin or end a change.
        private static func worth(of place: Int, in text: [Unicode.Scalar]) -> Int {
            guard place > 0, place < text.count else { return 3 }
            let (before, after) = (text[place - 1].value, text[place].value)
            if before == newline { return isAfterBlankLine(place, in: text) ? 4 : 3 }
            if isWord(after) { return isWord(before) ? 0 : 2 }
            return 1
        }

        /// Whether there is an empty line before the line that begins at a place.
        private static func isAfterBlankLine(_ place: Int, in text: [Unicode.Scalar]) -> Bool {
            let before = text[..<(place - 1)]
            return (before.last == "\r" ? before.dropLast() : before).last == "\n"
        }
    }
}
