import Cards
import Keys
import Testing

@Suite struct MatchingTests {
    let keys: [PublicKey]

    init() throws { keys = try (0..<4).map { _ in try SigningKey.generate().publicKey }.sorted() }

    private func badge(topics: [String] = [], asks: [String] = [], offers: [String] = []) throws -> Badge {
        try Badge(entering: "Somebody", topics: topics, asks: asks, offers: offers)
    }

    /// The words in which an ask and an offer agree.
    private func common(_ ask: String, _ offer: String) throws -> [String] {
        let matches = Matching.matches(
            own: try badge(asks: [ask]), others: [(keys[0], try badge(offers: [offer]))])
        return matches.first?.offers.first?.words ?? []
    }

    @Test("Who offers what one asks for, asks for what one offers, or cares about the same is found, with the reason")
    func everything() throws {
        let own = try badge(
            topics: ["open data", "tea"], asks: ["a treasurer", "help with QGIS"], offers: ["solar lamps for schools"])
        let matches = Matching.matches(
            own: own,
            others: [
                (keys[0], try badge(topics: ["data science", "Teas"])),
                (keys[1], try badge(asks: ["help with taxes"], offers: ["help with driving"])),
                (keys[2], try badge(asks: ["Solar lamp"], offers: ["Treasurers' work"])),
                (keys[3], try badge(topics: ["Open-Data", "tea"], offers: ["QGIS help"])),
            ])
        #expect(matches.map(\.key) == [keys[2], keys[3], keys[0]])
        #expect(
            matches[0].asks.map(\.words) == [["Solar", "lamp"]] && matches[0].asks[0].own == "solar lamps for schools")
        #expect(matches[0].offers.map(\.theirs) == ["Treasurers' work"] && matches[0].topics.isEmpty)
        #expect(
            matches[1].topics.map(\.theirs) == ["Open-Data", "tea"] && matches[1].offers.map(\.words) == [["QGIS"]])
        #expect(matches[2].topics.map(\.own) == ["tea"])
        #expect(Matching.matches(own: try badge(), others: [(keys[0], own)]).isEmpty)
    }

    @Test(
        "One and many are one word, and others are not",
        arguments: [
            ("map", "maps", true), ("box", "boxes", true), ("class", "classes", true), ("database", "databases", true),
            ("library", "libraries", true), ("movie", "movies", true), ("key", "keys", true), ("hero", "heroes", true),
            ("plan", "planes", false), ("bus", "bu", false), ("gis", "gi", false), ("cars", "care", false),
            ("C++", "c++", true), ("C++", "C#", false), ("c", "C++", false), ("2027", "2027", true),
        ])
    func plurals(one: String, other: String, isSame: Bool) throws {
        #expect(try common(one, other).isEmpty != isSame)
        #expect(try common(other, one).isEmpty != isSame)
    }

    @Test(
        "Accents make no difference, whichever way they are written",
        arguments: [
            ("café", "Cafe"), ("cafe\u{301}", "CAFÉ"), ("Straße", "strasse"), ("Łódź", "lodz"),
            ("smørrebrød", "smorrebrod"),
            ("tiếng Việt", "tieng viet"), ("Ğ", "g"), ("œuvre", "oeuvre"), ("résumés", "resume"),
        ])
    func accents(one: String, other: String) throws {
        #expect(try !common(one, other).isEmpty)
    }

    @Test(
        "Hindi is compared word by word, with its vowels, with or without the dot, and without words that say nothing")
    func hindi() throws {
        #expect(try common("नक्शा बनाने में मदद चाहिए", "खुला नक्शा") == ["नक्शा"])
        #expect(try common("किताबें", "किताब") == [])
        #expect(try common("काम", "कम") == [])
        #expect(try common("ज़मीन का क़ानून", "जमीन") == ["जमीन"])
        #expect(try common("क\u{93C}ानून", "\u{958}ानून") == ["\u{958}ानून"])
        #expect(try common("मुझे मदद चाहिए", "मदद के लिए") == [])
        #expect(try common("தமிழ் மொழி", "தமிழ்") == ["தமிழ்"])
    }

    @Test("The order of badges makes no difference to the result")
    func order() throws {
        let own = try badge(topics: ["tea"], asks: ["maps"])
        let others = try keys.map { ($0, try badge(topics: ["tea"], offers: ["a map"])) }
        let matches = Matching.matches(own: own, others: others)
        #expect(matches.map(\.key) == keys && matches == Matching.matches(own: own, others: others.reversed()))
    }
}
