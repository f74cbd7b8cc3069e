/// A text that is edited where it was edited last: Unicode scalars in a gap buffer.
package struct Text: Sendable {
    private var scalars: [Unicode.Scalar]
    /// Where the gap begins and ends.
    private var gap: Range<Int>

    /// A text of these scalars.
    package init(_ text: some Sequence<Unicode.Scalar> = []) {
        scalars = Array(text)
        gap = scalars.count..<scalars.count
    }

    /// How many scalars.
    package var count: Int { scalars.count - gap.count }

    /// The text as a string.
    package var string: String {
        var string = String.UnicodeScalarView()
        string.append(contentsOf: scalars[..<gap.lowerBound])
        string.append(contentsOf: scalars[gap.upperBound...])
        return String(string)
    }

    /// Does what an event says.
    package mutating func apply(_ edit: Edit) {
        switch edit {
        case .insert(let position, let new): insert(new[...], at: position)
        case .delete(let position, let count): delete(count, at: position)
        }
    }

    mutating func insert(_ new: ArraySlice<Unicode.Scalar>, at position: Int) {
        precondition(0...count ~= position, "a position of this text")
        moveGap(to: position)
        if gap.count < new.count { widen(by: new.count) }
        scalars.replaceSubrange(gap.lowerBound..<gap.lowerBound + new.count, with: new)
        gap = gap.lowerBound + new.count..<gap.upperBound
    }

    mutating func delete(_ number: Int, at position: Int) {
        precondition(number >= 0 && position >= 0 && position + number <= count, "scalars of this text")
        // What ends at the gap is deleted without a move, as by the backspace key.
        if position + number == gap.lowerBound {
            gap = position..<gap.upperBound
        } else {
            moveGap(to: position)
            gap = gap.lowerBound..<gap.upperBound + number
        }
    }

    private mutating func moveGap(to position: Int) {
        if gap.isEmpty {
            gap = position..<position
        } else if position < gap.lowerBound {
            for offset in 1...gap.lowerBound - position {
                scalars[gap.upperBound - offset] = scalars[gap.lowerBound - offset]
            }
            gap = position..<position + gap.count
        } else if position > gap.lowerBound {
            for offset in 0..<position - gap.lowerBound {
                scalars[gap.lowerBound + offset] = scalars[gap.upperBound + offset]
            }
            gap = position..<position + gap.count
        }
    }

    /// A gap for what comes, and as much again as the text has, so that moving into it is rare.
    private mutating func widen(by number: Int) {
        let size = number + max(64, count / 4)
        let start = gap.lowerBound
        let filler: Unicode.Scalar = "\u{0}"
        scalars.replaceSubrange(gap, with: repeatElement(filler, count: size))
        gap = start..<start + size
    }
}
