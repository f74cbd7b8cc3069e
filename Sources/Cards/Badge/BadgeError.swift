/// Why a badge is refused, with a sentence that says what to change.
package enum BadgeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A text that must say something is empty or blank.
    case empty(field: BadgeField)
    /// A text has more bytes of UTF-8 than its bound.
    case tooLong(field: BadgeField, bytes: Int, max: Int)
    /// A text has more characters than its owner may enter.
    case tooManyCharacters(field: BadgeField, count: Int, max: Int)
    /// A list has more members than its bound.
    case tooMany(field: BadgeField, count: Int, max: Int)
    /// A text holds a control, escape, bidirectional or invisible character.
    case character(field: BadgeField, codePoint: UInt32)

    /// The sentence for the person who entered the badge.
    package var description: String {
        switch self {
        case .empty(let field):
            return "The \(field.rawValue) is empty: write at least one visible character."
        case .tooLong(let field, let bytes, let max):
            return "The \(field.rawValue) has \(bytes) bytes and may have \(max): shorten it."
        case .tooManyCharacters(let field, let count, let max):
            return "The \(field.rawValue) has \(count) characters and may have \(max): shorten it."
        case .tooMany(let field, let count, let max):
            return "There are \(count) \(field.rawValue) entries and may be \(max): leave some out."
        case .character(let field, let codePoint):
            let hex = String(codePoint, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: Swift.max(0, 4 - hex.count)) + hex
            return "The \(field.rawValue) holds the character U+\(padded), which cannot be shown safely: remove it."
        }
    }
}
