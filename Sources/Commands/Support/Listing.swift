import Display

/// Rows: a table for a person, a line with tabs for a program.
enum Listing {
    static func print(_ columns: [TextTable.Column], _ rows: [[SafeText]], to console: Console) {
        console.print(lines(columns, rows, width: console.isTerminal ? console.size.columns : nil))
    }

    /// - Parameter width: the cells of the terminal, nil if a program reads.
    static func lines(_ columns: [TextTable.Column], _ rows: [[SafeText]], width: Int?) -> [SafeText] {
        guard let width else { return rows.map { SafeText(joining: $0, by: "\t") } }
        return TextTable(columns: columns).lines(rows, width: width)
    }
}
