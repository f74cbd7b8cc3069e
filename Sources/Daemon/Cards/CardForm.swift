import ControlAPI
import TOMLKit

/// A card as a commented TOML text that a person edits.
enum CardForm {
    /// One line of the form.
    enum Key: String, CaseIterable {
        case name, nicknames, organizations, titles, emails, phones, services, links, addresses, languages, notes
        case expires

        /// Whether there may be several.
        var isList: Bool { self != .name && self != .expires }

        /// What to write there.
        var comment: String {
            switch self {
            case .name: "The name on the card."
            case .nicknames: "What friends call you."
            case .organizations: "Where you work or help."
            case .titles: "What you are there."
            case .emails: "Mail addresses, as \"asha@example.org\"."
            case .phones: "Telephone numbers, as \"+91 98765 43210\"."
            case .services: "Accounts elsewhere, as \"Mastodon=@asha@example.org\"."
            case .links: "Pages, as \"https://example.org\"."
            case .addresses: "Postal addresses; \\n begins a new line."
            case .languages: "Languages, the dearest first, as \"kn\" or \"en-IN\"."
            case .notes: "Anything else."
            case .expires: "The last day on which the card is good, as \"2027-01-31\"; empty for none."
            }
        }
    }

    /// The form for a card. A photo is not in it.
    static func text(of card: CardBody, face: String) -> String {
        var text = """
            # Your card "\(face)", as those will see it whom you hand it to. It is sealed when you save and close.
            # Lists are written ["one", "two"]; what begins with # is passed over.

            """
        for key in Key.allCases {
            let values = texts(key, card).map(quoted)
            let value = key.isList ? "[\(values.joined(separator: ", "))]" : values[0]
            text += "\n# \(key.comment)\n\(key.rawValue) = \(value)\n"
        }
        return text
    }

    /// What a form says. What is left out is empty; a photo stays as it is in `card`.
    ///
    /// - Throws: ``ControlAPI/Problem`` with the line and what to write there.
    static func card(from text: String, changing card: CardBody) throws(Problem) -> CardBody {
        let lines = KeyLines(text)
        if let refusal = lines.refusal { throw problem(refusal.line, refusal.sentence) }
        let table: TOMLTable
        do { table = try TOMLTable(string: text) } catch {
            let line = (error as? TOMLParseError)?.source.begin.line
            throw problem(line, "It is not TOML: is a quotation mark or a bracket missing?")
        }
        var new = CardBody(name: "")
        new.photo = card.photo
        for name in table.keys.sorted() {
            let line = lines.line(of: name)
            guard let key = Key(rawValue: name), let value = table[name] else {
                throw problem(line, "There is no such field: \(Key.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            let list = key.isList ? value.array?.compactMap(\.string) : value.string.map { [$0] }
            guard let list, !key.isList || list.count == value.array?.count else {
                let form = key.isList ? "a list of texts, as [\"one\", \"two\"]" : "a text in quotation marks"
                throw problem(line, "`\(key.rawValue)` must be \(form).")
            }
            try set(key, list, &new, line)
        }
        return new
    }

    private static func problem(_ line: Int?, _ sentence: String) -> Problem {
        Problem(.badValue, line.map { "Line \($0): \(sentence)" } ?? sentence)
    }
}
