/// What kind of place a text from somebody else is shown in.
package enum TextForm: Sendable {
    /// One line: a line break is made visible like any other control character.
    case line
    /// A body of several lines: line feeds stay.
    case body
}

/// A text that other people wrote, made harmless for a terminal, a log and a table.
///
/// Everything a screen could act on, or that hides what a text says, appears as `U+XXXX`: C0 and C1 controls with
/// escape, delete and tab, bidirectional controls, zero-width, format and other default-ignorable characters, line and
/// paragraph separators, private-use and unassigned code points (Unicode 17.0). Joiners stay where a script or an emoji
/// needs them. A base keeps ``DisplayLimits/marksMax`` combining marks, and a mark without a base gets a dotted circle.
/// Odd spaces become plain ones. A text longer than the bound of its form ends in `…`.
///
/// The work is linear in the bounded length: only scalars are looked at, since comparing strings with many combining
/// marks takes quadratic time.
package func safe(_ text: String, as form: TextForm = .line) -> String {
    let scalarsMax = form == .body ? DisplayLimits.bodyScalarsMax : DisplayLimits.lineScalarsMax
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(min(text.utf8.count, scalarsMax))
    var isCut = false
    for scalar in text.unicodeScalars {
        if scalars.count == scalarsMax {
            isCut = true
            break
        }
        scalars.append(scalar)
    }
    var neutraliser = Neutraliser(form: form)
    for index in scalars.indices {
        neutraliser.add(scalars[index], before: index + 1 < scalars.count ? scalars[index + 1] : nil)
    }
    if isCut { neutraliser.output.unicodeScalars.append("…") }
    return neutraliser.output
}
