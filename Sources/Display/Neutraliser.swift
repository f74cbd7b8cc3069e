/// The machine behind ``safe(_:as:)``: takes one scalar after the other and keeps what the rules need of the past.
struct Neutraliser {
    /// What has been let through so far.
    var output = ""

    private let form: TextForm
    /// The last scalar that was let through as it was, nil at the start, after a line feed and after `U+XXXX`.
    private var previous: Unicode.Scalar?
    private var marks = 0
    private var joinedEmoji = 1

    init(form: TextForm) { self.form = form }

    /// Lets one scalar through, makes it visible, or drops it; `next` is what follows it in the text.
    mutating func add(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        if scalar.isPrintableASCII { return keep(scalar) }
        if scalar == "\n" && form == .body {
            output.unicodeScalars.append(scalar)
            previous = nil
            return
        }
        if scalar.isJoiner {
            if isJoinerFit(scalar, before: next) { keepJoiner(scalar) } else { reveal(scalar) }
            return
        }
        if scalar.isVariationSelector {
            if isSelectorFit(scalar) { keepMark(scalar) } else { reveal(scalar) }
            return
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            reveal(scalar)
        case .spaceSeparator:
            // Thin, hair and no-break spaces look like a space or like nothing; the ideographic one belongs to scripts.
            keep(scalar == "\u{3000}" ? scalar : " ")
        case .nonspacingMark, .enclosingMark, .spacingMark:
            if scalar.properties.isDefaultIgnorableCodePoint { reveal(scalar) } else { keepMark(scalar) }
        default:
            if scalar.properties.isDefaultIgnorableCodePoint { reveal(scalar) } else { keep(scalar) }
        }
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        joinedEmoji = previous == .zeroWidthJoiner && scalar.isPicture ? joinedEmoji + 1 : 1
        output.unicodeScalars.append(scalar)
        previous = scalar
        marks = 0
    }

    private mutating func keepMark(_ scalar: Unicode.Scalar) {
        guard let base = previous, base != " " else {
            // A mark on a space or on nothing would sit on whatever our own layout put before it.
            output.unicodeScalars.append("\u{25CC}")
            output.unicodeScalars.append(scalar)
            previous = scalar
            marks = 1
            return
        }
        if marks == DisplayLimits.marksMax { return }
        marks += 1
        output.unicodeScalars.append(scalar)
        previous = scalar
    }

    private mutating func keepJoiner(_ scalar: Unicode.Scalar) {
        output.unicodeScalars.append(scalar)
        previous = scalar
    }

    private mutating func reveal(_ scalar: Unicode.Scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        output += "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
        previous = nil
        marks = 0
    }

    /// Emoji are joined by ZWJ (UTS #51). Between letters, joiners follow a virama (RFC 5892, appendix A.1 and A.2) or
    /// stand between two letters of a script that joins: Persian plurals, Bengali ra with ya-phalaa.
    private func isJoinerFit(_ joiner: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        guard let previous, !previous.isJoiner else { return false }
        if previous.properties.canonicalCombiningClass == .virama { return true }
        guard let next else { return false }
        if previous.isOfJoiningScript && next.isOfJoiningScript { return true }
        guard joiner == .zeroWidthJoiner, joinedEmoji < DisplayLimits.joinedEmojiMax else { return false }
        return (previous.isPicture || previous == .emojiSelector) && next.isPicture
    }

    /// Text and emoji selectors follow something that can be an emoji; the ideographic ones follow an ideograph.
    private func isSelectorFit(_ selector: Unicode.Scalar) -> Bool {
        guard let previous else { return false }
        switch selector.value {
        case 0xFE0E, 0xFE0F: return previous.properties.isEmoji
        case 0xE0100...0xE01EF: return previous.properties.isIdeographic
        default: return false
        }
    }
}
