import Display
import Keys
import Testing

@testable import Gatherings

/// Files that others' texts would like to break out of. The texts are those that may come from somebody else, whose
/// program does not care what ours lets people enter.
@Suite struct HostileExportTests {
    static let texts = [
        "Tea\u{2028}DTSTART:19700101T000000", "Tea\u{2029}BEGIN:VEVENT", "Tea\\nEND:VEVENT", "a;b,c\\;d:e\"f",
        "END:VCALENDAR", "Tea\u{2028}\u{2028}Written by:\u{2028}\u{2028}* Ravi (aaaa-2222)", "\u{202E}imaR",
        "Ravi (aaaa-2222)\u{202E}", "Ravi (aaaa-2222)", "# Ravi", "* Ravi", "- Ravi", "1. Ravi", "---", "===", "> Ravi",
        "<!--", "<script>alert(1)</script>", "&lt;b&gt;", "![x](https://evil.example)", "~~~", "```", "| a | b |",
        "../../etc/passwd", "/etc/passwd", "..", ".", ".bashrc", "~", "~root/.ssh", "a/b", "a\\b", "CON", "nul.txt",
        "-rf", "--output=/etc/passwd", "$(reboot)", "`reboot`", "%2e%2e%2f", "\u{3164}", "\u{3164}\u{115F}\u{FFA0}a",
        "a" + String(repeating: "\u{301}", count: 50), "a\u{FE0F}", "1\u{FE0F}\u{20E3}", "a\u{34F}b", "क\u{200D}ष",
        "İİİİ\u{301}\u{301}\u{301}\u{301}", "\u{E0041}x", "\u{E000}x", "\u{378}x", "ﷺ", "👩‍🚀", "אבג", "日本語",
        "x" + String(repeating: "ab", count: 59),
    ]

    let asha: Scribe
    let founding: Entry
    let time: Content.SlotTime

    init() throws {
        var asha = try Scribe()
        let day = try Day("2027-01-31")
        founding = try asha.found(
            try Content.Founding(title: "OSSCamp", place: "Delhi", firstDay: day, lastDay: day))
        time = try Content.SlotTime(day: day, startMinute: 9 * 60)
        self.asha = asha
    }

    /// A programme in which one text is everything that it can be: who joined, a room, a session and all about it.
    private func state(_ text: String) throws -> (state: ProgrammeState, session: EntryID) {
        var (asha, programme) = (asha, try Programme(founding: founding, invitation: nil))
        func say(_ content: Content) throws -> EntryID {
            let entry = try asha.say(content, in: founding.id, after: programme.heads)
            programme.take(entry)
            return entry.id
        }
        var (join, room, session) = (PBJoin(), PBRoom(), PBSession())
        join.name = cut(text, to: ContentLimits.nameBytesMax)
        (room.name, room.exists) = (cut(text, to: ContentLimits.nameBytesMax), true)
        session.title = cut(text, to: ContentLimits.titleBytesMax)
        (session.about, session.lengthMinutes) = (session.title + "\n" + session.title, 45)
        session.topics = [cut(text, to: ContentLimits.topicBytesMax)]
        _ = try say(.join(try Content.Join(join)))
        _ = try say(.room(try Content.Room(room)))
        _ = try say(.slot(try Content.Slot(time: time, lengthMinutes: 45)))
        let id = try say(.session(try Content.Session(session)))
        var placement = try Content.Placement(session: id, room: nil, slot: time).message
        placement.room = room.name
        _ = try say(.placement(try Content.Placement(placement)))
        return (programme.state, id)
    }

    private func cut(_ text: String, to bytesMax: Int) -> String {
        var scalars = text.unicodeScalars
        while String(scalars).utf8.count > bytesMax { scalars.removeLast() }
        return String(scalars)
    }

    /// Ends of lines, as any program may see them.
    private func lines(_ text: String) -> [Substring.UnicodeScalarView] {
        text.unicodeScalars.split(omittingEmptySubsequences: false) {
            0x0A...0x0D ~= $0.value || [0x85, 0x2028, 0x2029].contains($0.value)
        }
    }

