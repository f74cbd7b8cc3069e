import Gatherings
import Keys
import Pads
import Testing

/// Nobody is concurrent with themselves, and whoever tries to be costs others nothing.
@Suite struct OwnEditsTests {
    private static let (gathering, document) = (SharedPadTests.gathering, SharedPadTests.document)

    private func edit(
        _ scribe: inout Scribe, _ edits: [Edit], naming parents: [EntryID]
    ) throws -> Entry {
        try scribe.say(
            .padEdit(try Content.PadEdit(edits)), in: Self.gathering, document: Self.document, after: parents)
    }

    @Test("Both of two texts that one opened before saving either come out, the second on top of the first")
    func twoEditors() throws {
        var (asha, ravi) = (try SharedPadTests.Person(Self.document), try SharedPadTests.Person(Self.document))
        var entries = try asha.save("one\ntwo\nthree\n")
        let opened = asha.pad.heads
        for entry in entries { ravi.pad.take(entry) }
        let theirs = try ravi.save("one\ntwo\nthree\nfour\n")
        entries += theirs
        for text in ["zero\none\ntwo\nthree\n", "one\n2\nthree\n"] {
            entries += try asha.write(try asha.pad.edits(from: opened, to: text))
        }
        #expect(asha.pad.text == "zero\none\n2\nthree\n" && asha.pad.heads == [entries[entries.count - 1].id])
        for entry in theirs { asha.pad.take(entry) }
        for entry in entries.reversed() { ravi.pad.take(entry) }
        #expect(ravi.pad.text == "zero\none\n2\nthree\nfour\n" && asha.pad.text == ravi.pad.text)
    }

    @Test("An edit builds on the one before it of its log, named or not, whatever order they come in", arguments: 1...8)
    func chain(seed: UInt64) throws {
        var (choices, scribe) = (Choices(seed), try Scribe())
        var entries: [Entry] = []
        for letter in "abcdefgh".unicodeScalars {
            // Some name nothing, some an old version; something elsewhere is said in between.
            let old = entries.randomElement(using: &choices).map { [$0.id] } ?? []
            entries.append(
                try edit(
                    &scribe, [.insert(at: entries.count, [letter])], naming: choices.below(2) == 0 ? [] : old))
            _ = try scribe.say(.leave, in: Self.gathering, after: [Self.gathering])
        }
        var pad = SharedPad(document: Self.document)
        for entry in entries.shuffled(using: &choices) {
            pad.take(entry)
            if choices.below(2) == 0 { _ = pad.text }
        }
        #expect(pad.text == "abcdefgh" && pad.heads == [entries[7].id], "seed \(seed)")
        #expect(pad.edits.map(\.id) == entries.map(\.id), "seed \(seed)")
    }

    @Test("What waits for ever, as when what it builds on was taken away by a fork, keeps nothing after it waiting")
    func waiting() throws {
        var scribe = try Scribe()
        let first = try edit(&scribe, [.insert(at: 0, ["a"])], naming: [])
        let gone = EntryID(Invitation.hash(of: [9]))
        let waits = try edit(&scribe, [.insert(at: 1, ["x"])], naming: [first.id, gone])
        let last = try edit(&scribe, [.insert(at: 1, ["b"])], naming: [])
        for entries in [[first, waits, last], [last, waits, first], [waits, last, first]] {
            var pad = SharedPad(document: Self.document)
            for entry in entries { pad.take(entry) }
            #expect(pad.text == "ab" && pad.heads == [last.id])
        }
    }

    @Test("More people write at once than an entry can name: who saves then knows them all, and nothing is twice")
    func manyHeads() throws {
        var asha = try SharedPadTests.Person(Self.document)
        var entries = try (0..<150).map { _ in
            var scribe = try Scribe()
            return try edit(&scribe, [.insert(at: 0, ["x", "\n"])], naming: [])
        }
        for entry in entries { asha.pad.take(entry) }
        let shares = SharedPad.naming(asha.pad.heads)
        #expect(asha.pad.heads.count == 150 && shares.map(\.count) == [64, 64, 22])
        let text = asha.pad.text + "hers\n"
        let said = try asha.pad.edits(from: asha.pad.heads, to: text)
        for (place, share) in shares.enumerated() {
            let isLast = place == shares.count - 1
            entries += try asha.write(isLast ? said : [([], [])], from: share)
        }
        var ravi = SharedPad(document: Self.document)
        for entry in entries.reversed() { ravi.take(entry) }
        #expect(asha.pad.text == text && ravi.text == text && ravi.heads == asha.pad.heads && ravi.heads.count == 1)
    }

    @Test("Beside a long text that its author never saw, edits that fit nowhere are looked at once")
    func unfit() throws {
        var (asha, stranger) = (try SharedPadTests.Person(Self.document), try Scribe())
        for number in 0..<400 { try asha.write(try asha.pad.edits(appending: "line \(number)")) }
        let text = asha.pad.text
        var (last, steps): ([EntryID], [Int]) = ([], [])
        for number in 0..<400 {
            let isFit = number % 2 == 0
            let entry = try edit(&stranger, [.insert(at: isFit ? 0 : 9_999, ["x"])], naming: last)
            last = [entry.id]
            asha.pad.take(entry)
            if number % 200 == 199 { steps.append(asha.pad.replaySteps) }
        }
        #expect(asha.pad.edits.count == 600 && asha.pad.text.filter { $0 != "x" } == text)
        // Once each and no more, whatever fits or does not.
        #expect(steps.allSatisfy { $0 < 5_000 }, "\(steps)")
    }

    @Test("Deletions of more than was ever written use up no numbers")
    func wideDeletions() throws {
        var (asha, stranger) = (try SharedPadTests.Person(Self.document), try Scribe())
        for _ in 0..<200 {
            asha.pad.take(try edit(&stranger, [.delete(at: 0, count: PadLimits.eventsMax)], naming: []))
        }
        try asha.save("text")
        #expect(asha.pad.text == "text")
    }
}
