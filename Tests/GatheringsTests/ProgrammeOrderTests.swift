import Gatherings
import Keys
import Testing

/// Random programmes, whose entries come in random orders.
@Suite struct ProgrammeOrderTests {
    /// What random people said who did not always know of each other.
    private struct History {
        let founding: Entry
        var entries: [Entry] = []

        init(_ count: Int, _ choices: inout Choices) throws {
            var people = try (0..<5).map { _ in try Scribe() }
            let day = try Day("2027-01-30")
            founding = try people[0].found(
                try Content.Founding(
                    title: "OSSCamp", place: "", firstDay: day, lastDay: day, organisers: [people[1].key]))
            // What each of them sees.
            var views = try (0..<5).map { _ in try Programme(founding: founding, invitation: nil) }
            for _ in 0..<count {
                let who = choices.below(5)
                let content = try Self.content(&choices, entries, people[who].key, people[choices.below(5)].key, day)
                let entry = try people[who].say(content, in: founding.id, after: views[who].heads)
                entries.append(entry)
                views[who].take(entry)
                // Some hear of it now, and of much else later.
                let other = choices.below(5)
                if choices.below(3) == 0 { for entry in entries { views[other].take(entry) } }
            }
        }

        private static func content(
            _ choices: inout Choices, _ entries: [Entry], _ author: PublicKey, _ key: PublicKey, _ day: Day
        ) throws -> Content {
            // Mostly one's own, which alone can be taken back.
            let own = entries.filter { $0.header.log.author == author || choices.below(16) == 0 }
            let any = own.isEmpty ? nil : own[choices.below(own.count)]
            let proposals = entries.filter { $0.header.kind == EntryKind.session.rawValue }
            let session = proposals.isEmpty ? nil : proposals[choices.below(proposals.count)].id
            let room = "Room \(choices.below(3))"
            let time = try Content.SlotTime(day: day, startMinute: 600 + choices.below(3))
            switch choices.below(14) {
            case 0, 1: return .join(try Content.Join(name: "Name \(choices.below(9))"))
            case 2: return choices.below(4) == 0 ? .leave : .organiser(key)
            case 3: return .room(try Content.Room(name: room, exists: choices.below(3) > 0))
            case 4:
                return .slot(try Content.Slot(time: time, lengthMinutes: 30, exists: choices.below(3) > 0))
            case 5, 6: return .session(try Content.Session(title: "T\(choices.below(99))", lengthMinutes: 30))
            case 7:
                if let any { return .retraction(Content.Retraction(of: any)) }
            case 8, 9:
                if let session { return .want(Content.Want(session: session, wanted: choices.below(3) > 0)) }
            case 10, 11:
                if let session { return .placement(try Content.Placement(session: session, room: room, slot: time)) }
            default:
                if let session {
                    return .sessionEdit(try Content.SessionEdit(session: session, title: "E\(choices.below(99))"))
                }
            }
            return .join(try Content.Join(name: "Somebody"))
        }
    }

    @Test("Any order of arrival gives the same programme, looked at once or after each entry", arguments: 1...12)
    func anyOrder(seed: UInt64) throws {
        var choices = Choices(seed)
        let history = try History(seed == 1 ? 400 : 120, &choices)
        var expected = try Programme(founding: history.founding, invitation: nil)
        for entry in history.entries { expected.take(entry) }
        for round in 0..<6 {
            var programme = try Programme(founding: history.founding, invitation: nil)
            // Some are shuffled far, some only with their neighbours.
            var entries = history.entries
            if round.isMultiple(of: 2) {
                entries.shuffle(using: &choices)
            } else {
                for _ in 0..<entries.count {
                    let place = choices.below(entries.count - 1)
                    entries.swapAt(place, place + 1)
                }
            }
            for entry in entries {
                if choices.below(4) == 0 { programme.take(entry.retracted) }
                programme.take(entry)
                if choices.below(4) == 0 { programme.take(entry) }
                if round > 1 { _ = programme.state }
            }
            #expect(programme.state == expected.state, "seed \(seed), round \(round)")
            #expect(programme.heads == expected.heads, "seed \(seed), round \(round)")
        }
    }

    @Test("Dropping the content of what was taken back changes nothing", arguments: 1...6)
    func dropped(seed: UInt64) throws {
        var choices = Choices(seed + 100)
        let history = try History(150, &choices)
        var expected = try Programme(founding: history.founding, invitation: nil)
        for entry in history.entries { expected.take(entry) }
        var gone: Set<EntryID> = []
        for entry in history.entries {
            guard case .retraction(let retraction) = try Content(of: entry),
                retraction.log.author == entry.header.log.author,
                let target = history.entries.first(where: { $0.id == retraction.target }),
                target.header.kind != EntryKind.retraction.rawValue
            else { continue }
            gone.insert(target.id)
        }
        #expect(!gone.isEmpty)
        var programme = try Programme(founding: history.founding, invitation: nil)
        for entry in history.entries { programme.take(gone.contains(entry.id) ? entry.retracted : entry) }
        #expect(programme.state == expected.state, "seed \(seed)")
    }

    @Test("Ten thousand entries in a random order take a moment, also where somebody looks now and then")
    func large() throws {
        var choices = Choices(9)
        var people = try (0..<20).map { _ in try Scribe() }
        let day = try Day("2027-01-30")
        let founding = try people[0].found(
            try Content.Founding(title: "OSSCamp", place: "", firstDay: day, lastDay: day))
        var heads: [EntryID] = []
        var entries: [Entry] = []
        for number in 0..<10_000 {
            let content: Content =
                number < 20
                ? .join(try Content.Join(name: "Name \(number)"))
                : number < 60
                    ? .session(try Content.Session(title: "T\(number)", lengthMinutes: 30))
                    : .want(Content.Want(session: entries[20 + number % 40].id, wanted: choices.below(2) == 0))
            let entry = try people[number % 20].say(content, in: founding.id, after: heads)
            entries.append(entry)
            heads = number % 7 == 0 ? [entry.id] : Array((heads.suffix(2) + [entry.id]).sorted())
        }
        var expected = try Programme(founding: founding, invitation: nil)
        for entry in entries { expected.take(entry) }
        let clock = ContinuousClock()
        var programme = try Programme(founding: founding, invitation: nil)
        let arrival = entries.shuffled(using: &choices)
        let duration = clock.measure {
            for (number, entry) in arrival.enumerated() {
                programme.take(entry)
                if number.isMultiple(of: 1_000) { _ = programme.state }
            }
            _ = programme.state
        }
        #expect(programme.state == expected.state && programme.state.sessions.count == 40)
        #expect(duration < .seconds(20))
    }
}
