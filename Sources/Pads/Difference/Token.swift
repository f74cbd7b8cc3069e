extension Difference {
    /// What texts are compared by, from coarse to fine. Only tokens that carry meaning are: blank lines, lone brackets
    /// and spaces occur everywhere and would match anything.
    enum Token {
        /// Lines with a word in them, each with its newline.
        case line
        /// Runs of word scalars.
        case word
        /// Pieces that end where a few scalars have a certain hash, so in the same places of equal stretches, wherever
        /// these are (content-defined chunking), unless they are short: for long texts without words, or with the same
        /// few all over.
        case chunk

        /// Whether no token goes across this place, which is within the text.
        func canBegin(at place: Int, of scalars: [UInt32]) -> Bool {
            switch self {
            case .line: scalars[place - 1] == Difference.newline
            case .word: !Difference.isWord(scalars[place - 1]) || !Difference.isWord(scalars[place])
            case .chunk: Self.isChunkEnd(place, of: scalars)
            }
        }

        /// The tokens in a stretch, from left to right.
        func ranges(in stretch: Range<Int>, of scalars: [UInt32]) -> [Range<Int>] {
            var found: [Range<Int>] = []
            var start = stretch.lowerBound
            for place in stretch.dropFirst() where canBegin(at: place, of: scalars) {
                if hasMeaning(start..<place, of: scalars) { found.append(start..<place) }
                start = place
            }
            let last = start..<stretch.upperBound
            if !last.isEmpty, hasMeaning(last, of: scalars) { found.append(last) }
            return found
        }

        private func hasMeaning(_ token: Range<Int>, of scalars: [UInt32]) -> Bool {
            switch self {
            case .line: token.contains { Difference.isWord(scalars[$0]) }
            case .word: Difference.isWord(scalars[token.lowerBound])
            case .chunk: token.count >= DifferenceLimits.solidScalarsMin
            }
        }

        /// Whether the eight scalars before a place have a hash with five leading zeros: one in 32 has. The multiplier
        /// is odd and close to 2⁶⁴ divided by the golden ratio (Knuth, TAOCP volume 3, section 6.4).
        private static func isChunkEnd(_ place: Int, of scalars: [UInt32]) -> Bool {
            var hash: UInt64 = 0
            for index in max(0, place - 8)..<place { hash = (hash &+ UInt64(scalars[index])) &* 0x9E37_79B9_7F4A_7C15 }
            return hash >> 59 == 0
        }
    }

    /// What ends a line; nothing else does.
    static let newline: UInt32 = 0x0A

    /// Whether a scalar is of the kind that words are made of. Beyond ASCII nearly all are; what is not is punctuation
    /// and spaces of Latin-1, of the block for all scripts (without the joiners) and of East Asia.
    static func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        case 0..<0xC0, 0x2000...0x200B, 0x200E...0x206F, 0x3000...0x303F: false
        default: true
        }
    }
}
