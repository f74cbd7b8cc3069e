package import Keys

/// Finds who in the room could help whom, by the badges that everybody shows. It happens on one's own machine: nobody
/// is told, and nobody is asked.
///
/// Texts are compared word by word, without regard to capitals, accents and English plurals, and without words that say
/// nothing such as “the” and “help”.
package enum Matching {
    /// Two texts that have words in common.
    package struct Agreement: Hashable, Sendable {
        /// On one's own badge.
        package let own: String
        /// On the other's.
        package let theirs: String
        /// What they have in common, as the other wrote it.
        package let words: [String]
    }

    /// Somebody with whom there is something to talk about.
    package struct Match: Hashable, Sendable {
        /// Who.
        package let key: PublicKey
        /// What they offer that one asks for.
        package let offers: [Agreement]
        /// What they ask for that one offers.
        package let asks: [Agreement]
        /// Topics of both.
        package let topics: [Agreement]
    }

    /// Everybody with whom there is something to talk about: who has most to give and to take first, then who has most
    /// topics in common.
    ///
    /// - Parameter others: badges with their owners' keys, in any order.
    package static func matches(own: Badge, others: [(key: PublicKey, badge: Badge)]) -> [Match] {
        let (asks, offers, topics) = (texts(own.asks), texts(own.offers), texts(own.topics))
        let matches = others.map { key, badge in
            Match(
                key: key, offers: agreements(asks, texts(badge.offers), isEnough: { _ in true }),
                asks: agreements(offers, texts(badge.asks), isEnough: { _ in true }),
                // One must say all that the other says: “open data” is no “data science”.
                topics: agreements(topics, texts(badge.topics), isEnough: { $0.common == min($0.own, $0.theirs) }))
        }
        return matches.filter { $0.strength > (0, 0) }.sorted {
            $0.strength == $1.strength ? $0.key < $1.key : $0.strength > $1.strength
        }
    }

    private typealias Words = (text: String, words: [BadgeWord])

    /// How many words.
    private typealias Counts = (own: Int, theirs: Int, common: Int)

    private static func texts(_ texts: [String]) -> [Words] { texts.map { ($0, BadgeWord.words(of: $0)) } }

    /// - Parameter isEnough: whether so many words, of which at least one is in common, make an agreement.
    private static func agreements(
        _ own: [Words], _ theirs: [Words], isEnough: (Counts) -> Bool
    ) -> [Agreement] {
        own.flatMap { mine in
            theirs.compactMap { other in
                let known = Set(mine.words)
                let common = other.words.filter { known.contains($0) }
                guard !common.isEmpty, isEnough((mine.words.count, other.words.count, common.count)) else { return nil }
                return Agreement(own: mine.text, theirs: other.text, words: common.map(\.written))
            }
        }
    }
}

extension Matching.Match {
    /// How many words of asks and offers agree, and how many topics do.
    fileprivate var strength: (Int, Int) {
        ((offers + asks).reduce(0) { $0 + $1.words.count }, topics.count)
    }
}
