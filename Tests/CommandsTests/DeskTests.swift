import ControlAPI
import Display
import Testing

@testable import Commands

@Suite struct DeskTests {
    private let asha = PersonBody(name: "Asha Rao", tag: "aaaa-2222", key: "a")
    private let ravi = PersonBody(name: "Ravi Kumar", tag: "bbbb-3333", key: "b")

    private func slot(_ start: String, day: String = "2026-11-28") -> SlotBody {
        SlotBody(day: day, start: start, lengthMinutes: 20)
    }

    private func desk(_ title: String = "Social media", id: String = "1a", isMine: Bool = false) -> DeskBody {
        DeskBody(
            id: String(repeating: id, count: 32), title: title, owner: ravi, isMine: isMine, isInReach: false,
            slots: [
                DeskSlotBody(
                    slot: slot("14:00"), state: .taken, by: isMine ? asha : nil, about: isMine ? "our page" : nil),
                DeskSlotBody(slot: slot("14:20"), state: .free),
                DeskSlotBody(slot: slot("14:40"), state: .yours, about: "maps"),
            ])
    }

    @Test("A span of slots is written as from, to and length, and gives all slots that fit") func spans() throws {
        #expect(
            try DeskSpan("14:00-15:10/20m").slots(on: "2026-11-28") == [slot("14:00"), slot("14:20"), slot("14:40")])
        #expect(try DeskSpan("9:00-9:30/30") == DeskSpan("09:00-09:30/30m"))
        for text in [
            "", "14:00", "14:00-16:00", "14:00-16:00/", "14:00-16:00/m", "14-16/20m", "14:00-16:00/20h",
            "16:00-14:00/20m", "14:00-14:10/20m", "14:00-16:00/0m", "14:00-16:00/20m/5", "14:00-15:00-16:00/5m",
        ] {
            #expect(throws: (any Error).self, "\(text)") { _ = try DeskSpan(text) }
        }
    }

    @Test("The table has a row for each slot, and says whose desk it is once") func table() {
        let rows = DeskTable.rows(desk(), withDay: false, isGrouped: true)
        #expect(
            Listing.lines(DeskTable.columns, rows, width: 80).map(\.text) == [
                "  ID        DESK          WHOSE       WHEN   SLOT   ABOUT",
                "  1a1a1a1a  Social media  Ravi Kumar  14:00  taken  ",
                "                                      14:20  free   ",
                "                                      14:40  yours  maps",
            ])
        let own = DeskTable.rows(desk(isMine: true), withDay: true, isGrouped: false)
        #expect(
            Listing.lines(DeskTable.columns, own, width: nil).map(\.text) == [
                "1a1a1a1a\tSocial media\tyou\t2026-11-28 14:00\ttaken\tAsha Rao aaaa-2222\tour page",
                "1a1a1a1a\tSocial media\tyou\t2026-11-28 14:20\tfree\t\t",
                "1a1a1a1a\tSocial media\tyou\t2026-11-28 14:40\tyours\t\tmaps",
            ])
        for width in 20...120 {
            for line in Listing.lines(DeskTable.columns, rows, width: width) { #expect(line.cells <= width) }
        }
    }

    @Test("A desk is found by title or ID, of two with one title by the day") func finding() throws {
        var other = desk(id: "2b")
        other.slots = [DeskSlotBody(slot: slot("14:00", day: "2026-11-29"), state: .free)]
        #expect(try Desks.one("2b2b", among: [desk(), other], day: nil) == other)
        #expect(try Desks.one("social media", among: [desk(), other], day: "2026-11-29") == other)
        #expect(throws: CommandFailure.self) { _ = try Desks.one("Social media", among: [desk(), other], day: nil) }
        #expect(throws: CommandFailure.self) { _ = try Desks.one("Tea", among: [desk()], day: nil) }
    }

    @Test("A slot is found by its start; where there is none, those that are free are told") func slots() throws {
        #expect(try Desks.slot(WantedSlot("14:20"), of: desk()).state == .free)
        do {
            _ = try Desks.slot(WantedSlot("14:30"), of: desk())
            Issue.record("there is no such slot")
        } catch let error as CommandFailure {
            #expect(error.message.text == "The desk has no such slot. Free are: 14:20.")
        }
        var two = desk()
        two.slots.append(DeskSlotBody(slot: slot("14:20", day: "2026-11-29"), state: .free))
        #expect(try Desks.slot(WantedSlot("2026-11-29 14:20"), of: two).slot.day == "2026-11-29")
        #expect(throws: CommandFailure.self) { _ = try Desks.slot(WantedSlot("14:20"), of: two) }
    }

    @Test("What was lost or given back is told in a sentence") func news() {
        var booking = DeskBookingBody(
            desk: "", title: "", isMine: false, person: ravi, slot: slot("14:00"), about: "maps", state: .taken,
            next: slot("14:20"), isInReach: false)
        func said() -> String { DeskText.news(booking, withDay: false).text }
        let who = ravi.label.text
        #expect(said() == "You did not get 14:00 with \(who): somebody else has it. 14:20 was the next free one.")
        (booking.state, booking.next) = (.freed, nil)
        #expect(said() == "You do not have 14:00 with \(ravi.label.text) any more: they took it back.")
        (booking.state, booking.isMine) = (.released, true)
        #expect(said() == "\(ravi.label.text) gave 14:00 back; it was about: maps")
    }

    @Test("Whoever waits is told for whom, and what comes of it") func waiting() {
        #expect(
            DeskText.waiting(ravi, isInReach: false).text
                == "waiting: Ravi Kumar's laptop is not in reach; it is asked as soon as it is.")
        #expect(
            DeskText.waiting(ravi, isInReach: true).text
                == "waiting: Ravi Kumar's laptop has not answered yet; it is asked again.")
    }

    @Test("Nothing in a title, a name or a matter moves a cursor, starts a line or looks like a column") func hostile()
    {
        let evil = "\u{1B}[2J\n\tx\u{202E}"
        let person = PersonBody(name: evil, tag: evil, key: "a")
        let desk = DeskBody(
            id: "1a", title: evil, owner: person, isMine: false, isInReach: false,
            slots: [DeskSlotBody(slot: slot(evil, day: evil), state: .taken, by: person, about: evil)])
        let agreement = AgreementBody(own: evil, theirs: evil, words: [evil, evil])
        let match = MatchBody(person: person, offers: [agreement], asks: [], topics: [agreement])
        let lines =
            Listing.lines(DeskTable.columns, DeskTable.rows(desk, withDay: true, isGrouped: false), width: nil)
            + Listing.lines(MatchTable.columns, MatchTable.rows([match], isGrouped: false), width: nil)
            + [DeskText.waiting(person, isInReach: false)]
        #expect(lines.map { line in line.text.count { $0 == "\t" } } == [6, 5, 5, 0])
        for line in lines {
            #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x202E })
        }
    }
}

