import Gatherings
import Keys
import Testing

extension Content.SlotTime {
    /// Seconds since 1970 where the clock in the room shows UTC.
    var inUTC: Int { 86_400 * day.number + 60 * startMinute }
}

/// Editions of events: what calendars that have an event already make of the next file.
struct CalendarEditionTests {
    var asha: Scribe
    var programme: Programme
    var entries: [Entry] = []
    let founding: Entry
    let times: [Content.SlotTime]

    init() throws {
        asha = try Scribe()
        let day = try Day("2027-01-31")
        founding = try asha.found(try Content.Founding(title: "OSSCamp", place: "", firstDay: day, lastDay: day))
        programme = try Programme(founding: founding, invitation: nil)
        times = try [540, 600].map { try Content.SlotTime(day: day, startMinute: $0) }
        try say(.join(try Content.Join(name: "Asha")))
        for room in ["Hall", "Attic"] { try say(.room(try Content.Room(name: room))) }
        for time in times { try say(.slot(try Content.Slot(time: time, lengthMinutes: 45))) }
    }

    @discardableResult
    mutating func say(_ content: Content) throws -> Entry {
        let entry = try asha.say(content, in: founding.id, after: programme.heads)
        programme.take(entry)
        entries.append(entry)
        return entry
    }

    mutating func propose(_ title: String) throws -> EntryID {
        try say(.session(try Content.Session(title: title, lengthMinutes: 45))).id
    }

    @discardableResult
    mutating func place(_ session: EntryID, _ room: String?, _ time: Int?) throws -> Entry {
        try say(
            .placement(try Content.Placement(session: session, room: room, slot: time.map { times[$0] })))
    }

    /// One event, by the names of its properties; empty if there is none.
    func event(_ session: EntryID, of programme: Programme? = nil) -> [String: String] {
        var programme = programme ?? self.programme
        let text = ICalendar.text(of: programme.state, utc: \.inUTC).replacing("\r\n ", with: "")
        for event in text.split(separator: "BEGIN:VEVENT\r\n").dropFirst() {
            let pairs = event.split(separator: "\r\n").map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
            let properties = Dictionary(pairs.map { ($0[0], $0.last ?? "") }) { first, _ in first }
            if properties["UID"] == Hex.encode(session.bytes.bytes) + "@baithak" { return properties }
        }
        return [:]
    }

    func sequence(_ session: EntryID) -> Int { event(session)["SEQUENCE"].flatMap { Int($0) } ?? -1 }

    /// Does something, which must make this a later edition.
    mutating func mustRise(_ session: EntryID, _ body: (inout Self) throws -> Void) throws {
        let before = event(session)
        try body(&self)
        let after = event(session)
        #expect(Int(after["SEQUENCE"] ?? "") ?? -1 > Int(before["SEQUENCE"] ?? "") ?? -1, "\(after)")
        #expect(after["DTSTAMP"] == after["LAST-MODIFIED"] && after["DTSTAMP"] ?? "" >= before["DTSTAMP"] ?? "")
    }

    @Test("Every change of an event is a later edition, also one that is taken back") mutating func rises() throws {
        let (maps, tea) = (try propose("Maps"), try propose("Tea"))
        try place(maps, "Hall", 0)
        try place(tea, "Attic", 0)
        let other = sequence(tea)
        try mustRise(maps) { try $0.say(.sessionEdit(try Content.SessionEdit(session: maps, title: "Maps for all"))) }
        #expect(event(maps)["SUMMARY"] == "Maps for all")
        try mustRise(maps) { try $0.place(maps, "Hall", 1) }
        let edit = try say(.sessionEdit(try Content.SessionEdit(session: maps, about: "oh no")))
        try mustRise(maps) { try $0.say(.slot(try Content.Slot(time: $0.times[1], lengthMinutes: 30))) }
        #expect(sequence(tea) == other, "nothing of it changed")
        try mustRise(maps) { try $0.say(.retraction(Content.Retraction(of: edit))) }
        #expect(event(maps)["STATUS"] == nil)
    }