    @Test("No text adds a property or an event to a calendar", arguments: texts) func calendar(_ text: String) throws {
        let folded = ICalendar.text(of: try state(text).state, utc: \.inUTC).unicodeScalars.map { $0 }
        // As scalars: a mark may follow the blank of a fold.
        let unfolded = folded.split(separator: ["\r", "\n", " "]).joined()
        let calendar = unfolded.split(separator: ["\r", "\n"], omittingEmptySubsequences: false).map { line in
            String(String.UnicodeScalarView(line))
        }.joined(separator: "\n")
        let names = lines(calendar).map { line in String(line.prefix { $0 != ":" }) }
        #expect(
            names == [
                "BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART",
                "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "END", "END", "",
            ])
        #expect(safe(calendar, as: .body) == calendar)
    }

    @Test("No text adds a line to the head of notes, or an author", arguments: texts) func notes(_ text: String) throws
    {
        let (state, session) = try state(text)
        let author = asha.key
        let notes = NotesMarkdown.text(
            session: session, in: state, text: "tea", spans: [SharedPad.Span(author: author, count: 3)])
        let lines = lines(notes).map { String($0) }
        try #require(lines.count == 12, "\(notes)")
        #expect(lines[0].hasPrefix("# ") && [1, 3, 5, 7, 9].allSatisfy { lines[$0].isEmpty })
        #expect(lines[2].hasPrefix("OSSCamp, Delhi, 2027-01-31 09:00, ") && lines[4] == "Written by:")
        #expect(lines[6].hasPrefix("* ") && lines[6].hasSuffix(" (\(author.tag))"))
        #expect(lines[8] == "---" && lines[10] == "tea" && lines[11].isEmpty)
        #expect(safe(notes, as: .body) == notes)
        // What Markdown would take for more than text has a backslash before it.
        for line in [lines[0].dropFirst(2), lines[6].dropFirst(2)] {
            var before: Unicode.Scalar?
            for scalar in line.unicodeScalars {
                if "`*_[]<>#|~&!".unicodeScalars.contains(scalar) { #expect(before == "\\") }
                before = scalar
            }
            #expect(line.first != "-" && line.first != "+")
        }
    }

    @Test("The programme as JSON does nothing to a terminal, and keeps its lines", arguments: texts)
    func json(_ text: String) throws {
        let json = ProgrammeJSON.text(of: try state(text).state)
        #expect(json.split(separator: "\n").count > 40)
        for scalar in json.unicodeScalars where scalar != "\n" {
            let category = scalar.properties.generalCategory
            #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(category))
        }
    }

    @Test("No title makes a file's name more than a name, and no list of files does anything", arguments: texts)
    func fileNames(_ text: String) throws {
        let name = FileName.of(text, founding.id, fallback: "notes", extension: "md")
        #expect(safe(name) == name && name.utf8.count <= FileName.slugBytesMax + 12)
        let first = try #require(name.unicodeScalars.first)
        #expect(first != "-" && first != "." && first != "~")
        #expect(!name.unicodeScalars.contains { "/\\:*?\"<>|$`'% ".unicodeScalars.contains($0) })
        #expect(name.split(separator: ".").count == 2)
    }

    @Test("Two sessions of one title whose ids begin alike are two files") func twins() throws {
        let one = EntryID(try Bytes32([UInt8](repeating: 1, count: 32)))
        let other = EntryID(try Bytes32([UInt8](repeating: 1, count: 31) + [2]))
        let name = FileName.of("Tea", one, fallback: "notes", extension: "md")
        let second = FileName.of("Tea", other, fallback: "notes", extension: "md", apartFrom: [name])
        #expect(name == "tea-01010101.md" && second == "tea-\(Hex.encode(other.bytes.bytes)).md")
        #expect(second.utf8.count - 3 + FileName.slugBytesMax <= 255)
    }
}
