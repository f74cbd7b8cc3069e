import Gatherings
import Keys
import Pads
import Testing

/// Random writers, whose entries arrive late, twice and in any order.
@Suite struct SharedPadOrderTests {
    /// What a seed's writers wrote.
    private struct History {
        /// In an order in which causes come first.
        var entries: [Entry] = []
        /// Those that were taken back, with the scalar that only they inserted.
        var takenBack: [(id: EntryID, scalar: Unicode.Scalar)] = []
        var people: [SharedPadTests.Person]

        init(_ choices: inout Choices, count: Int) throws {
            people = try (0..<2 + choices.below(4)).map { _ in try .init(SharedPadTests.document) }
            var own = [[(entry: Entry, scalar: Unicode.Scalar)]](repeating: [], count: people.count)
            for number in 0..<count {
                let who = choices.below(people.count)
                let scalar = Unicode.Scalar(UInt32(0x4E00 + number)) ?? "x"
                switch choices.below(12) {
                case 0:
                    guard let (entry, scalar) = own[who].popLast() else { continue }
                    entries += try people[who].takeBack(entry)
                    takenBack.append((entry.id, scalar))
                case 1: entries.append(try Self.unfit(&choices, &people[who]))
                default:
                    let edit = try Self.change(people[who].pad.text.unicodeScalars.count, scalar, &choices)
                    let new = try people[who].write([(edit.encoded().shape, edit.encoded().content)])
                    if let entry = new.first { own[who].append((entry, scalar)) }
                    entries += new
                }
                // What arrives arrives in any order, some of it long before what it builds on.
                for _ in 0..<choices.below(4) {
                    guard !entries.isEmpty else { continue }
                    people[choices.below(people.count)].pad.take(entries[choices.below(entries.count)])
                }
                if choices.below(8) == 0 {
                    let other = choices.below(people.count)
                    for entry in entries.shuffled(using: &choices) { people[other].pad.take(entry) }
                }
            }
        }

        /// Edits as they are, because what replaces a text may write some of it anew.
        private static func change(_ length: Int, _ scalar: Unicode.Scalar, _ choices: inout Choices) throws -> Content
        {
            var edits: [Edit] = []
            var length = length
            for _ in 0...choices.below(3) {
                let place = choices.below(length + 1)
                if choices.below(3) == 0, place < length {
                    let count = 1 + choices.below(min(4, length - place))
                    edits.append(.delete(at: place, count: count))
                    length -= count
                } else {
                    let count = 1 + choices.below(5)
                    edits.append(.insert(at: place, [Unicode.Scalar](repeating: scalar, count: count)))
                    length += count
                }
            }
            return .padEdit(try Content.PadEdit(edits))
        }

        private static func unfit(_ choices: inout Choices, _ person: inout SharedPadTests.Person) throws -> Entry {
            let length = person.pad.text.unicodeScalars.count
            let edit: Edit =
                choices.below(2) == 0
                ? .insert(at: length + 1 + choices.below(3), ["!"])
                : .delete(at: choices.below(length + 1), count: 9_999)
            let entry = try person.scribe.say(
                .padEdit(try Content.PadEdit([edit])), in: SharedPadTests.gathering, document: SharedPadTests.document,
                after: person.pad.heads)
            person.pad.take(entry)
            return entry
        }
    }

    /// The text of a plain pad, to which every entry comes alone.
    private func plain(_ entries: [Entry], without gone: Set<EntryID>) throws -> String {
        var pad = Pad()
        var ends: [EntryID: [EventID]] = [:]
        for entry in entries {
            let parents = Array(Set(entry.header.parents.flatMap { ends[$0] ?? [] }))
            ends[entry.id] = parents
            guard case .padEdit(let edit)? = try? Content(of: gone.contains(entry.id) ? entry.retracted : entry) else {
                continue
            }
            let name = Pads.Author(entry.id.bytes.bytes)
            let author = try #require(name)
            let batch = Batch(edit.edits, id: EventID(author: author, sequence: 0), parents: parents)
            if (try? pad.merge(batch)) != nil { ends[entry.id] = [EventID(author: author, sequence: batch.count - 1)] }
        }
        return pad.text.string
    }

    @Test("Whatever order entries arrive in, all see the text of a plain pad of the same events", arguments: 1...12)
    func anyOrder(seed: UInt64) throws {
        var choices = Choices(seed)
        var history = try History(&choices, count: seed.isMultiple(of: 10) ? 150 : 50)
        let expected = try plain(history.entries, without: Set(history.takenBack.map(\.id)))
        for who in history.people.indices {
            for entry in history.entries.shuffled(using: &choices) {
                // Some pass on the content, some do not, some both.
                let isGone = history.takenBack.contains { $0.id == entry.id }
                if isGone, choices.below(2) == 0 { history.people[who].pad.take(entry.retracted) }
                if !isGone || choices.below(2) == 0 { history.people[who].pad.take(entry) }
                if choices.below(6) == 0 { _ = history.people[who].pad.text }
            }
            for (id, _) in history.takenBack {
                if let entry = history.entries.first(where: { $0.id == id }) {
                    history.people[who].pad.take(entry.retracted)
                }
            }
            var pad = history.people[who].pad
            #expect(pad.text == expected, "seed \(seed), person \(who)")
            #expect(pad.heads == history.people[0].pad.heads, "seed \(seed), person \(who)")
            #expect(pad.edits == history.people[0].pad.edits, "seed \(seed), person \(who)")
            #expect(pad.spans().map(\.count).reduce(0, +) == pad.text.unicodeScalars.count, "seed \(seed)")
            let gone = Set(history.takenBack.map(\.scalar))
            for entry in history.entries where !gone.isEmpty && choices.below(3) == 0 {
                let text = try pad.text(at: [entry.id])
                #expect(gone.isDisjoint(with: text.unicodeScalars), "seed \(seed), person \(who)")
            }
        }
    }

    @Test("A thousand entries come together in a moment, with many that fit nowhere among them")
    func large() throws {
        var asha = try SharedPadTests.Person(SharedPadTests.document)
        var entries: [Entry] = []
        var heads: [EntryID] = []
        for number in 0..<1_000 {
            let edit: Edit = number % 100 == 50 ? .insert(at: 9_999, ["x"]) : .insert(at: 0, ["a", "b"])
            let entry = try asha.scribe.say(
                .padEdit(try Content.PadEdit([edit])), in: SharedPadTests.gathering, document: SharedPadTests.document,
                after: heads)
            entries.append(entry)
            heads = number % 5 == 0 ? [entry.id] : (heads.suffix(2) + [entry.id]).sorted()
        }
        var choices = Choices(4)
        entries.shuffle(using: &choices)
        let clock = ContinuousClock()
        let duration = clock.measure {
            for entry in entries { asha.pad.take(entry) }
            _ = asha.pad.text
        }
        #expect(asha.pad.text.unicodeScalars.count == 2 * 990 && asha.pad.edits.count == 990)
        #expect(duration < .seconds(30))
    }
}
