extension Difference {
    /// How far paths get in the edit graph, by edits made: the furthest reaching paths of Myers ("An O(ND) Difference
    /// Algorithm and Its Variations", 1986, sections 3 and 4b), from the upper left corner or from the lower right.
    ///
    /// Columns, rows and diagonals count from the corner where it starts. Diagonal k has columns minus rows equal to k.
    /// A path may leave the graph at its far sides, where nothing matches; no shortest path does, so none is found.
    struct Frontier {
        private let isForward: Bool
        /// The column that paths reach on each diagonal, from the lowest diagonal on.
        private var columns: [Int] = []
        /// The place of diagonal 0 in it.
        private var middle = 0
        /// Edits made so far.
        private var edits = -1

        /// Less than any column, also after a few moves.
        private static let unreached = Int.min / 2

        init(isForward: Bool) { self.isForward = isForward }

        /// Back to the corner, with room for so many edits.
        mutating func restart(editsMax: Int) {
            edits = -1
            middle = editsMax + 1
            let room = 2 * middle + 1
            if columns.count < room { columns = Array(repeating: Self.unreached, count: room) }
            // As if a move downwards led to the corner.
            columns[middle + 1] = 0
            columns[middle - 1] = Self.unreached
        }

        /// Makes one more edit on every diagonal. Gives the last snake of the path that meets one of the other
        /// frontier, if one does: a middle snake. Gives up when it took too many steps: all diagonals may have a long
        /// snake at once.
        mutating func advance(
            through hunk: Hunk, of symbols: [UInt32], meeting other: Frontier?, steps: inout Int, stepsMax: Int
        ) -> Snake? {
            let (width, height) = (hunk.old.count, hunk.new.count)
            let sign = isForward ? 1 : -1
            let oldStart = isForward ? hunk.old.lowerBound : hunk.old.upperBound - 1
            let newStart = isForward ? hunk.new.lowerBound : hunk.new.upperBound - 1
            edits += 1
            if edits > 0 {
                columns[middle - edits - 1] = Self.unreached
                columns[middle + edits + 1] = Self.unreached
            }
            // Diagonals outside the graph lead nowhere.
            let lowest = edits <= height ? -edits : (edits - height) % 2 - height
            let highest = edits <= width ? edits : width - (edits - width) % 2
            for diagonal in stride(from: lowest, through: highest, by: 2) {
                guard steps < stepsMax else { return nil }
                // By a move downwards, or to the right.
                let start = max(columns[middle + diagonal + 1], columns[middle + diagonal - 1] + 1)
                var (column, row) = (start, start - diagonal)
                while column < width, row < height,
                    symbols[oldStart + sign * column] == symbols[newStart + sign * row]
                {
                    column += 1
                    row += 1
                }
                columns[middle + diagonal] = column
                steps += column - start + 1
                guard let other, other.column(onOpposite: width - height - diagonal) + column >= width else { continue }
                return Snake(
                    old: hunk.old.lowerBound + (isForward ? start : width - column),
                    new: hunk.new.lowerBound + (isForward ? start - diagonal : height - row), count: column - start)
            }
            return nil
        }

        /// How far it got on one of its diagonals.
        private func column(onOpposite diagonal: Int) -> Int {
            abs(diagonal) <= edits ? columns[middle + diagonal] : Self.unreached
        }
    }
}
