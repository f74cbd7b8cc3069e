import Cards
import FoundationEssentials

/// A badge as it lies in the database: a JSON object, because nothing ever searches inside it.
struct BadgeRecord: Codable {
    var name: String
    var headline: String
    var topics: [String]
    var asks: [String]
    var offers: [String]

    init(_ badge: Badge) {
        name = badge.name
        headline = badge.headline
        topics = badge.topics
        asks = badge.asks
        offers = badge.offers
    }

    /// The badge; it was checked when it was entered, so only its sizes are checked again.
    func badge() throws(BadgeError) -> Badge {
        try Badge(received: name, headline: headline, topics: topics, asks: asks, offers: offers)
    }

    static func encode(_ badge: Badge) throws -> Data { try JSONEncoder().encode(BadgeRecord(badge)) }

    static func decode(_ data: Data) throws -> Badge { try JSONDecoder().decode(BadgeRecord.self, from: data).badge() }
}
