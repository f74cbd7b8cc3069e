/// The terminal cells that a text occupies.
///
/// A cluster (UAX #29) counts as its scalars do: 2 for wide ones (``WideRanges``), 0 for combining marks, joiners and
/// the inner letters of Hangul syllables, else 1. A joined, flagged or selected emoji is one picture of 2. The text
/// should have come through ``safe(_:as:)``: control characters count as nothing.
package func cellWidth(_ text: String) -> Int {
    var cells = 0
    for character in text { cells += character.cells }
    return cells
}

/// A text of at most `cells` terminal cells: the text itself, or its first clusters and `…`.
///
/// No cluster is split, so the result may be a cell shorter than allowed. Nothing fits into 0 cells.
package func truncated(_ text: String, to cells: Int) -> String {
    var used = 0
    var fitting = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
        used += text[index].cells
        index = text.index(after: index)
        if used > cells { return cells < 1 ? "" : String(text[..<fitting]) + "…" }
        if used < cells { fitting = index }
    }
    return text
}

/// A text cut and filled with spaces to exactly `cells` terminal cells.
package func fitted(_ text: String, to cells: Int) -> String {
    let cut = truncated(text, to: cells)
    return cut + String(repeating: " ", count: max(0, cells - cellWidth(cut)))
}

extension Character {
    fileprivate var cells: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.isPrintableASCII && scalars.count == 1 { return 1 }
        var sum = 0
        var isPicture = false
        for (position, scalar) in scalars.enumerated() {
            if scalar == .textSelector { return 1 }
            if scalar == .emojiSelector || scalar.isRegionalIndicator && position > 0 { isPicture = true }
            // Only the first picture of a joined one, and no skin tone on it, takes room.
            if position == 0 || !first.isPicture || !scalar.isPicture { sum += scalar.cells }
        }
        return isPicture && first.properties.isEmoji ? 2 : sum
    }
}

extension Unicode.Scalar {
    fileprivate var cells: Int {
        if isPrintableASCII { return 1 }
        switch value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return WideRanges.contains(value) ? 2 : 1
        }
    }
}
