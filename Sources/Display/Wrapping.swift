/// A text as lines of at most `cells` terminal cells each, at least one line.
///
/// Lines break at spaces, which are left out there, and within a word only where it is longer than a line; no cluster
/// is split. Line feeds of the text are kept as line ends. Below two cells, two are used, so that every cluster fits.
package func wrapped(_ text: String, to cells: Int) -> [String] {
    let width = max(cells, 2)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = ""
        var used = 0
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
            let needed = cellWidth(String(word))
            if used > 0 && used + 1 + needed > width {
                lines.append(line)
                line = ""
                used = 0
            } else if used > 0 {
                line += " "
                used += 1
            }
            for cluster in word {
                let size = cellWidth(String(cluster))
                if used + size > width {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                line.append(cluster)
                used += size
            }
        }
        lines.append(line)
    }
    return lines
}
