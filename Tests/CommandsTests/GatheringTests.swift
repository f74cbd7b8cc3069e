import ControlAPI
import Display
import Testing

@testable import Commands

@Suite struct GatheringTests {
    private let camp = Programmes.gathering("BarCamp", id: "9a9a9a9a")
    private let club = Programmes.gathering("Book club", id: "8b8b8b8b")

    @Test("The only gathering that is joined needs no name") func only() throws {
        let left = Programmes.gathering("Old", id: "7c", standing: .left)
        #expect(try Gatherings.choose(nil, among: [left, camp]) == camp)
    }

    @Test("Without any gathering, or with several, the sentence says what to do next") func none() {
        #expect(sentence { try Gatherings.choose(nil, among: []) }?.contains("`baithak gathering create`") == true)
        let known = Programmes.gathering("Open", id: "7c", standing: .known)
        #expect(sentence { try Gatherings.choose(nil, among: [known]) }?.contains("`baithak gathering join`") == true)
        #expect(
            sentence { try Gatherings.choose(nil, among: [camp, club]) }
                == """
                2 gatherings that you joined may be meant. Say which with --gathering: “BarCamp” 9a9a9a9a, “Book club” \
                8b8b8b8b.
                """)
    }

    @Test("Without a name the gathering that is on is meant, else the next one, else the last") func current() throws {
        func gathering(_ title: String, _ first: String, _ last: String) -> GatheringBody {
            var gathering = Programmes.gathering(title, id: "9a", lastDay: "2026-\(last)")
            gathering.firstDay = "2026-\(first)"
            return gathering
        }
        let all = [
            gathering("october", "10-03", "10-04"), gathering("first", "11-01", "11-03"),
            gathering("second", "11-03", "11-04"), gathering("december", "12-05", "12-06"),
            gathering("also december", "12-05", "12-05"), gathering("january", "12-31", "12-31"),
        ]
        for (day, meant) in [
            ("09-01", ["october"]), ("10-04", ["october"]), ("10-05", ["first"]), ("11-03", ["first", "second"]),
            ("11-04", ["second"]), ("11-05", ["december", "also december"]), ("12-06", ["december"]),
            ("12-07", ["january"]),
        ] {
            let today = try #require(CalendarDay("2026-\(day)"))
            #expect(Gatherings.current(all, on: today).map(\.title) == meant, "\(day)")
        }
        let later = try #require(CalendarDay("2027-01-01"))
        #expect(Gatherings.current(all, on: later).map(\.title) == ["january"])
        #expect(Gatherings.current([], on: later).isEmpty)
    }

    @Test("A name that somebody else's gathering has too means the one that is joined") func impostor() throws {
        let impostor = Programmes.gathering("BarCamp", id: "6d6d6d6d", standing: .known)
        #expect(try Gatherings.choose("BarCamp", among: [impostor, camp, club]) == camp)
        #expect(try Gatherings.choose("6d6d", among: [impostor, camp, club]) == impostor)
    }

    @Test("The only open gathering nearby is joined without a name, and no other") func join() throws {
        let near = Programmes.gathering("Near", id: "1a1a1a1a", standing: .known, nearby: 2)
        let far = Programmes.gathering("Far", id: "2b2b2b2b", standing: .known)
        let closed = Programmes.gathering("Closed", id: "3c3c3c3c", standing: .known, byInvitation: true, nearby: 5)
        #expect(try Gatherings.choose(toJoin: nil, among: [camp, far, closed, near]) == near)
        #expect(try Gatherings.choose(toJoin: nil, among: [camp, far, closed]) == far)
        #expect(try Gatherings.choose(toJoin: "closed", among: [camp, far, closed]) == closed)
        #expect(sentence { try Gatherings.choose(toJoin: nil, among: [camp, closed]) }?.contains("--code") == true)
        var also = far
        also.nearby = 1
        #expect(
            sentence { try Gatherings.choose(toJoin: nil, among: [near, also]) }
                == "There are 2 open gatherings. Say which: “Near” 1a1a1a1a, “Far” 2b2b2b2b.")
        #expect(
            sentence { try Gatherings.choose(toJoin: "BarCamp", among: [camp, far]) }?.contains("already") == true)
    }

    @Test(
        "A session is found by the first digits of its id or by its title",
        arguments: [
            ("1a1a", "1a1a1a1a"), ("1A1A1A1A", "1a1a1a1a"), (Programmes.id("1a1a1a1a"), "1a1a1a1a"),
            ("Solar lamps", "2b2b2b2b"), ("solar LAMPS", "2b2b2b2b"), ("Zo\u{E9}", "7a7a"), ("Zoe\u{301}", "8a8a"),
        ])
    func found(text: String, start: String) throws {
        let sessions =
            Programmes.busy.sessions + [
                Programmes.session("Zo\u{E9}", id: "7a7a"), Programmes.session("Zoe\u{301}", id: "8a8a"),
            ]
        let found = try TitleMatching.one(text, among: sessions, noun: "session", listedBy: "x")
        #expect(found.id.hasPrefix(start))
    }

    @Test("No session is found by three digits, by a part of a title, or by nothing")
    func notFound() {
        for text in ["1a1", "Solar", "", "1a1a2", Programmes.id("1a1a1a1a") + "0"] {
            let said = sentence {
                try TitleMatching.one(text, among: Programmes.busy.sessions, noun: "session", listedBy: "x list")
            }
            #expect(said == "There is no session “\(text)”. `x list` shows titles and IDs.")
        }
    }

    @Test("No session is taken for another by the capitals of a title that both have") func capitals() {
        let sessions = [Programmes.session("Maps", id: "1a1a1a1a"), Programmes.session("maps", id: "2b2b2b2b")]
        for text in ["Maps", "maps", "MAPS"] {
            #expect(throws: CommandFailure.self, "\(text)") {
                try TitleMatching.one(text, among: sessions, noun: "session", listedBy: "x")
            }
        }
    }

    @Test("A title that looks like the id of another session means neither") func grindedTitle() {
        let sessions = [
            Programmes.session("cafe", id: "11112222"), Programmes.session("x\u{1B}[2J", id: "cafe1234"),
        ]
        #expect(
            sentence { try TitleMatching.one("cafe", among: sessions, noun: "session", listedBy: "x") }
                == """
                “cafe” may be any of 2. Say which by its ID: 1111222200000000 cafe, cafe123400000000 xU+001B[2J.
                """)
        #expect((try? TitleMatching.one("cafe12", among: sessions, noun: "x", listedBy: "x"))?.title == "x\u{1B}[2J")
    }

    @Test("A table of gatherings shows those that are joined first") func table() {
        let known = Programmes.gathering(
            "Lamps", id: "5e5e5e5e", standing: .known, lastDay: "2026-11-29", byInvitation: true, nearby: 3)
        let rows = GatheringFields.sorted([known, camp]).map(GatheringFields.cells)
        #expect(
            Listing.lines(GatheringFields.columns, rows, width: 90).map(\.text) == [
                "  ID        TITLE    DAYS            PLACE        STANDING              ATTENDEES",
                "  9a9a9a9a  BarCamp  2026-11-28      Room 4, IIT  joined, organiser     2, 0 nearby",
                "  5e5e5e5e  Lamps    2026-11-28..29  Room 4, IIT  known, by invitation  2, 3 nearby",
            ])
    }

    @Test("An export stays below its folder") func paths() {
        for path in ["programme.ics", "notes/maps for NGOs.md", "नोट्स/चाय.md"] { #expect(ExportFolder.isSafe(path)) }
        for path in [
            "", "/etc/passwd", "../x", "a/../x", "a//b", "a/", ".bashrc", "a/.ssh", "a\u{1B}b", "a\nb", "a\0b",
            "x\u{202E}", String(repeating: "a", count: 256),
        ] { #expect(!ExportFolder.isSafe(path), "\(path.debugDescription)") }
    }

    @Test("Whoever wrote something is told whether it is anywhere else") func saved() {
        #expect(
            Saved.sentence(SavedBody(id: "0a", copies: 0)).text
                == "Saved. It is on this laptop only: keep it open until somebody else has a copy.")
        #expect(
            Saved.sentence(SavedBody(id: "0a", copies: 0, hidden: true)).text
                == "Saved. It is on this laptop only: you are hidden, and nothing leaves it until `baithak show`.")
        #expect(
            Saved.sentence(SavedBody(id: "0a", copies: 3), "Done.").text == "Done. 3 other people have a copy.")
        var pad = PadSavedBody(id: "0a", copies: 1, merged: true, text: "", version: [])
        #expect(
            Saved.sentence(pad).text
                == "Saved. 1 other person has a copy. Others typed meanwhile: their text was merged with yours.")
        pad.id = nil
        #expect(Saved.sentence(pad).text == "Nothing was changed.")
    }

    private func sentence<Result>(_ body: () throws -> Result) -> String? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? CommandFailure)?.message.text }
    }
}
