/// What everybody nearby may see of an attendee: a name, a headline, topics, asks and offers.
///
/// A badge that a person enters is checked strictly by ``init(entering:headline:topics:asks:offers:)``. One that came
/// from somebody else is held to the same sizes by ``init(received:headline:topics:asks:offers:)`` and is otherwise
/// kept as it is: whoever displays it neutralises what would disturb a screen.
package struct Badge: Hashable, Sendable {
    /// The display name: a label, never an address; 1 to ``BadgeLimits/nameBytesMax`` bytes of UTF-8.
    package let name: String
    /// One line about the person; may be empty.
    package let headline: String
    /// What the person cares about.
    package let topics: [String]
    /// What the person is looking for.
    package let asks: [String]
    /// What the person can give.
    package let offers: [String]

    /// A badge as its owner enters it.
    ///
    /// - Throws: ``BadgeError``, which says what to change, for a text that is empty, too long, or holds control,
    ///   escape, bidirectional or invisible characters, and for a list that is too long.
    package init(
        entering name: String, headline: String = "", topics: [String] = [], asks: [String] = [],
        offers: [String] = []
    ) throws(BadgeError) {
        let (count, max) = (name.count, BadgeLimits.nameCharactersMax)
        if count > max { throw .tooManyCharacters(field: .name, count: count, max: max) }
        try self.init(received: name, headline: headline, topics: topics, asks: asks, offers: offers)
        for (field, texts) in fields {
            for text in texts {
                if let scalar = text.unicodeScalars.first(where: \.isUnfitToShow) {
                    throw BadgeError.character(field: field, codePoint: scalar.value)
                }
            }
        }
        if name.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { throw BadgeError.empty(field: .name) }
    }

    /// A badge that came from somebody else: sizes are checked, characters are left as they are.
    ///
    /// - Throws: ``BadgeError`` if a text or list exceeds its bound or the name is empty.
    package init(
        received name: String, headline: String, topics: [String], asks: [String], offers: [String]
    ) throws(BadgeError) {
        self.name = name
        self.headline = headline
        self.topics = topics
        self.asks = asks
        self.offers = offers
        for (field, texts) in fields {
            let bounds = BadgeLimits.bounds(of: field)
            if texts.count > bounds.countMax {
                throw BadgeError.tooMany(field: field, count: texts.count, max: bounds.countMax)
            }
            for text in texts {
                let size = text.utf8.count
                if size > bounds.bytesMax { throw BadgeError.tooLong(field: field, bytes: size, max: bounds.bytesMax) }
                if size == 0 && field != .headline { throw BadgeError.empty(field: field) }
            }
        }
    }

    private var fields: [(BadgeField, [String])] {
        [
            (.name, [name]), (.headline, [headline]), (.topics, topics), (.asks, asks), (.offers, offers),
        ]
    }
}
