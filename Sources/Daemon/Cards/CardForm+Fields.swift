import ControlAPI

extension CardForm {
    static func texts(_ key: Key, _ card: CardBody) -> [String] {
        switch key {
        case .name: [card.name]
        case .nicknames: card.nicknames
        case .organizations: card.organizations
        case .titles: card.titles
        case .emails: card.emails
        case .phones: card.phones
        case .services: card.services.map { "\($0.service)=\($0.user)" }
        case .links: card.links
        case .addresses: card.addresses
        case .languages: card.languages
        case .notes: card.notes
        case .expires: [card.expires ?? ""]
        }
    }

    static func set(_ key: Key, _ texts: [String], _ card: inout CardBody, _ line: Int?) throws(Problem) {
        switch key {
        case .name: card.name = texts.first ?? ""
        case .nicknames: card.nicknames = texts
        case .organizations: card.organizations = texts
        case .titles: card.titles = texts
        case .emails: card.emails = texts
        case .phones: card.phones = texts
        case .services:
            for text in texts {
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                    let place = line.map { "Line \($0): " } ?? ""
                    throw Problem(.badValue, "\(place)write a service as \"Mastodon=@asha@example.org\".")
                }
                card.services.append(CardBody.Service(service: String(parts[0]), user: String(parts[1])))
            }
        case .links: card.links = texts
        case .addresses: card.addresses = texts
        case .languages: card.languages = texts
        case .notes: card.notes = texts
        case .expires: card.expires = texts.first.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// A basic string of TOML 1.0.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.properties.generalCategory == .control:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
