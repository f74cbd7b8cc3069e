extension QRSymbol {
    /// The symbol in half blocks, two modules in one cell, for a terminal or a page.
    ///
    /// - Parameters:
    ///   - quiet: light modules around it: the standard says 4, cameras make do with 2.
    ///   - colours: sets black and white itself (SGR), so that it can be read on dark and on light terminals alike.
    ///     Without them dark modules are drawn and light ones left out, as on paper.
    package func lines(quiet: Int, colours: Bool) -> [String] {
        stride(from: -quiet, to: side + quiet, by: 2).map { row in
            let cells = (-quiet..<side + quiet).map { column in
                switch (isDark(row: row, column: column), isDark(row: row + 1, column: column)) {
                case (false, false): " "
                case (true, false): "▀"
                case (false, true): "▄"
                case (true, true): "█"
                }
            }
            // Entries 16 and 231 of the 256 colours are black and white in every theme; the first sixteen are not.
            return colours ? "\u{1B}[38;5;16;48;5;231m" + cells.joined() + "\u{1B}[0m" : cells.joined()
        }
    }
}
