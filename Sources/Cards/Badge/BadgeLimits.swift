/// How large a badge may be. A whole badge stays below 1.5 KiB, so that a thousand of them fit in a megabyte and a half
/// and a single frame carries dozens.
package enum BadgeLimits {
    /// A name, in bytes of UTF-8: ``nameCharactersMax`` in scripts of three bytes a character.
    package static let nameBytesMax = 192
    /// A name as its owner enters it, in characters: as much as a table column can show. What came from somebody else
    /// is not counted so, because what a character is depends on the version of Unicode.
    package static let nameCharactersMax = 64
    /// A headline, in bytes of UTF-8: one line of a terminal, also in scripts of three bytes a character.
    package static let headlineBytesMax = 160
    /// One topic, in bytes of UTF-8: a word or two.
    package static let topicBytesMax = 32
    /// Topics on one badge: more say nothing about a person.
    package static let topicsMax = 8
    /// One ask or offer, in bytes of UTF-8: a short phrase.
    package static let wishBytesMax = 80
    /// Asks, and likewise offers, on one badge.
    package static let wishesMax = 4

    static func bounds(of field: BadgeField) -> (bytesMax: Int, countMax: Int) {
        switch field {
        case .name: (nameBytesMax, 1)
        case .headline: (headlineBytesMax, 1)
        case .topics: (topicBytesMax, topicsMax)
        case .asks, .offers: (wishBytesMax, wishesMax)
        }
    }
}
