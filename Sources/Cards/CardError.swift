/// Why a card is refused, with a sentence that says what to change or what is wrong with it.
package enum CardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no JWS: not three parts in base64url, or too long.
    case notSealed
    /// The header of the seal names another algorithm, key or extension than ours.
    case badHeader(String)
    /// The signature does not fit: the card was changed, or somebody else's key is in it.
    case badSignature
    /// What is sealed is no JSContact card within bounds.
    case notACard(String)
    /// A text has more bytes of UTF-8 than its bound.
    case tooLong(field: String, bytes: Int, max: Int)
    /// There are more entries of one kind than may be.
    case tooMany(field: String, count: Int, max: Int)
    /// A text that must say something is empty.
    case empty(field: String)
    /// A text holds a control, escape, bidirectional or invisible character.
    case character(field: String, codePoint: UInt32)
    /// A text does not have the form of what it should be.
    case badForm(field: String, value: String, expected: String)
    /// All of it together is too large to be handed over.
    case tooLarge(bytes: Int, max: Int)

    /// The sentence for a person.
    package var description: String {
        switch self {
        case .notSealed: return "This is no sealed card: a card file is one line of three parts with dots between."
        case .badHeader(let reason): return "The seal of this card cannot be checked: \(reason)."
        case .badSignature: return "The seal of this card is broken: it was changed after it was signed."
        case .notACard(let reason): return "What is sealed here is no contact card: \(reason)."
        case .tooLong(let field, let bytes, let max):
            return "The \(field) has \(bytes) bytes and may have \(max): shorten it."
        case .tooMany(let field, let count, let max):
            return "There are \(count) \(field) entries and may be \(max): leave some out."
        case .empty(let field): return "The \(field) is empty: write at least one visible character."
        case .character(let field, let codePoint):
            let hex = String(codePoint, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: Swift.max(0, 4 - hex.count)) + hex
            return "The \(field) holds the character U+\(padded), which cannot be shown safely: remove it."
        case .badForm(let field, let value, let expected):
            return "The \(field) “\(value)” is none: write it like \(expected)."
        case .tooLarge(let bytes, let max):
            return "The card has \(bytes) bytes and may have \(max): take a smaller photo, or leave something out."
        }
    }
}
