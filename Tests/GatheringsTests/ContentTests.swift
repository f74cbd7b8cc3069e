import Gatherings
import Keys
import Pads
import Testing

@Suite struct ContentTests {
    var scribe: Scribe
    let founding: Entry

    init() throws {
        scribe = try Scribe()
        founding = try scribe.found(
            try Content.Founding(
                title: "OSSCamp", place: "Delhi", firstDay: try Day("2027-01-30"), lastDay: try Day("2027-01-31")))
    }

    private func everything() throws -> [Content] {
        let day = try Day("2027-01-31")
        let time = try Content.SlotTime(day: day, startMinute: 14 * 60 + 30)
        return [
            .founding(
                try Content.Founding(
                    title: "पुस्तक मेला", place: "", firstDay: day, lastDay: day, organisers: [scribe.key],
                    anybodySchedules: true, invitationHash: Invitation.hash(of: [1]))),
            .join(try Content.Join(name: "Asha Rao", membershipTag: Invitation.hash(of: [2]))),
            .join(try Content.Join(name: "Ravi")), .leave, .organiser(scribe.key),
            .room(try Content.Room(name: "Big hall", exists: false)),
            .slot(try Content.Slot(time: time, lengthMinutes: 45)),
            .session(
                try Content.Session(
                    title: "Maps", about: "One line\nand another", topics: ["maps", "नक्शा"], lengthMinutes: 45)),
            .sessionEdit(try Content.SessionEdit(session: founding.id, topics: [])),
            .sessionEdit(
                try Content.SessionEdit(session: founding.id, title: "T", about: "", topics: ["a"], lengthMinutes: 5)),
            .want(Content.Want(session: founding.id, wanted: false)),
            .placement(try Content.Placement(session: founding.id, room: "Big hall", slot: time)),
            .placement(try Content.Placement(session: founding.id, room: nil, slot: nil)),
            .padEdit(try Content.PadEdit([.insert(at: 3, Array("नमस्ते".unicodeScalars)), .delete(at: 0, count: 2)])),
            .retraction(Content.Retraction(of: founding)),
            .desk(.closes(founding.id)),
            .desk(
                .opens(
                    try Content.DeskOffer(
                        title: "Social media",
                        slots: [time, try Content.SlotTime(day: day, startMinute: 14 * 60 + 50)], lengthMinutes: 20))),
            .deskSlot(Content.DeskSlot(desk: founding.id, slot: time, isTaken: true)),
        ]
    }

    @Test("Whatever can be said comes back from an entry as it was")
    mutating func roundTrip() throws {
        for content in try everything() {
            let entry = try scribe.say(content, in: founding.id, after: [])
            #expect(try Content(of: try Entry(decoding: entry.encoded())) == content)
            #expect(entry.header.kind == content.kind.rawValue)
        }
    }