    @Test("A session that had a place and has none is cancelled there, and comes back as a later edition")
    mutating func cancelled() throws {
        let (maps, never) = (try propose("Maps"), try propose("Never placed"))
        try place(maps, "Hall", 0)
        try mustRise(maps) { try $0.place(maps, nil, nil) }
        #expect(event(maps)["STATUS"] == "CANCELLED" && event(maps)["DTSTART"] == "20270131T090000Z")
        #expect(event(maps)["LOCATION"] == "Hall" && event(maps)["SUMMARY"] == "Maps")
        try mustRise(maps) { try $0.place(maps, "Hall", 1) }
        #expect(event(maps)["STATUS"] == nil)
        try mustRise(maps) { try $0.say(.room(try Content.Room(name: "Hall", exists: false))) }
        #expect(event(maps)["STATUS"] == "CANCELLED" && event(maps)["DTSTART"] == "20270131T100000Z")
        try mustRise(maps) { try $0.say(.room(try Content.Room(name: "Hall"))) }
        #expect(event(maps)["STATUS"] == nil && event(never).isEmpty)
    }

    @Test("A session that was taken back is cancelled where it was, and nothing is left of what it said")
    mutating func withdrawn() throws {
        let proposal = try say(.session(try Content.Session(title: "Maps", lengthMinutes: 45)))
        let never = try say(.session(try Content.Session(title: "Never placed", lengthMinutes: 45)))
        try place(proposal.id, "Hall", 0)
        try mustRise(proposal.id) { try $0.say(.retraction(Content.Retraction(of: proposal))) }
        try say(.retraction(Content.Retraction(of: never)))
        let event = event(proposal.id)
        #expect(event["STATUS"] == "CANCELLED" && event["DTSTART"] == "20270131T090000Z" && event["LOCATION"] == "Hall")
        #expect(!ICalendar.text(of: programme.state, utc: \.inUTC).contains("Maps") && self.event(never.id).isEmpty)
        #expect(ICalendar.text(of: programme.state.hiding([asha.key]), utc: \.inUTC).contains("VEVENT") == false)
    }

    @Test("Editions are the same in whatever order entries come, and never fall while they do", arguments: 0..<20)
    mutating func order(seed: Int) throws {
        let (maps, tea) = (try propose("Maps"), try propose("Tea"))
        var choices = Choices(UInt64(seed))
        var edits: [Entry] = []
        for step in 0..<30 {
            let session = choices.below(2) == 0 ? maps : tea
            switch choices.below(4) {
            case 0: edits.append(try say(.sessionEdit(try Content.SessionEdit(session: session, title: "\(step)"))))
            case 1: try place(session, ["Hall", "Attic"][choices.below(2)], choices.below(2))
            case 2: try place(session, nil, nil)
            default: if let edit = edits.popLast() { try say(.retraction(Content.Retraction(of: edit))) }
            }
        }
        let all = ICalendar.text(of: programme.state, utc: \.inUTC)
        var other = try Programme(founding: founding, invitation: nil)
        var highest = 0
        for entry in entries {
            other.take(entry); highest = max(highest, try number(of: maps, in: other, above: highest))
        }
        #expect(ICalendar.text(of: other.state, utc: \.inUTC) == all, "seed \(seed)")
        var shuffled = try Programme(founding: founding, invitation: nil)
        for entry in entries.shuffled(using: &choices) { shuffled.take(entry) }
        #expect(ICalendar.text(of: shuffled.state, utc: \.inUTC) == all, "seed \(seed)")
    }

    private func number(of session: EntryID, in programme: Programme, above: Int) throws -> Int {
        guard let number = event(session, of: programme)["SEQUENCE"].flatMap({ Int($0) }) else { return above }
        #expect(number >= above)
        return number
    }
}
