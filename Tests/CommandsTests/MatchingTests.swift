import ControlAPI
import Display
import Testing

@testable import Commands

@Suite struct MatchingTests {
    private let room = [
        People.attendee("Bob", tag: "aaaa-2222", key: "1"), People.attendee("Bob", tag: "bbbb-3333", key: "2"),
        People.attendee("Zoe\u{301}", tag: "cccc-4444", key: "3"),
        People.attendee("Zo\u{E9}", tag: "dddd-5555", key: "4"),
        People.attendee("aaaa-7777", tag: "eeee-6666", key: "5"), People.attendee("twin", tag: "ffff-2222", key: "6"),
        People.attendee("twin", tag: "ffff-2222", key: "7"), People.attendee("x\u{1B}[2J", tag: "gggg-2222", key: "8"),
        People.attendee("x\u{1B}[2J", tag: "hhhh-2222", key: "9"),
    ]

    @Test(
        "One person is found by tag, whole key or name, names by their bytes",
        arguments: [
            ("aaaa-2222", "1"), ("BBBB-3333", "2"), ("Zoe\u{301}", "3"), ("Zo\u{E9}", "4"),
            (String(repeating: "5", count: 64), "5"), (String(repeating: "7", count: 64), "7"),
        ])
    func found(who: String, key: String) throws {
        #expect(try Matching.one(who, among: room).key.hasPrefix(key))
    }

    @Test("A name is found without its capitals, whole or by some of its words in their order") func words() throws {
        let room = [
            People.attendee("Ravi Kumar", tag: "aaaa-2222", key: "1"),
            People.attendee("Ravi Kumar Singh", tag: "bbbb-3333", key: "2"),
            People.attendee("Asha Rao", tag: "cccc-4444", key: "3"),
            People.attendee("ÉLISE  Ndiaye", tag: "dddd-5555", key: "4"),
        ]
        for (who, key) in [
            ("ravi kumar", "1"), ("RAVI KUMAR", "1"), ("ravi kumar singh", "2"), ("kumar singh", "2"), ("singh", "2"),
            ("asha", "3"), ("rao", "3"), ("élise ndiaye", "4"),
        ] {
            #expect(try Matching.one(who, among: room).key.hasPrefix(key), "\(who)")
        }
        for who in ["ravi", "ravi singh", "kumar ravi", "", " ", "as", "ravi kumar s"] {
            #expect(throws: CommandFailure.self, "\(who)") { try Matching.one(who, among: room) }
        }
    }

    @Test("Nobody is taken for another by the capitals of a name that both have") func capitals() {
        let room = [
            People.attendee("Ravi Kumar", tag: "aaaa-2222", key: "1"),
            People.attendee("ravi kumar", tag: "bbbb-3333", key: "2"),
        ]
        for who in ["ravi kumar", "Ravi Kumar", "RAVI  KUMAR"] {
            #expect(throws: CommandFailure.self, "\(who)") { try Matching.one(who, among: room) }
        }
    }

    @Test("Nobody is found by half a tag, another case, or a name that has the form of a tag")
    func nobody() {
        for who in ["aaaa", "bob", "aaaa-7777", "", "aaaa-9999", "Nobody"] {
            #expect {
                try Matching.one(who, among: room)
            } throws: { error in
                (error as? CommandFailure)?.status == .nobodyOrMany
            }
        }
    }

    @Test("An ambiguous name lists the tags, and does nothing") func ambiguous() {
        #expect(sentence("Bob") == "“Bob” may be any of 2. Say which by the tag: Bob aaaa-2222, Bob bbbb-3333.")
        #expect(sentence("x\u{1B}[2J")?.contains("xU+001B[2J gggg-2222, xU+001B[2J hhhh-2222") == true)
    }

    @Test("Two people with one tag are told apart by their keys") func sameTag() {
        for who in ["ffff-2222", "twin"] {
            #expect(
                sentence(who)?.contains("by the whole key: twin \(String(repeating: "6", count: 64)), twin 777") == true
            )
        }
    }

    @Test("Who looks like a contact is meant by the tag alone, and who has a contact's tag by the whole key alone")
    func twins() throws {
        var ravi = People.attendee("Ravi Kumar", tag: "bbbb-3333", key: "2")
        ravi.resembles = "aaaa-2222"
        for who in ["ravi", "Ravi Kumar"] {
            #expect(
                sentence(who, among: [ravi])
                    == "Ravi Kumar bbbb-3333 is not your contact aaaa-2222, who has that name too. If you mean this one, "
                    + "give the tag: bbbb-3333.")
        }
        #expect(try Matching.one("bbbb-3333", among: [ravi]).key == ravi.key)
        ravi.resembles = ravi.tag
        for who in ["ravi", "bbbb-3333", "BBBB-3333"] {
            #expect(sentence(who, among: [ravi])?.hasSuffix("give the whole key: \(ravi.key).") == true)
        }
        #expect(try Matching.one(ravi.key, among: [ravi]).key == ravi.key)
    }

    private func sentence(_ who: String) -> String? { sentence(who, among: room) }

    private func sentence(_ who: String, among room: [Attendee]) -> String? {
        do {
            _ = try Matching.one(who, among: room)
            return nil
        } catch { return error.message.text }
    }
}