@Suite struct MatchTests {
    private let match = MatchBody(
        person: PersonBody(name: "Ravi Kumar", tag: "bbbb-3333", key: "b"),
        offers: [AgreementBody(own: "a treasurer", theirs: "Treasurers for NGOs", words: ["Treasurers"])],
        asks: [AgreementBody(own: "QGIS help", theirs: "somebody for QGIS", words: ["QGIS"])],
        topics: [AgreementBody(own: "maps", theirs: "Maps", words: ["Maps"])])

    @Test("Each agreement is a row: what it is, theirs, ours, and the words") func table() {
        #expect(
            Listing.lines(MatchTable.columns, MatchTable.rows([match], isGrouped: true), width: 100).map(\.text) == [
                "  NAME        TAG        WHY     THEIRS               YOURS        WORDS",
                "  Ravi Kumar  bbbb-3333  offers  Treasurers for NGOs  a treasurer  Treasurers",
                "                         asks    somebody for QGIS    QGIS help    QGIS",
                "                         topic   Maps                 maps         Maps",
            ])
        #expect(
            Listing.lines(MatchTable.columns, MatchTable.rows([match], isGrouped: false), width: nil).map(\.text)[2]
                == "Ravi Kumar\tbbbb-3333\ttopic\tMaps\tmaps\tMaps")
    }

    @Test("Where nobody agrees, the next step is named") func hints() {
        let empty = BadgeBody(name: "Asha", headline: "", topics: [], asks: [], offers: [])
        let badge = BadgeBody(name: "Asha", headline: "", topics: [], asks: ["a treasurer"], offers: [])
        let alone = People.nearby([])
        #expect(MatchTable.hints(empty, alone)[0].text.contains("`baithak badge set --ask"))
        #expect(MatchTable.hints(badge, alone)[0].text.hasPrefix("Nobody nearby yet."))
        #expect(MatchTable.hints(badge, People.nearby([People.mallory]))[0].text.hasPrefix("Nobody nearby agrees"))
    }
}
