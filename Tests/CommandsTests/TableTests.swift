import ControlAPI
import Display
import Testing

@testable import Commands

@Suite struct TableTests {
    private let room = People.nearby([People.dora, People.carl, People.yamada, People.asha])

    @Test("A wide terminal gets every column, here first, then a summary") func wide() {
        let lines = NearbyTable.lines(room, width: 140, hasStyle: false).map(\.text)
        #expect(
            lines == [
                "  NAME      TAG        PRESENCE       HEADLINE       TOPICS     ASKS/OFFERS               HEARD",
                "  Asha Rao  aaaa-2222  here           maps for NGOs  maps, tea  asks a loan; offers QGIS  12 s ago",
                "  山田太郎  bbbb-3333  here, relayed  地図が好き                                          now",
                "  Carl      cccc-4444  quiet                                                              1 min ago",
                "  Dora      dddd-5555  gone                                                               2 h ago",
                "2 people nearby, 1 relayed, 1 quiet, 1 gone",
            ])
    }

    @Test("Whoever is blocked has no row, and is counted") func blocked() {
        var carl = People.carl
        carl.standing = .blocked
        let room = People.nearby([People.asha, carl])
        let lines = NearbyTable.lines(room, width: 80, hasStyle: true).map(\.text)
        #expect(lines.count == 3 && !lines.contains { $0.contains("Carl") })
        #expect(lines.last == "1 person nearby, 1 blocked")
        #expect(NearbyTable.records(room.attendees).count == 1)
    }

    @Test("A terminal of 80 columns keeps every column, cut with an ellipsis") func eighty() {
        let lines = NearbyTable.lines(room, width: 80, hasStyle: false).map(\.text)
        #expect(
            lines.prefix(3) == [
                "  NAME      TAG        PRESENCE       HEADLINE  TOPICS    ASKS/OFFERS  HEARD",
                "  Asha Rao  aaaa-2222  here           maps fo…  maps, t…  asks a loa…  12 s ago",
                "  山田太郎  bbbb-3333  here, relayed  地図が…                          now",
            ])
    }

    @Test("No line is wider than the terminal, and columns go one by one", arguments: 1...160) func narrow(width: Int) {
        for line in NearbyTable.lines(room, width: width, hasStyle: false) { #expect(line.cells <= width) }
    }

    @Test("What is written from right to left stays in its cell, and a program gets no marks for it") func isolated() {
        var asha = People.asha
        (asha.name, asha.headline) = ("آشا", "خرائط للجمعيات الصغيرة في المدينة")
        let room = People.nearby([asha, People.carl])
        let lines = NearbyTable.lines(room, width: 80, hasStyle: false)
        #expect(lines[1].text.hasPrefix("  \u{2068}آشا\u{2069}   aaaa-2222"))
        #expect(lines[1].text.contains("…\u{2069}  maps"))
        #expect(!lines[2].text.unicodeScalars.contains("\u{2068}"))
        // The tag begins in one column, however the name is written.
        let before = lines[1...2].map { line in line.text.prefix { $0 != "-" } }
        #expect(Set(before.map { cellWidth(String($0)) }).count == 1)
        #expect(lines.allSatisfy { $0.cells <= 80 })
        #expect(!NearbyTable.records(room.attendees).contains { $0.text.unicodeScalars.contains("\u{2068}") })
        // A table that is too wide for its terminal loses no closing mark.
        let narrow = TextTable(columns: [.init(title: "A"), .init(title: "B")]).lines(
            [["ab", SafeText(asha.headline)]], width: 20)
        #expect(narrow[1].text.hasSuffix("…\u{2069}"))
        let fields: [(label: SafeText, value: SafeText)] = [("name", SafeText(asha.name))]
        #expect(Details.lines(fields, columns: 80).map(\.text) == ["  name  \u{2068}آشا\u{2069}"])
        #expect(Details.lines(fields, columns: nil).map(\.text) == ["name\tآشا"])
    }

    @Test("Columns in which nobody says anything are left out") func emptyColumns() {
        let lines = NearbyTable.lines(People.nearby([People.carl]), width: 80, hasStyle: false).map(\.text)
        #expect(
            lines == [
                "  NAME  TAG        PRESENCE  HEARD", "  Carl  cccc-4444  quiet     1 min ago",
                "Nobody nearby, 1 quiet",
            ])
    }

    @Test("The standing says who is a contact, who renamed, and who only looks like one") func standing() {
        var (asha, carl, dora) = (People.asha, People.carl, People.dora)
        (asha.standing, carl.standing, dora.resembles) = (.verified, .contact, "cccc-4444")
        carl.knownAs = "Karl"
        let people = [asha, People.yamada, carl, dora]
        let lines = NearbyTable.lines(People.nearby(people), width: 80, hasStyle: false).map(\.text)
        let ends = ["STANDING", "verified", "now        ", "contact, was “Karl”", "not cccc-4444"]
        #expect(zip(lines, ends).allSatisfy { $0.hasSuffix($1) }, "\(lines)")
        #expect(NearbyTable.records(people)[0].text.hasSuffix("\tverified"))
    }

    @Test("Quiet and gone attendees are dimmed where the terminal has styles") func dimmed() {
        let lines = NearbyTable.lines(room, width: 140, hasStyle: true).map(\.text)
        #expect(
            lines.map { $0.hasPrefix("\u{1B}[2m") && $0.hasSuffix("\u{1B}[0m") } == [
                false, false, false, true, true, false,
            ])
    }

    @Test("Nothing that somebody wrote moves a cursor, starts a line or looks like a column") func hostile() {
        let table = NearbyTable.lines(People.nearby([People.mallory]), width: 120, hasStyle: false).map(\.text)
        #expect(table.count == 3)
        #expect(table[1].hasPrefix("  U+001B]0;xU+0007BobU+000A3 people nearby  eeee-6666"))
        let record = NearbyTable.records([People.mallory]).map(\.text)
        #expect(record.count == 1)
        #expect(record[0].split(separator: "\t", omittingEmptySubsequences: false).count == 8)
        let details = Details.lines(AttendeeDetails.fields(People.mallory), columns: 40).map(\.text)
        #expect(details.allSatisfy { $0.hasPrefix("  ") && cellWidth($0) <= 40 })
        for line in table + record + details {
            #expect(!line.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x202E })
        }
    }

    @Test("A program gets one line a person, separated by tabs, without header") func records() {
        #expect(
            NearbyTable.records(room.attendees).map(\.text) == [
                "Asha Rao\taaaa-2222\there\tmaps for NGOs\tmaps, tea\tasks a loan; offers QGIS\t12 s ago\t",
                "山田太郎\tbbbb-3333\there, relayed\t地図が好き\t\t\tnow\t",
                "Carl\tcccc-4444\tquiet\t\t\t\t1 min ago\t",
                "Dora\tdddd-5555\tgone\t\t\t\t2 h ago\t",
            ])
        #expect(NearbyTable.records([]).isEmpty)
    }

    @Test(
        "Times are told in one unit",
        arguments: [
            (0, "now"), (4_999, "now"), (5_000, "5 s ago"), (59_999, "59 s ago"), (60_000, "1 min ago"),
            (3_599_999, "59 min ago"), (3_600_000, "1 h ago"), (86_400_000, "1 d ago"),
            (UInt64.max, "213503982334 d ago"),
        ])
    func ago(milliseconds: UInt64, text: String) {
        #expect(Ago.text(milliseconds: milliseconds).text == text)
    }

    @Test("The summary counts people") func summary() {
        #expect(NearbyTable.summary([]).text == "Nobody nearby")
        #expect(NearbyTable.summary([People.asha]).text == "1 person nearby")
        #expect(NearbyTable.summary([People.asha, People.yamada, People.mallory]).text == "3 people nearby, 1 relayed")
    }

    @Test("Hints say why the list is short") func hints() {
        #expect(NearbyHints.lines(room).isEmpty)
        #expect(NearbyHints.lines(People.nearby([])).map(\.text).first?.hasPrefix("Nobody nearby yet.") == true)
        let hints = NearbyHints.lines(People.nearby([People.asha], .unavailable, "Avahi\u{1B} does not answer."))
        #expect(hints.map(\.text) == ["AvahiU+001B does not answer."])
        #expect(NearbyHints.lines(People.nearby([], .off)).count == 2)
    }

    @Test("The picture has no more lines than the terminal and counts those left out") func picture() {
        let many = (0..<50).map { People.attendee("Person \($0)", tag: "aaaa-\($0)", key: "f") }
        let picture = NearbyScreen.picture(People.nearby(many, .off), columns: 80, rows: 24, hasStyle: false)
        #expect(picture.count == 24)
        #expect(picture[21].text == "  … and 30 more")
        #expect(picture[22].text == "50 people nearby")
        #expect(NearbyScreen.picture(People.nearby([]), columns: 80, rows: 24, hasStyle: false).count == 1)
        #expect(NearbyScreen.picture(room, columns: 80, rows: 24, hasStyle: false).count == 6)
    }
}
