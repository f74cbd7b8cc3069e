internal import Keys

/// Names of files that say what is in them, and can be nothing but names.
package enum FileName {
    /// The part that says it, in bytes of UTF-8: file systems take 255, people read less.
    package static let slugBytesMax = 60

    /// As `maps-1a2b3c4d.md`: letters and digits of any script, in small, with hyphens between words; then the
    /// beginning of an id, so that two of one title are two files.
    ///
    /// - Parameter fallback: for a title without letters and digits, such as `notes`.
    package static func of(_ title: String, _ id: EntryID, fallback: String, extension suffix: String) -> String {
        let slug = slug(title)
        return "\(slug.isEmpty ? fallback : slug)-\(Hex.encode(id.bytes.bytes.prefix(4))).\(suffix)"
    }

    private static func slug(_ title: String) -> String {
        var slug = String.UnicodeScalarView()
        var isGap = false
        var count = 0
        for scalar in title.lowercased().unicodeScalars {
            guard isPartOfWord(scalar, follows: !slug.isEmpty && !isGap) else {
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

    /// Letters, digits, and the marks that belong to a letter before them, as vowels do in Indic scripts.
    private static func isPartOfWord(_ scalar: Unicode.Scalar, follows isInWord: Bool) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        case .nonspacingMark, .spacingMark: isInWord
        default: false
        }
    }
}
