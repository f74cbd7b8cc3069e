/// Somebody whose card we hold.
package struct ContactBody: Codable, Hashable, Sendable {
    /// The name on their badge when cards were exchanged last.
    package var name: String
    /// The first bits of their key.
    package var tag: String
    /// Their key in hexadecimal.
    package var key: String
    /// What they are to us.
    package var standing: Attendee.Standing
    /// When cards were first exchanged, as RFC 3339 writes it.
    package var met: String
    /// At which gathering that was; nil if at none that both took part in.
    package var gathering: Gathering?
    /// Under which name the digits were compared; nil if they never were.
    package var verifiedAs: String?
    /// When they were.
    package var verified: String?
    /// Another name that they use now on their badge; nil if it is the same, or they are not here.
    package var nameNow: String?
    /// What we wrote about them.
    package var note: String
    /// Their cards, the newest edition of each.
    package var cards: [Held]
    /// How many receipts signed by both there are.
    package var receipts: Int

    /// A gathering, as it was called when cards were first exchanged there.
    package struct Gathering: Codable, Hashable, Sendable {
        /// 64 hexadecimal digits.
        package var id: String
        /// What it was called.
        package var title: String

        /// Both fields at once.
        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// A card of theirs.
    package struct Held: Codable, Hashable, Sendable {
        /// When they sealed it, by their clock.
        package var issued: String
        /// Until when they mean it to be good.
        package var expires: String?
        /// Whether that is over.
        package var isExpired: Bool
        /// When it came.
        package var received: String
        /// What is on it.
        package var card: CardBody
        /// All of it, verbatim: a JWS.
        package var jws: String

        /// All fields at once.
        package init(issued: String, expires: String?, isExpired: Bool, received: String, card: CardBody, jws: String) {
            self.issued = issued
            self.expires = expires
            self.isExpired = isExpired
            self.received = received
            self.card = card
            self.jws = jws
        }

        private enum CodingKeys: String, CodingKey {
            case issued, expires, received, card, jws
            case isExpired = "is_expired"
        }
    }

    /// All fields at once.
    package init(
        name: String, tag: String, key: String, standing: Attendee.Standing, met: String, gathering: Gathering? = nil,
        verifiedAs: String?, verified: String?, nameNow: String?, note: String, cards: [Held], receipts: Int
    ) {
        self.name = name
        self.tag = tag
        self.key = key
        self.standing = standing
        self.met = met
        self.gathering = gathering
        self.verifiedAs = verifiedAs
        self.verified = verified
        self.nameNow = nameNow
        self.note = note
        self.cards = cards
        self.receipts = receipts
    }

    private enum CodingKeys: String, CodingKey {
        case name, tag, key, standing, met, gathering, verified, note, cards, receipts
        case verifiedAs = "verified_as"
        case nameNow = "name_now"
    }
}

/// What we write about a contact.
package struct NoteBody: Codable, Hashable, Sendable {
    /// The note; an empty one is none.
    package var note: String

    /// The only field.
    package init(note: String) { self.note = note }
}

/// Whether somebody is blocked.
package struct BlockBody: Codable, Hashable, Sendable {
    /// Blocked, or not any more.
    package var blocked: Bool

    /// The only field.
    package init(blocked: Bool) { self.blocked = blocked }
}

/// The cards of a contact as a file.
package struct CardFileBody: Codable, Hashable, Sendable {
    /// The file's text.
    package var text: String
    /// How many cards are in it.
    package var cards: Int

    /// Both fields at once.
    package init(text: String, cards: Int) {
        self.text = text
        self.cards = cards
    }

    /// What a card file may be.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        /// vCard 4.0 (RFC 6350), for address books.
        case vcard
        /// vCard 3.0 (RFC 2426), for the address books of phones.
        case phone
        /// JSContact (RFC 9553), one document a line.
        case jscontact
        /// The sealed cards (RFC 7515), one a line.
        case jws
    }
}