    @Test("A content of any bytes is read or refused, under every kind")
    mutating func hostile() throws {
        for content in try everything() {
            let (kind, shape, bytes) = content.encoded()
            for place in bytes.indices {
                for change in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                    var changed = bytes
                    changed[place] = change
                    for kind in [kind, UInt32(place % 15)] {
                        let header = EntryHeader(
                            gathering: founding.id, log: scribe.author.log(2), height: 0, previous: nil,
                            document: founding.id, parents: [], createdMS: 0, kind: kind,
                            shape: place.isMultiple(of: 2) ? shape : changed, content: changed)
                        guard header.encoded().count < GatheringLimits.headerBytesMax else { continue }
                        let sent =
                            EntryTests.field(1, header.encoded())
                            + EntryTests.field(2, [UInt8](repeating: 0, count: 64))
                            + EntryTests.field(3, changed)
                        _ = try? Content(of: try Entry(decoding: sent))
                    }
                }
            }
        }
    }

    @Test("A kind that a later release knows, and a content that was taken back, are told")
    mutating func unknown() throws {
        let later = try scribe.sign(founding.id, founding.id, [], 77, [], [1, 2])
        #expect(throws: ContentError.unknownKind(77)) { try Content(of: later) }
        let room = try scribe.say(.room(try Content.Room(name: "A")), in: founding.id, after: [])
        #expect(throws: ContentError.retracted) { try Content(of: room.retracted) }
    }

    @Test("What a person enters is trimmed, and refused with a sentence where it does not fit")
    func entering() throws {
        #expect(try Content.Room(name: "  Big hall\t").name == "Big hall")
        #expect(throws: ContentError.empty(field: .room)) { try Content.Room(name: " \n") }
        #expect(throws: ContentError.tooManyCharacters(field: .room, count: 65, max: 64)) {
            try Content.Room(name: String(repeating: "x", count: 65))
        }
        #expect(try Content.Join(name: String(repeating: "आ", count: 64)).name.utf8.count == 192)
        #expect(throws: ContentError.character(field: .name, codePoint: 0x202E)) {
            try Content.Join(name: "a\u{202E}b")
        }
        #expect(throws: ContentError.character(field: .title, codePoint: 0x0A)) {
            try Content.Session(title: "a\nb", lengthMinutes: 30)
        }
        #expect(throws: ContentError.tooMany(field: .topic, count: 9, max: 8)) {
            try Content.Session(title: "a", topics: [String](repeating: "t", count: 9), lengthMinutes: 30)
        }
        for minutes in [4, 721, -1] {
            #expect(throws: ContentError.badLength(minutes: minutes)) {
                try Content.Session(title: "a", lengthMinutes: minutes)
            }
        }
        #expect(throws: ContentError.noChange) { try Content.SessionEdit(session: founding.id) }
        #expect(throws: ContentError.roomWithoutSlot) {
            try Content.Placement(session: founding.id, room: "A", slot: nil)
        }
        let (first, last) = (try Day("2027-01-01"), try Day("2027-02-01"))
        #expect(throws: ContentError.tooManyDays(32)) {
            try Content.Founding(title: "a", place: "", firstDay: first, lastDay: last)
        }
        #expect(throws: ContentError.daysReversed) {
            try Content.Founding(title: "a", place: "", firstDay: last, lastDay: first)
        }
        for error in [ContentError.empty(field: .room), .noDay, .tooLarge, .character(field: .name, codePoint: 7)] {
            #expect(error.description.contains(": "))
        }
    }

    @Test("A text from somebody else that does not fit is refused")
    mutating func received() throws {
        for name in ["", " a", "a\u{A0}", "a\u{7}b", String(repeating: "x", count: 193)] {
            let entry = try scribe.sign(
                founding.id, founding.id, [], EntryKind.room.rawValue, [], EntryTests.field(1, Array(name.utf8)))
            #expect(throws: ContentError.self) { try Content(of: entry) }
        }
        let broken = try scribe.sign(
            founding.id, founding.id, [], EntryKind.room.rawValue, [], EntryTests.field(1, [0xC3, 0x28]))
        #expect(throws: ContentError.malformed) { try Content(of: broken) }
    }

    @Test("Days are those of the calendar, and are counted")
    func days() throws {
        for text in ["1970-01-01", "2024-02-29", "2027-12-31", "9999-12-31"] {
            #expect(try Day(text).description == text)
        }
        for text in [
            "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-01", "1969-12-31", "2027-01-0a", "", "2027-01-01-",
        ] {
            #expect(throws: ContentError.noDay) { try Day(text) }
        }
        #expect(try Day("1970-01-01").number == 0 && Day("2000-03-01").number == 11_017)
        #expect(try Day("2027-01-31") < Day("2027-02-01"))
    }

    @Test("An edit of a pad keeps its places when its text is taken back, and text that does not fit is no text")
    mutating func padEdits() throws {
        let edits: [Edit] = [.delete(at: 4, count: 2), .insert(at: 9, Array("ab".unicodeScalars))]
        let entry = try scribe.say(
            .padEdit(try Content.PadEdit(edits)), in: founding.id, document: founding.id, after: [])
        let gone = [Edit.delete(at: 4, count: 2), .insert(at: 9, ["\u{FFFD}", "\u{FFFD}"])]
        guard case .padEdit(let read) = try Content(of: entry.retracted) else {
            Issue.record("an edit")
            return
        }
        #expect(read.edits == gone && read.isRetracted)
        // Of two bytes that are one scalar, where two are announced.
        let unfit = try scribe.sign(
            founding.id, founding.id, [], EntryKind.padEdit.rawValue, entry.header.shape, Array("é".utf8))
        guard case .padEdit(let other) = try Content(of: unfit) else {
            Issue.record("an edit")
            return
        }
        #expect(other.edits == gone)
        #expect(throws: ContentError.noChange) { try Content.PadEdit([.delete(at: 0, count: 0)]) }
        #expect(throws: ContentError.tooLarge) {
            try Content.PadEdit([.insert(at: 0, [Unicode.Scalar](repeating: "x", count: 16_385))])
        }
        #expect(throws: ContentError.tooLarge) {
            try Content.PadEdit((0..<513).map { Edit.delete(at: $0, count: 1) })
        }
    }
}
