import Display

/// Labelled values: aligned for a person, `label<TAB>value` for a program.
enum Details {
    /// - Parameter columns: the cells of the terminal, nil if a program reads.
    static func lines(_ fields: [(label: SafeText, value: SafeText)], columns: Int?) -> [SafeText] {
        guard let columns else { return fields.map { "\($0.label)\t\($0.value)" } }
        let width = fields.map(\.label.cells).max() ?? 0
        return fields.flatMap { field in
            field.value.lines(of: columns - width - 4).enumerated().map { number, line -> SafeText in
                // The margin keeps other people's text out of the first column, where our own messages start.
                let label: SafeText = number == 0 ? field.label : ""
                return "  \(label.filled(to: width))  \(line.isolated)"
            }
        }
    }

    /// Prints fields in the form that suits who reads.
    static func print(_ fields: [(label: SafeText, value: SafeText)], to console: Console) {
        console.print(lines(fields, columns: console.isTerminal ? console.size.columns : nil))
    }

    /// Texts from somebody else as one value.
    static func list(_ texts: [String]) -> SafeText { SafeText(joining: texts.map { SafeText($0) }, by: ", ") }
}
