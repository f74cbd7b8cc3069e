/// What people put on a contact card.
package struct CardBody: Codable, Hashable, Sendable {
    /// The full name.
    package var name: String
    /// What friends say.
    package var nicknames: [String]
    /// Where one works or helps.
    package var organizations: [String]
    /// What one is there.
    package var titles: [String]
    /// Mail addresses.
    package var emails: [String]
    /// Telephone numbers.
    package var phones: [String]
    /// Accounts elsewhere.
    package var services: [Service]
    /// Pages.
    package var links: [String]
    /// Postal addresses, each as one text.
    package var addresses: [String]
    /// Languages, the dearest first, as BCP 47 names them.
    package var languages: [String]
    /// Anything else.
    package var notes: [String]
    /// A picture as a `data:` address in base64; nil where there is none.
    package var photo: String?
    /// The last day on which the owner means the card to be good, in UTC, as `2027-01-31`; nil where they named none.
    package var expires: String?

    /// An account elsewhere.
    package struct Service: Codable, Hashable, Sendable {
        /// The service.
        package var service: String
        /// The account.
        package var user: String

        /// Both fields at once.
        package init(service: String, user: String) {
            self.service = service
            self.user = user
        }
    }

    /// A card with nothing but a name.
    package init(name: String) {
        self.name = name
        (nicknames, organizations, titles, emails, phones) = ([], [], [], [], [])
        (services, links, addresses, languages, notes) = ([], [], [], [], [])
    }
}

/// One of our own cards.
package struct OwnCardBody: Codable, Hashable, Sendable {
    /// The face, as its owner calls it.
    package var face: String
    /// What is on it.
    package var card: CardBody
    /// As it is handed out: a JWS.
    package var jws: String

    /// All fields at once.
    package init(face: String, card: CardBody, jws: String) {
        self.face = face
        self.card = card
        self.jws = jws
    }
}

/// A card as a commented TOML text that a person edits.
package struct FormBody: Codable, Hashable, Sendable {
    /// The text.
    package var text: String

    /// The only field.
    package init(text: String) { self.text = text }
}

/// A card file that a person asks about.
package struct SealBody: Codable, Hashable, Sendable {
    /// A JWS.
    package var jws: String

    /// The only field.
    package init(jws: String) { self.jws = jws }
}

/// What a sealed card is.
package struct SealedCardBody: Codable, Hashable, Sendable {
    /// Who sealed it, in hexadecimal.
    package var key: String
    /// The same as a tag.
    package var tag: String
    /// When, as RFC 3339 writes it, by their clock.
    package var issued: String
    /// Until when they mean it to be good.
    package var expires: String?
    /// Whether that is over.
    package var isExpired: Bool
    /// What is on it.
    package var card: CardBody
    /// Who that is to us: our own name for a contact, nil for anybody else.
    package var knownAs: String?
    /// What they are to us; `own` if the card is our own.
    package var standing: String

    /// All fields at once.
    package init(
        key: String, tag: String, issued: String, expires: String?, isExpired: Bool, card: CardBody, knownAs: String?,
        standing: String
    ) {
        self.key = key
        self.tag = tag
        self.issued = issued
        self.expires = expires
        self.isExpired = isExpired
        self.card = card
        self.knownAs = knownAs
        self.standing = standing
    }

    private enum CodingKeys: String, CodingKey {
        case key, tag, issued, expires, card, standing
        case isExpired = "is_expired"
        case knownAs = "known_as"
    }
}
