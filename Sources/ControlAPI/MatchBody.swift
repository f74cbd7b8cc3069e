/// Somebody nearby with whom there is something to talk about, by the badges that everybody shows.
package struct MatchBody: Codable, Hashable, Sendable {
    /// Who.
    package var person: PersonBody
    /// What they offer that we ask for.
    package var offers: [AgreementBody]
    /// What they ask for that we offer.
    package var asks: [AgreementBody]
    /// Topics of both.
    package var topics: [AgreementBody]

    /// All fields at once.
    package init(
        person: PersonBody, offers: [AgreementBody], asks: [AgreementBody], topics: [AgreementBody]
    ) {
        self.person = person
        self.offers = offers
        self.asks = asks
        self.topics = topics
    }
}

/// Two texts of badges that have words in common.
package struct AgreementBody: Codable, Hashable, Sendable {
    /// On our own badge.
    package var own: String
    /// On theirs.
    package var theirs: String
    /// What they have in common, as they wrote it.
    package var words: [String]

    /// All fields at once.
    package init(own: String, theirs: String, words: [String]) {
        self.own = own
        self.theirs = theirs
        self.words = words
    }
}
