import Gatherings
import Keys
import Testing

@Suite struct ExportTests {
    let asha: Scribe
    let state: ProgrammeState
    let (maps, tea, open): (EntryID, EntryID, EntryID)

    init() throws {
        var asha = try Scribe()
        let day = try Day("2027-01-31")
        let founding = try asha.found(
            try Content.Founding(title: "OSSCamp *2027*", place: "Delhi; Hall", firstDay: day, lastDay: day))
        var programme = try Programme(founding: founding, invitation: nil)
        func say(_ content: Content) throws -> EntryID {
            let entry = try asha.say(content, in: founding.id, after: programme.heads)
            programme.take(entry)
            return entry.id
        }
        let time = try Content.SlotTime(day: day, startMinute: 9 * 60 + 5)
        _ = try say(.join(try Content.Join(name: "Asha [Rao]")))
        _ = try say(.room(try Content.Room(name: "Big, hall")))
        _ = try say(.slot(try Content.Slot(time: time, lengthMinutes: 45)))
        maps = try say(
            .session(
                try Content.Session(
                    title: "Maps; for all, नक्शा", about: "Back\\slash\n" + String(repeating: "नमस्ते ", count: 30),
                    topics: ["a,b", "c"], lengthMinutes: 60)))
        tea = try say(.session(try Content.Session(title: "Tea", lengthMinutes: 30)))
        open = try say(.session(try Content.Session(title: "Open", lengthMinutes: 30)))
        _ = try say(.want(Content.Want(session: maps, wanted: true)))
        _ = try say(.placement(try Content.Placement(session: maps, room: "Big, hall", slot: time)))
        _ = try say(.placement(try Content.Placement(session: open, room: nil, slot: time)))
        self.asha = asha
        state = programme.state
    }

    /// Lines as RFC 5545, 3.1 unfolds them.
    private func unfolded(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("A calendar has the placed sessions, in UTC, escaped and folded")
    func calendar() throws {
        // Kolkata is five hours and a half before Greenwich.
        let text = ICalendar.text(of: state) { $0.inUTC - 330 * 60 }
        for line in text.utf8.split(separator: 0x0A) {
            #expect(line.last == 0x0D && line.count <= 76 && String(validating: line, as: UTF8.self) != nil)
        }
        let lines = unfolded(text)
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 2 && lines.filter { $0 == "END:VEVENT" }.count == 2)
        #expect(lines.contains("UID:\(Hex.encode(maps.bytes.bytes))@baithak"))
        #expect(lines.filter { $0 == "DTSTART:20270131T033500Z" }.count == 2)
        #expect(lines.contains("DTEND:20270131T042000Z") && lines.contains("DTEND:20270131T040500Z"))
        #expect(lines.count { $0 == "LAST-MODIFIED:20270115T080000Z" } == 2 && !text.contains("STATUS"))
        #expect(lines.contains("SUMMARY:Maps\\; for all\\, नक्शा"))
        #expect(lines.contains("LOCATION:Big\\, hall\\, Delhi\\; Hall") && lines.contains("CATEGORIES:a\\,b,c"))
        #expect(lines.contains("LOCATION:Open space\\, Delhi\\; Hall"))
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION:Back\\\\slash\\nनमस्ते ") })
        // The entry's clock is some milliseconds past the second.
        #expect(lines.contains("DTSTAMP:20270115T080000Z"))
        #expect(!text.contains("Tea"))
    }

    @Test("Notes have a title, who wrote them, and the text as it is")
    func notes() throws {
        let ravi = try Author().key.publicKey
        var pad = SharedPad(document: maps)
        var scribe = asha
        for said in try pad.edits(appending: "* one\n* two <b>\u{1B}[2J") {
            pad.take(
                try scribe.sign(state.gathering, maps, pad.heads, EntryKind.padEdit.rawValue, said.shape, said.content))
        }
        let text = NotesMarkdown.text(
            session: maps, in: state, text: pad.text, spans: pad.spans() + [SharedPad.Span(author: ravi, count: 99)])
        #expect(
            text == """
                # Maps; for all, नक्शा

                OSSCamp \\*2027\\*, Delhi; Hall, 2027-01-31 09:05, Big, hall

                Written by:

                * somebody (\(ravi.tag))
                * Asha \\[Rao\\] (\(asha.key.tag))

                ---

                * one
                * two <b>\u{FFFD}[2J

                """)
        let form = NotesMarkdown.text(session: state.gathering, in: state, text: "\u{FEFF}a\r\nb\rc", spans: [])
        #expect(form.hasSuffix("---\n\na\nb\nc\n"))
        let empty = NotesMarkdown.text(session: state.gathering, in: state, text: "", spans: [])
        #expect(empty == "# Notes\n\nOSSCamp \\*2027\\*, Delhi; Hall, 2027-01-31\n\n---\n\n")
    }

    @Test("The programme as JSON says everything, the same way each time")
    func json() throws {
        let text = ProgrammeJSON.text(of: state)
        #expect(text == ProgrammeJSON.text(of: state) && text.hasSuffix("}\n"))
        for part in [
            "\"title\" : \"OSSCamp *2027*\"", "\"by_invitation\" : false", "\"length_minutes\" : 45",
            "\"start\" : \"09:05\"", "\"id\" : \"\(Hex.encode(tea.bytes.bytes))\"", "\"name\" : \"Asha [Rao]\"",
            "\"room\" : \"Big, hall\"", "\"wanted_by\" : [", "\"created_ms\" : 18000000000",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("A file's name says what is in it, and leads nowhere else")
    func fileNames() {
        let id = String(Hex.encode(maps.bytes.bytes).prefix(8))
        func name(_ title: String) -> String { FileName.of(title, maps, fallback: "notes", extension: "md") }
        #expect(name("Maps") == "maps-\(id).md")
        #expect(name("../../etc/passwd") == "etc-passwd-\(id).md")
        #expect(name("  .Hidden\u{0}\u{202E} file?  ") == "hidden-file-\(id).md")
        #expect(name("नक्शा और चाय") == "नक्शा-और-चाय-\(id).md")
        #expect(name("…?!") == "notes-\(id).md" && name("\u{301}") == "notes-\(id).md")
        #expect(name(String(repeating: "ab ", count: 99)).utf8.count <= FileName.slugBytesMax + 12)
    }
}
