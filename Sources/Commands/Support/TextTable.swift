import Display

/// A table that is fitted to the width of a terminal, counted in cells.
struct TextTable {
    /// A column and how it gives way when there is too little room.
    struct Column {
        let title: SafeText
        /// The narrowest it may become, nil if it keeps its width.
        var narrowest: Int?
        /// Whether it is left out when narrowing is not enough; the last such column goes first.
        var mayGo = false
    }

    /// The margin before each row: it keeps other people's text out of the first column of the terminal.
    static let margin = 2
    private static let gap = 2

    let columns: [Column]

    /// The header and the rows, each with one cell a column, none wider than `width`.
    func lines(_ rows: [[SafeText]], width: Int) -> [SafeText] {
        let widths = columns.indices.map { index in
            rows.reduce(columns[index].title.cells) { max($0, $1[index].cells) }
        }
        // A column that says nothing takes no room at all.
        var shown = columns.indices.filter { index in rows.isEmpty || rows.contains { !$0[index].text.isEmpty } }
        var fitting = fit(shown, widths, width)
        while fitting == nil, let last = shown.last(where: { columns[$0].mayGo }) {
            shown.removeAll { $0 == last }
            fitting = fit(shown, widths, width)
        }
        let final = fitting ?? shown.map { columns[$0].narrowest ?? widths[$0] }
        return ([columns.map(\.title)] + rows).map { row in
            line(shown.map { row[$0] }, final).cut(to: width)
        }
    }

    /// The width of each column shown, nil if they do not fit.
    private func fit(_ shown: [Int], _ natural: [Int], _ width: Int) -> [Int]? {
        var widths = shown.map { natural[$0] }
        var excess = widths.reduce(0, +) + Self.margin + Self.gap * (shown.count - 1) - width
        while excess > 0 {
            let narrowable = shown.indices.filter { position in
                columns[shown[position]].narrowest.map { widths[position] > $0 } ?? false
            }
            guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { return nil }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [SafeText], _ widths: [Int]) -> SafeText {
        var line: SafeText = "  "
        for (position, cell) in cells.enumerated() {
            let cut = cell.cut(to: widths[position])
            line = line + cut.isolated
            if position < cells.count - 1 {
                line = line + ("" as SafeText).filled(to: widths[position] - cut.cells + Self.gap)
            }
        }
        return line
    }
}
