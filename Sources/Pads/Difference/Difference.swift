/// What was changed between two texts, when all that is known are the texts: what a person did in an editor of their
/// own.
///
/// Lines are compared first, then words in what differs, then scalars in what still differs. Small changes come out
/// small, so that they merge well with what others did; a rewrite comes out as one replacement. Equal means equal
/// scalars: nothing is normalised. The result depends on the texts alone. Work is in proportion to their length: what
/// would take more is replaced as a whole, and so is what lies between too many changes (`DifferenceLimits`).
package enum Difference {
    /// The edits that turn one text into another, in their order: each position is of the text that the edits before it
    /// left. They go from left to right; where something is replaced, the deletion comes first.
    package static func edits(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> [Edit] {
        let whole = Hunk(old: old.indices, new: new.indices)
        let snakes = Cleanup(commonParts(of: old, new), in: whole).snakes
        return thinned(Slide(changes(between: snakes, in: whole), from: old, to: new).hunks).flatMap { hunk in
            // What is to the left is new already, so positions are of the new text.
            let position = hunk.new.lowerBound
            var edits: [Edit] = []
            if !hunk.old.isEmpty { edits.append(.delete(at: position, count: hunk.old.count)) }
            if !hunk.new.isEmpty { edits.append(.insert(at: position, Array(new[hunk.new]))) }
            return edits
        }
    }

    /// The same changes; if they are too many, those next to each other are one, the nearest first.
    private static func thinned(_ hunks: [Hunk]) -> [Hunk] {
        var (hunks, gap) = (hunks, 1)
        while hunks.reduce(0, { $0 + ($1.isOneSided ? 1 : 2) }) > DifferenceLimits.editsMax {
            gap *= 2
            var joined: [Hunk] = []
            for hunk in hunks {
                if let last = joined.last, hunk.old.lowerBound - last.old.upperBound < gap {
                    joined[joined.count - 1] = Hunk(
                        old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound)
                } else {
                    joined.append(hunk)
                }
            }
            hunks = joined
        }
        return hunks
    }

    /// What both texts have, from left to right.
    private static func commonParts(of old: [Unicode.Scalar], _ new: [Unicode.Scalar]) -> [Snake] {
        let shorter = min(old.count, new.count)
        var prefix = 0
        while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < shorter - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] { suffix += 1 }
        // Whole lines, because they are what is compared first.
        if prefix + suffix < shorter {
            while prefix > 0, old[prefix - 1].value != newline { prefix -= 1 }
            while suffix > 0, old[old.count - suffix - 1].value != newline { suffix -= 1 }
        }
        let (oldCore, newCore) = (old[prefix..<old.count - suffix], new[prefix..<new.count - suffix])
        let hunk = Hunk(old: 0..<oldCore.count, new: oldCore.count..<oldCore.count + newCore.count)
        var snakes: [Snake] = []
        snakes.join(Snake(old: 0, new: 0, count: prefix))
        if !hunk.isOneSided {
            for snake in Refinement(hunk, of: oldCore.map(\.value) + newCore.map(\.value)).snakes {
                snakes.join(
                    Snake(old: prefix + snake.old, new: prefix + snake.new - oldCore.count, count: snake.count))
            }
        }
        snakes.join(Snake(old: oldCore.endIndex, new: newCore.endIndex, count: suffix))
        return snakes
    }

    /// What is between the parts that both have.
    private static func changes(between snakes: [Snake], in whole: Hunk) -> [Hunk] {
        var hunks: [Hunk] = []
        var rest = whole
        for snake in snakes {
            hunks.append(rest.before(snake))
            rest = rest.after(snake)
        }
        return (hunks + [rest]).filter { !$0.old.isEmpty || !$0.new.isEmpty }
    }
}
