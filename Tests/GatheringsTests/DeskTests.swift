import Gatherings
import Keys
import Testing

@Suite struct DeskTests {
    var (asha, ravi): (Scribe, Scribe)
    let founding: Entry
    var programme: Programme
    let day: Day

    init() throws {
        (asha, ravi) = (try Scribe(), try Scribe())
        day = try Day("2027-01-30")
        founding = try asha.found(
            try Content.Founding(title: "OSSCamp", place: "Delhi", firstDay: day, lastDay: day))
        programme = try Programme(founding: founding, invitation: nil)
        try say(.join(try Content.Join(name: "Asha")), \.asha)
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
    }

    @discardableResult
    private mutating func say(_ content: Content, _ who: WritableKeyPath<Self, Scribe>) throws -> EntryID {
        let entry = try self[keyPath: who].say(content, in: founding.id, after: programme.heads)
        programme.take(entry)
        return entry.id
    }

    private func time(_ minute: Int, on day: String = "2027-01-30") throws -> Content.SlotTime {
        try Content.SlotTime(day: try Day(day), startMinute: minute)
    }

    private func offer(_ title: String = "Social media", _ minutes: [Int] = [840, 860]) throws -> Content {
        .desk(
            .opens(
                try Content.DeskOffer(title: title, slots: try minutes.map { try time($0) }, lengthMinutes: 20)))
    }

    @Test("A desk is open with its slots, which its owner alone says are taken or free, until it is closed")
    mutating func aDesk() throws {
        let desk = try say(try offer(), \.ravi)
        #expect(programme.state.desks.map(\.title) == ["Social media"] && programme.state.desks[0].owner == ravi.key)
        #expect(programme.state.desk(desk)?.slots.map(\.isTaken) == [false, false])
        #expect(programme.state.desks[0].lengthMinutes == 20)
        let taken = Content.DeskSlot(desk: desk, slot: try time(860), isTaken: true)
        #expect(throws: RuleError.notYourDesk) { try programme.check(.deskSlot(taken), by: asha.key) }
        try say(.deskSlot(taken), \.asha)
        #expect(programme.state.desk(desk)?.slots.map(\.isTaken) == [false, false])
        try say(.deskSlot(taken), \.ravi)
        #expect(programme.state.desk(desk)?.slots.map(\.isTaken) == [false, true])
        try say(.deskSlot(Content.DeskSlot(desk: desk, slot: try time(860), isTaken: false)), \.ravi)
        #expect(programme.state.desk(desk)?.slots.map(\.isTaken) == [false, false])
        let odd = Content.DeskSlot(desk: desk, slot: try time(850), isTaken: true)
        #expect(throws: RuleError.noSuchDeskSlot) { try programme.check(.deskSlot(odd), by: ravi.key) }
        // Not even an organiser closes it.
        #expect(throws: RuleError.notYourDesk) { try programme.check(.desk(.closes(desk)), by: asha.key) }
        try say(.desk(.closes(desk)), \.ravi)
        #expect(programme.state.desks.isEmpty)
        #expect(throws: RuleError.noSuchDesk) { try programme.check(.deskSlot(taken), by: ravi.key) }
    }

    @Test("Who leaves takes their desk along, and has it again when they come back") mutating func leaving() throws {
        try say(try offer(), \.ravi)
        try say(.leave, \.ravi)
        #expect(programme.state.desks.isEmpty)
        #expect(throws: RuleError.notTakingPart) { try programme.check(try offer(), by: ravi.key) }
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
        #expect(programme.state.desks.count == 1)
    }

    @Test("A desk is on the days of its gathering, and nobody has more than sixteen open") mutating func rules() throws
    {
        let early = Content.desk(
            .opens(
                try Content.DeskOffer(title: "x", slots: [try time(0, on: "2027-01-29")], lengthMinutes: 20)))
        #expect(throws: RuleError.dayOutside(first: day, last: day)) { try programme.check(early, by: ravi.key) }
        var last = founding.id
        for number in 0..<ContentLimits.desksOfAuthorMax { last = try say(try offer("Desk \(number)"), \.ravi) }
        #expect(throws: RuleError.tooManyDesks) { try programme.check(try offer(), by: ravi.key) }
        try programme.check(try offer(), by: asha.key)
        try say(.desk(.closes(last)), \.ravi)
        try programme.check(try offer(), by: ravi.key)
    }

    @Test("Slots are 1 to 64, in order, and none begins before the one before it is over") func bounds() throws {
        #expect(throws: ContentError.badDesk(slots: 0)) { try offer("x", []) }
        #expect(throws: ContentError.badDesk(slots: 65)) { try offer("x", (0..<65).map { $0 * 20 }) }
        #expect(throws: ContentError.overlappingSlots) { try offer("x", [840, 859]) }
        #expect(throws: ContentError.overlappingSlots) { try offer("x", [860, 840]) }
        #expect(throws: ContentError.overlappingSlots) { try offer("x", [840, 840]) }
        #expect(throws: ContentError.empty(field: .title)) { try offer(" ") }
        _ = try offer("x", (0..<64).map { $0 * 20 })
        // The slot that begins after midnight is a new day's.
        let night = [try time(1_430), try time(5, on: "2027-01-31")]
        #expect(throws: ContentError.overlappingSlots) {
            try Content.DeskOffer(title: "x", slots: night, lengthMinutes: 20)
        }
        _ = try Content.DeskOffer(title: "x", slots: night, lengthMinutes: 15)
    }

    @Test("What a booking is about is a sentence or two, and nothing that moves a cursor") func matters() throws {
        #expect(try Content.matter("  our Facebook page ") == "our Facebook page")
        #expect(throws: ContentError.empty(field: .matter)) { try Content.matter(" ") }
        #expect(throws: ContentError.tooLong(field: .matter, bytes: 281, max: 280)) {
            try Content.matter(String(repeating: "a", count: 281))
        }
        #expect(throws: ContentError.character(field: .matter, codePoint: 0x1B)) { try Content.matter("a\u{1B}b") }
    }
}
