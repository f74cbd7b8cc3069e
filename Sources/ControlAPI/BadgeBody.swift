/// Our own badge: the answer of `GET /v1/badge` and the body of `PUT /v1/badge`.
package struct BadgeBody: Codable, Hashable, Sendable {
    /// The display name.
    package var name: String
    /// The line about the person; may be empty.
    package var headline: String
    /// What the person cares about.
    package var topics: [String]
    /// What the person is looking for.
    package var asks: [String]
    /// What the person can give.
    package var offers: [String]

    /// All fields at once.
    package init(name: String, headline: String, topics: [String], asks: [String], offers: [String]) {
        self.name = name
        self.headline = headline
        self.topics = topics
        self.asks = asks
        self.offers = offers
    }
}
