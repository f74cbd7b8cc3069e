/// The lists on a card, with the JSContact properties that they are (RFC 9553, 2.2 to 2.8).
enum CardList: CaseIterable {
    case nicknames, organizations, titles, emails, phones, services, links, addresses, languages, notes, photo

    /// The property of the card.
    var property: String {
        switch self {
        case .nicknames: "nicknames"
        case .organizations: "organizations"
        case .titles: "titles"
        case .emails: "emails"
        case .phones: "phones"
        case .services: "onlineServices"
        case .links: "links"
        case .addresses: "addresses"
        case .languages: "preferredLanguages"
        case .notes: "notes"
        case .photo: "media"
        }
    }

    /// The word for one entry, as people use it.
    var word: String {
        switch self {
        case .nicknames: "nickname"
        case .organizations: "organisation"
        case .titles: "title"
        case .emails: "mail address"
        case .phones: "telephone number"
        case .services: "service"
        case .links: "link"
        case .addresses: "address"
        case .languages: "language"
        case .notes: "note"
        case .photo: "photo"
        }
    }

    /// The member of an entry that holds its text.
    private var member: String {
        switch self {
        case .nicknames, .organizations, .titles: "name"
        case .emails: "address"
        case .phones: "number"
        case .services: "service"
        case .links, .photo: "uri"
        case .addresses: "full"
        case .languages: "language"
        case .notes: "note"
        }
    }

    private var path: WritableKeyPath<CardDetails, [String]>? {
        switch self {
        case .nicknames: \.nicknames
        case .organizations: \.organizations
        case .titles: \.titles
        case .emails: \.emails
        case .phones: \.phones
        case .links: \.links
        case .addresses: \.addresses
        case .languages: \.languages
        case .notes: \.notes
        case .services, .photo: nil
        }
    }

    /// All texts of the list, for checks.
    func texts(of details: CardDetails) -> [String] {
        if let path { return details[keyPath: path] }
        return self == .services ? details.services.flatMap { [$0.service, $0.user] } : []
    }

    /// The entries as a property's value, nil where there are none.
    func entries(of details: CardDetails) -> JSONValue? {
        var values: [[JSONValue.Member]] = []
        switch self {
        case .services:
            values = details.services.map {
                [.init("service", .string($0.service)), .init("user", .string($0.user))]
            }
        case .photo:
            if let photo = details.photo {
                values = [
                    [
                        .init("kind", .string("photo")), .init("uri", .string(photo.uri)),
                        .init("mediaType", .string(photo.type)),
                    ]
                ]
            }
        default: values = texts(of: details).map { [.init(member, .string($0))] }
        }
        if values.isEmpty { return nil }
        return .object(values.enumerated().map { .init("\($0.offset + 1)", preferred($0.offset, .object($0.element))) })
    }

    /// Languages have an order of preference (RFC 9553, 1.5.3).
    private func preferred(_ place: Int, _ value: JSONValue) -> JSONValue {
        guard self == .languages else { return value }
        var value = value
        value.set("pref", .number("\(place + 1)"))
        return value
    }

    /// Reads what has the form it should.
    func read(_ property: JSONValue?, into details: inout CardDetails) {
        let entries = (property?.members ?? []).map(\.value).prefix(CardLimits.entriesMax)
        switch self {
        case .services:
            details.services = entries.compactMap { entry in
                let user = entry["user"]?.text ?? entry["uri"]?.text
                guard let user else { return nil }
                return CardDetails.Service(service: entry["service"]?.text ?? "", user: user)
            }
        case .photo:
            details.photo =
                entries.lazy.filter { $0["kind"]?.text == "photo" }
                .compactMap { $0["uri"]?.text }.compactMap(CardDetails.Photo.init(uri:)).first
        case .addresses:
            details.addresses = entries.compactMap { $0[member]?.text ?? Self.joined($0) }
        default: if let path { details[keyPath: path] = entries.compactMap { $0[member]?.text } }
        }
    }

    /// An address that is given in parts only.
    private static func joined(_ address: JSONValue) -> String? {
        guard case .array = address["components"] else { return nil }
        return JSContactParts.joined(
            address["components"], by: ", ", defaultSeparator: address["defaultSeparator"]?.text)
    }
}
