internal import Display
internal import Keys

/// Names of files that say what is in them, and can be nothing but names.
package enum FileName {
    /// The part that says it, in bytes of UTF-8: file systems take 255, people read less.
    package static let slugBytesMax = 60

    /// As `maps-1a2b3c4d.md`: letters and digits of any script, in small, with hyphens between words; then the
    /// beginning of an id, so that two of one title are two files.
    ///
    /// - Parameters:
    ///   - fallback: for a title without letters and digits, such as `notes`.
    ///   - taken: names of other files of the folder. Ids that begin alike can be searched for; then the name has all
    ///     of the id.
    package static func of(
        _ title: String, _ id: EntryID, fallback: String, extension suffix: String, apartFrom taken: Set<String> = []
    ) -> String {
        let slug = slug(title)
        let stem = slug.isEmpty ? fallback : slug
        let name = "\(stem)-\(Hex.encode(id.bytes.bytes.prefix(4))).\(suffix)"
        return taken.contains(name) ? "\(stem)-\(Hex.encode(id.bytes.bytes)).\(suffix)" : name
    }

    private static func slug(_ title: String) -> String {
        var slug = String.UnicodeScalarView()
        var isGap = false
        var (count, marks) = (0, 0)
        for scalar in title.lowercased().unicodeScalars {
            let kind = kind(of: scalar)
            marks = kind == .mark ? marks + 1 : 0
            // More marks than a list of files shows are none of a word.
            if marks > DisplayLimits.marksMax { continue }
            guard kind == .letter || (kind == .mark && !slug.isEmpty && !isGap) else {
                isGap = !slug.isEmpty
                continue
            }
            count += UTF8.width(scalar) + (isGap ? 1 : 0)
            guard count <= slugBytesMax else { break }
            if isGap { slug.append("-") }
            slug.append(scalar)
            isGap = false
        }
        return String(slug)
    }

    private enum Kind {
        /// A letter or a digit.
        case letter
        /// What belongs to a letter before it, as vowels do in Indic scripts.
        case mark
        /// What is no part of a word, or is one that nobody sees.
        case other
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        if scalar.properties.isDefaultIgnorableCodePoint { return .other }
        return switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            .letter
        case .nonspacingMark, .spacingMark: .mark
        default: .other
        }
    }
}
