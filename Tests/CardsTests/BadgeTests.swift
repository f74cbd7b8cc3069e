import Cards
import Testing

struct BadgeTests {
    func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test("Its owner enters a name of 1 to 64 characters in at most 192 bytes, not all blanks, in any script")
    func name() throws {
        for letter in ["a", "é", "आ"] {
            #expect(try Badge(entering: times(letter, 64)).name.utf8.count == 64 * letter.utf8.count)
            #expect(throws: BadgeError.tooManyCharacters(field: .name, count: 65, max: 64)) {
                try Badge(entering: times(letter, 65))
            }
        }
        // A family is one character of 25 bytes.
        #expect(try Badge(entering: times("👨‍👩‍👧‍👦", 7)).name.count == 7)
        #expect(throws: BadgeError.tooLong(field: .name, bytes: 200, max: 192)) {
            try Badge(entering: times("👨‍👩‍👧‍👦", 8))
        }
        #expect(throws: BadgeError.empty(field: .name)) { try Badge(entering: "") }
        #expect(throws: BadgeError.empty(field: .name)) { try Badge(entering: "   ") }
    }

    @Test("A headline may be empty and has at most 160 bytes")
    func headline() throws {
        #expect(try Badge(entering: "a", headline: times("b", 160)).headline.utf8.count == 160)
        #expect(try Badge(entering: "a").headline == "")
        #expect(throws: BadgeError.tooLong(field: .headline, bytes: 161, max: 160)) {
            try Badge(entering: "a", headline: times("b", 161))
        }
    }

    @Test("There are at most 8 topics of 1 to 32 bytes")
    func topics() throws {
        let full = Array(repeating: times("t", 32), count: 8)
        #expect(try Badge(entering: "a", topics: full).topics == full)
        #expect(throws: BadgeError.tooMany(field: .topics, count: 9, max: 8)) {
            try Badge(entering: "a", topics: full + ["t"])
        }
        #expect(throws: BadgeError.tooLong(field: .topics, bytes: 33, max: 32)) {
            try Badge(entering: "a", topics: ["t", times("t", 33)])
        }
        #expect(throws: BadgeError.empty(field: .topics)) { try Badge(entering: "a", topics: ["t", ""]) }
    }

    @Test("There are at most 4 asks and 4 offers of 1 to 80 bytes")
    func wishes() throws {
        let full = Array(repeating: times("w", 80), count: 4)
        let badge = try Badge(entering: "a", asks: full, offers: full)
        #expect(badge.asks == full && badge.offers == full)
        #expect(throws: BadgeError.tooMany(field: .asks, count: 5, max: 4)) {
            try Badge(entering: "a", asks: full + ["w"])
        }
        #expect(throws: BadgeError.tooMany(field: .offers, count: 5, max: 4)) {
            try Badge(entering: "a", offers: full + ["w"])
        }
        #expect(throws: BadgeError.tooLong(field: .asks, bytes: 81, max: 80)) {
            try Badge(entering: "a", asks: [times("w", 81)])
        }
        #expect(throws: BadgeError.empty(field: .offers)) { try Badge(entering: "a", offers: [""]) }
    }

    @Test(
        "People's names may be written as they are",
        arguments: [
            "Asha Rao", "आशा राव", "क्\u{200D}ष", "श्री\u{200C}राम", "محمد", "Zoë O’Brien-Łukasz", "山田太郎",
            "👩\u{200D}👩\u{200D}👧", "Nguyễn Văn A",
            "Renée e\u{301}", "R2-D2 (she/her)",
        ])
    func names(_ name: String) throws { #expect(try Badge(entering: name).name == name) }

    @Test(
        "Characters that disturb a screen or hide are refused when a badge is entered, in every field",
        arguments: [
            0x00, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xE000, 0xF8FF, 0xFEFF, 0xFFF9, 0xE0001, 0xE0041, 0xF0000, 0x10FFFF,
            0x0378,
        ] as [UInt32])
    func refusedCharacters(_ codePoint: UInt32) throws {
        let bad = "a" + String(Character(try #require(Unicode.Scalar(codePoint)))) + "b"
        func expect(_ field: BadgeField, _ badge: () throws -> Badge) {
            #expect(throws: BadgeError.character(field: field, codePoint: codePoint)) { try badge() }
        }
        expect(.name) { try Badge(entering: bad) }
        expect(.headline) { try Badge(entering: "a", headline: bad) }
        expect(.topics) { try Badge(entering: "a", topics: ["b", bad]) }
        expect(.asks) { try Badge(entering: "a", asks: [bad]) }
        expect(.offers) { try Badge(entering: "a", offers: [bad]) }
    }

    @Test("A badge that came from somebody keeps its characters, whatever they are")
    func receivedCharacters() throws {
        let odd = "\u{1B}[2J\u{202E}\n\u{0}"
        let badge = try Badge(received: odd, headline: odd, topics: [odd], asks: [odd], offers: [odd])
        #expect(badge.name == odd && badge.headline == odd)
        #expect([badge.topics, badge.asks, badge.offers] == [[odd], [odd], [odd]])
        #expect(try Badge(received: "  ", headline: "", topics: [], asks: [], offers: []).name == "  ")
    }

    @Test("A badge that came from somebody is held to the same sizes")
    func receivedSizes() {
        func expect(_ error: BadgeError, _ badge: () throws -> Badge) { #expect(throws: error) { try badge() } }
        expect(.empty(field: .name)) { try Badge(received: "", headline: "", topics: [], asks: [], offers: []) }
        expect(.tooLong(field: .name, bytes: 193, max: 192)) {
            try Badge(received: times("a", 193), headline: "", topics: [], asks: [], offers: [])
        }
        expect(.tooMany(field: .topics, count: 9, max: 8)) {
            try Badge(received: "a", headline: "", topics: Array(repeating: "t", count: 9), asks: [], offers: [])
        }
        expect(.tooLong(field: .offers, bytes: 81, max: 80)) {
            try Badge(received: "a", headline: "", topics: [], asks: [], offers: [times("w", 81)])
        }
        expect(.empty(field: .asks)) { try Badge(received: "a", headline: "", topics: [], asks: [""], offers: []) }
    }

    @Test("Characters of what came from somebody are not counted: what one is depends on the version of Unicode")
    func uncounted() throws {
        for name in [times("a", 192), times("😀", 48)] {
            #expect(try Badge(received: name, headline: "", topics: [], asks: [], offers: []).name == name)
        }
    }

    @Test("The largest badge stays below 1,792 bytes with its addresses and gatherings, as presences promise")
    func largest() {
        let bytes =
            BadgeLimits.nameBytesMax + BadgeLimits.headlineBytesMax
            + BadgeLimits.topicsMax * BadgeLimits.topicBytesMax + 2 * BadgeLimits.wishesMax * BadgeLimits.wishBytesMax
        // Two or three bytes of tag and length for each of 18 texts, eight addresses of at most 24 bytes, gatherings of
        // eight bytes each, and the name of an instance.
        #expect(bytes + 18 * 3 + 8 * 26 + 2 + 8 * 8 + 2 + 63 <= 1_792)
    }

    @Test("A refused badge says what to change")
    func sentences() {
        let sentences: [(BadgeError, String)] = [
            (.empty(field: .name), "The name is empty: write at least one visible character."),
            (
                .tooLong(field: .headline, bytes: 161, max: 160),
                "The headline has 161 bytes and may have 160: shorten it."
            ),
            (
                .tooManyCharacters(field: .name, count: 65, max: 64),
                "The name has 65 characters and may have 64: shorten it."
            ),
            (.tooMany(field: .topics, count: 9, max: 8), "There are 9 topic entries and may be 8: leave some out."),
            (
                .character(field: .asks, codePoint: 0x1B),
                "The ask holds the character U+001B, which cannot be shown safely: remove it."
            ),
            (
                .character(field: .offers, codePoint: 0x10FFFF),
                "The offer holds the character U+10FFFF, which cannot be shown safely: remove it."
            ),
        ]
        for (error, sentence) in sentences { #expect(error.description == sentence) }
    }
}
