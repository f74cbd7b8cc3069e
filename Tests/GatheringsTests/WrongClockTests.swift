import Gatherings
import Keys
import Pads
import Testing

/// People whose clocks are years off, by accident or to stay on top.
@Suite struct WrongClockTests {
    private static let clocks: [UInt64] = [1_800_000_000_000, 0, .max, 1_765_440_000_000, 1_800_172_800_000, 1]

    /// People who take turns, each by their own clock.
    private struct Turns {
        var logs: [(author: Author, last: Entry?)]
        var entries: [Entry] = []

        init() throws { logs = try (0..<3).map { _ in (try Author(), nil) } }

        mutating func say(
            _ content: Content, in gathering: EntryID?, document: EntryID?, after parents: [EntryID]
        ) throws -> Entry {
            let (who, last) = (entries.count % logs.count, logs[entries.count % logs.count].last)
            let (kind, shape, bytes) = content.encoded()
            let author = logs[who].author
            let header = EntryHeader(
                gathering: gathering, log: author.log(1), height: last.map { $0.header.height + 1 } ?? 0,
                previous: last?.id, document: document, parents: parents,
                createdMS: WrongClockTests.clocks[entries.count % WrongClockTests.clocks.count], kind: kind,
                shape: shape, content: bytes)
            let entry = try Entry(signing: header, content: bytes, by: author.key)
            logs[who].last = entry
            entries.append(entry)
            return entry
        }
    }

    @Test("A text is in the order in which people saw each other's words, whatever their clocks say")
    func notes() throws {
        let document = SharedPadTests.document
        var turns = try Turns()
        for number in 0..<12 {
            let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number))
            _ = try turns.say(
                .padEdit(try Content.PadEdit([.insert(at: number, [letter])])), in: SharedPadTests.gathering,
                document: document, after: turns.entries.last.map { [$0.id] } ?? [])
        }
        for seed in UInt64(1)...8 {
            var choices = Choices(seed)
            var pad = SharedPad(document: document)
            for entry in turns.entries.shuffled(using: &choices) { pad.take(entry) }
            #expect(pad.text == "abcdefghijkl", "seed \(seed)")
            #expect(pad.edits.map(\.id) == turns.entries.map(\.id), "seed \(seed)")
        }
    }

    @Test("The last word on a session is that which knew the one before, and a calendar can be made of any clocks")
    func programme() throws {
        let day = try Day("2027-01-31")
        var turns = try Turns()
        let founding = try turns.say(
            .founding(
                try Content.Founding(
                    title: "OSSCamp", place: "", firstDay: day, lastDay: day,
                    organisers: turns.logs.map(\.author.key.publicKey), anybodySchedules: true)), in: nil,
            document: nil, after: [])
        var known = [founding.id]
        func say(_ content: Content) throws -> Entry {
            let entry = try turns.say(content, in: founding.id, document: founding.id, after: known)
            known = [entry.id]
            return entry
        }
        for name in ["Ravi", "Meera", "Asha"] { _ = try say(.join(try Content.Join(name: name))) }
        let time = try Content.SlotTime(day: day, startMinute: 600)
        _ = try say(.room(try Content.Room(name: "Lawn")))
        _ = try say(.slot(try Content.Slot(time: time, lengthMinutes: 30)))
        let session = try say(.session(try Content.Session(title: "Maps", lengthMinutes: 30)))
        let owner = turns.entries.count - 1
        for place in 0..<6 {
            // Its proposer alone renames it; everybody moves it.
            if turns.entries.count % 3 == owner % 3 {
                _ = try say(.sessionEdit(try Content.SessionEdit(session: session.id, title: "Maps \(place)")))
            } else {
                let there = place.isMultiple(of: 2)
                _ = try say(
                    .placement(
                        try Content.Placement(session: session.id, room: there ? "Lawn" : nil, slot: time)))
            }
        }
        for seed in UInt64(1)...8 {
            var choices = Choices(seed)
            var programme = try Programme(founding: founding, invitation: nil)
            for entry in turns.entries.dropFirst().shuffled(using: &choices) { programme.take(entry) }
            let state = programme.state
            #expect(state.sessions.map(\.title) == ["Maps 5"], "seed \(seed)")
            #expect(state.sessions.first?.placement?.room == "Lawn", "seed \(seed)")
            #expect(ICalendar.text(of: state) { $0.inUTC }.contains("DTSTAMP:9999"), "seed \(seed)")
        }
    }
}
