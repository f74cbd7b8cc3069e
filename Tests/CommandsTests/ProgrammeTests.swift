import ControlAPI
import Display
import Testing

@testable import Commands

@Suite struct ProgrammeTests {
    private let busy = Programmes.busy

    @Test("The table has sessions with a slot first, then the most wanted, and marks contested ones") func table() {
        let rows = SessionTable.sorted(busy.sessions).map { SessionTable.cells($0, withDay: false) }
        #expect(
            Listing.lines(SessionTable.columns, rows, width: 80).map(\.text) == [
                "  ID        TITLE          BY          WANTED  WHEN   ROOM",
                "  1a1a1a1a  Maps for NGOs  Asha Rao    3       14:00  contested: Room 4",
                "  2b2b2b2b  Solar lamps    Ravi Kumar  1       14:00  contested: Room 4",
                "  5e5e5e5e  Walk           Asha Rao    2       15:00  no room",
                "  3c3c3c3c  Water tests    cccc-4444   0       15:00  Hall",
                "  6f6f6f6f  Books          Asha Rao    9              ",
                "  4d4d4d4d  Tea            Asha Rao    7, you         ",
            ])
        #expect(
            Listing.lines(SessionTable.columns, [SessionTable.cells(busy.sessions[3], withDay: true)], width: nil)
                .map(\.text) == ["3c3c3c3c\tWater tests\tcccc-4444\t0\t2026-11-28 15:00\tHall"])
    }

    @Test("No line of table or grid is wider than the terminal", arguments: 20...120) func narrow(width: Int) {
        let rows = busy.sessions.map { SessionTable.cells($0, withDay: true) }
        let table = Listing.lines(SessionTable.columns, rows, width: width)
        let grid = SessionGrid.lines(busy, withDay: true, width: width)
        for line in table + grid { #expect(line.cells <= width) }
    }

    @Test("The grid has rooms as columns and slots as rows, and both sessions where two claim a place") func grid() {
        #expect(
            SessionGrid.lines(busy, withDay: false, width: 80).map(\.text) == [
                "  WHEN   Room 4           Hall         NO ROOM",
                "  14:00  ! Maps for NGOs  ·            ·",
                "         ! Solar lamps                 ",
                "  15:00  ·                Water tests  Walk",
            ])
        #expect(
            SessionGrid.lines(busy, withDay: true, width: nil).map(\.text) == [
                "WHEN\tRoom 4\tHall\tNO ROOM", "2026-11-28 14:00\t! Maps for NGOs / ! Solar lamps\t\t",
                "2026-11-28 15:00\t\tWater tests\tWalk",
            ])
    }

    @Test("Rooms that do not fit beside each other follow below") func manyRooms() {
        let rooms = (1...5).map { "Room \($0)" }
        let programme = Programmes.programme([], rooms: rooms, slots: [Programmes.two])
        #expect(
            SessionGrid.lines(programme, withDay: false, width: 40).map(\.text) == [
                "  WHEN   Room 1  Room 2", "  14:00  ·       ·", "", "  WHEN   Room 3  Room 4", "  14:00  ·       ·",
                "",
                "  WHEN   Room 5", "  14:00  ·",
            ])
    }

    @Test("A grid without slots has no lines, and a place outside the programme has its room and slot") func outside() {
        #expect(SessionGrid.lines(Programmes.programme([], slots: []), withDay: false, width: 80).isEmpty)
        #expect(!SessionGrid.hasRows(Programmes.programme([], slots: [])))
        let session = Programmes.session("Maps", id: "1a", room: "Roof", slot: Programmes.three)
        let lines = SessionGrid.lines(
            Programmes.programme([session], rooms: ["Hall"], slots: [Programmes.two]), withDay: false, width: 80)
        #expect(lines.map(\.text) == ["  WHEN   Hall  Roof", "  14:00  ·     ·", "  15:00  ·     Maps"])
    }

    @Test("A contested place is told once: which sessions, put there by whom and when, the first claim first")
    func contest() {
        let notes = Contest.notes(busy.sessions, in: busy).map(\.text)
        #expect(
            notes == [
                """
                Contested: Room 4 at 14:00 is claimed by 2 sessions: “Maps for NGOs” 1a1a1a1a, put there by Asha Rao \
                aaaa-2222 on \(Moment.local("2026-11-28T04:31:00Z")); “Solar lamps” 2b2b2b2b, put there by Ravi Kumar \
                bbbb-3333 on \(Moment.local("2026-11-28T04:32:00Z")).
                """,
                "Agree with each other; `baithak session schedule ID --room ROOM --slot SLOT` then moves one of them.",
            ])
        #expect(Contest.notes([busy.sessions[3]], in: busy).isEmpty)
    }

    @Test("Nothing in a title or a room moves a cursor, starts a line or looks like a column") func hostile() {
        let evil = "\u{1B}[2J\n\tx\u{202E}"
        let person = PersonBody(name: evil, tag: "aaaa-2222", key: "a")
        let claim = Programmes.claim(evil, id: "2b", by: person, at: evil)
        let session = Programmes.session(
            evil, id: "1a", by: person, room: evil, slot: Programmes.two, contested: [claim])
        let programme = Programmes.programme([session], rooms: [evil])
        let record = Listing.lines(SessionTable.columns, [SessionTable.cells(session, withDay: true)], width: nil)
        let grid = SessionGrid.lines(programme, withDay: true, width: nil)
        #expect(record.count == 1 && record[0].text.count { $0 == "\t" } == 5)
        #expect(grid.count == 3 && grid.allSatisfy { $0.text.count { $0 == "\t" } == 1 })
        let table = Listing.lines(SessionTable.columns, [SessionTable.cells(session, withDay: true)], width: 120)
        let drawn = SessionGrid.lines(programme, withDay: true, width: 120)
        let details = Details.lines(SessionShow.fields(session, hasLines: true), columns: 60)
        for line in record + grid + table + drawn + details + Contest.notes([session], in: programme) {
            #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x202E })
        }
        for line in table + drawn + details { #expect(line.text.hasPrefix("  ")) }
    }

    @Test("A slot is found by its start, with the day where several have it, and a room whatever its capitals")
    func places() throws {
        let programme = Programmes.programme(
            [], slots: [Programmes.two, Programmes.three, Programmes.twoAgain], lastDay: "2026-11-29")
        #expect(try WantedSlot("15:00").find(in: programme) == Programmes.three)
        #expect(try WantedSlot("2026-11-29 14:00").find(in: programme) == Programmes.twoAgain)
        #expect(
            sentence { try WantedSlot("14:00").find(in: programme) }
                == "Several days have a slot at 14:00. Say which: 2026-11-28 14:00, 2026-11-29 14:00.")
        #expect(sentence { try WantedSlot("9:00").find(in: programme) }?.hasPrefix("There is no such slot.") == true)
        #expect(
            sentence { try WantedSlot("9:00").find(in: Programmes.programme([], slots: [])) }
                == "There are no slots yet: `baithak slot add 09:00` adds one.")
        for text in ["", "noon", "14:00 2026-11-28", "2026-11-28", "2026-11-31 14:00", "a b 14:00"] {
            #expect(throws: (any Error).self) { try WantedSlot(text) }
        }
        #expect(try Rooms.one("hall", in: programme) == "Hall")
        #expect(
            sentence { try Rooms.one("Roof", in: programme) }
                == "There is no room “Roof”, but: Room 4, Hall. `baithak room add` adds one.")
        #expect(
            sentence { try Rooms.one("Roof", in: Programmes.programme([], rooms: [])) }
                == "There are no rooms yet: `baithak room add` adds one.")
    }

    private func sentence<Result>(_ body: () throws -> Result) -> String? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? CommandFailure)?.message.text }
    }
}
