import Gatherings
import Keys
import Pads
import Testing

@Suite struct SharedPadTests {
    /// Somebody with a pad of their own.
    struct Person {
        var scribe: Scribe
        var pad: SharedPad
        var key: PublicKey { scribe.key }

        init(_ document: EntryID) throws {
            scribe = try Scribe()
            pad = SharedPad(document: document)
        }

        /// Signs what is to be written, one entry after the other, and takes it.
        @discardableResult
        mutating func write(_ said: [SharedPad.Said], from heads: [EntryID]? = nil) throws -> [Entry] {
            var parents = heads ?? pad.heads
            var entries: [Entry] = []
            for (shape, content) in said {
                let entry = try scribe.sign(
                    SharedPadTests.gathering, pad.document, parents, EntryKind.padEdit.rawValue, shape, content)
                pad.take(entry)
                entries.append(entry)
                parents = [entry.id]
            }
            return entries
        }

        @discardableResult
        mutating func save(_ text: String) throws -> [Entry] { try write(try pad.edits(from: pad.heads, to: text)) }

        /// Takes an entry back as people do: first what is left of it goes.
        mutating func takeBack(_ entry: Entry) throws -> [Entry] {
            let removal = try write(try pad.edits(removing: entry.id))
            let retraction = try scribe.say(
                .retraction(Content.Retraction(of: entry)), in: SharedPadTests.gathering, document: pad.document,
                after: pad.heads)
            pad.take(retraction)
            return removal + [retraction]
        }
    }

    static let gathering = EntryID(Invitation.hash(of: [1]))
    static let document = EntryID(Invitation.hash(of: [2]))

    var (asha, ravi): (Person, Person)

    init() throws { (asha, ravi) = (try Person(Self.document), try Person(Self.document)) }

    @Test("Two who write at once get one text, with everybody's part marked")
    mutating func together() throws {
        for entry in try asha.save("Helo") { ravi.pad.take(entry) }
        let left = try asha.save("Hello")
        let right = try ravi.save("Helo!")
        for entry in right { asha.pad.take(entry) }
        for entry in left { ravi.pad.take(entry) }
        #expect(asha.pad.text == "Hello!" && ravi.pad.text == "Hello!")
        #expect(asha.pad.heads == ravi.pad.heads && asha.pad.heads.count == 2)
        #expect(asha.pad.spans().map(\.count) == [5, 1] && asha.pad.spans().map(\.author) == [asha.key, ravi.key])
        #expect(ravi.pad.text(hiding: [asha.key]) == "!" && ravi.pad.text(hiding: [ravi.key]) == "Hello")
        #expect(ravi.pad.spans(hiding: [asha.key]).map(\.count) == [1])
        let edits = asha.pad.edits
        #expect(edits.map(\.inserted) == [4, 1, 1] && edits[0].excerpt == "Helo" && edits[0].author == asha.key)
        #expect(asha.pad.contains(ravi.pad.heads) && !asha.pad.contains([Self.document]))
    }

    @Test("Saving what was edited without somebody's text leaves that text where it was")
    mutating func hidden() throws {
        for entry in try asha.save("one two three") { ravi.pad.take(entry) }
        for entry in try ravi.save("one SPAM two three SPAM") { asha.pad.take(entry) }
        #expect(asha.pad.text(hiding: [ravi.key]) == "one two three")
        let heads = asha.pad.heads
        try asha.write(
            try asha.pad.edits(from: heads, to: "One tw, and three!", hiding: [ravi.key]), from: heads)
        #expect(asha.pad.text(hiding: [ravi.key]) == "One tw, and three!")
        #expect(asha.pad.text(hiding: [asha.key]).contains("SPAM"))
        // All of the rest gone at once.
        try asha.write(try asha.pad.edits(from: asha.pad.heads, to: "", hiding: [ravi.key]))
        #expect(asha.pad.text == asha.pad.text(hiding: [asha.key]))
    }

    @Test(
        "Whatever is saved without somebody's text comes out as it was saved, and that text stays whole",
        arguments: 1...40)
    func hiddenAtRandom(seed: UInt64) throws {
        var (asha, ravi) = (asha, ravi)
        var choices = Choices(seed)
        for _ in 0..<8 {
            for entry in try ravi.save(changed(ravi.pad.text, "xyz", &choices)) { asha.pad.take(entry) }
            let theirs = asha.pad.text(hiding: [asha.key])
            let new = changed(asha.pad.text(hiding: [ravi.key]), "abc", &choices)
            for entry in try asha.write(try asha.pad.edits(from: asha.pad.heads, to: new, hiding: [ravi.key])) {
                ravi.pad.take(entry)
            }
            #expect(asha.pad.text(hiding: [ravi.key]) == new, "seed \(seed)")
            #expect(asha.pad.text(hiding: [asha.key]) == theirs && ravi.pad.text == asha.pad.text, "seed \(seed)")
        }
    }

    private func changed(_ text: String, _ letters: String, _ choices: inout Choices) -> String {
        var characters = Array(text)
        for _ in 0..<choices.below(6) {
            let place = choices.below(characters.count + 1)
            let end = min(characters.count, place + choices.below(4))
            let letter = Array(letters)[choices.below(letters.count)]
            characters.replaceSubrange(place..<end, with: [Character](repeating: letter, count: choices.below(4)))
        }
        return String(characters)
    }

    @Test("What is appended begins a line, and long texts are several entries one after the other")
    mutating func appending() throws {
        try asha.write(try asha.pad.edits(appending: "first"))
        try asha.write(try asha.pad.edits(appending: "second\n"))
        try asha.write(try asha.pad.edits(appending: "third"))
        #expect(asha.pad.text == "first\nsecond\nthird\n")
        let long = String(repeating: "नक्शा और चाय\n", count: 3_000)
        let entries = try asha.write(try asha.pad.edits(appending: long))
        #expect(entries.count > 5 && asha.pad.text == "first\nsecond\nthird\n" + long)
        #expect(asha.pad.heads == [try #require(entries.last).id])
        // Thousands of small changes.
        let changed = long.replacing("और", with: "or")
        let saved = try asha.save(changed)
        #expect(saved.count > 5 && asha.pad.text == changed)
        for entry in saved { #expect(entry.header.shape.count > 100) }
        #expect(throws: ContentError.noChange) { try asha.pad.edits(appending: "") }
        #expect(throws: ContentError.padTooLarge(bytes: 1 << 20)) {
            try asha.pad.edits(appending: String(repeating: "x", count: 1 << 20))
        }
        #expect(throws: ContentError.notInPad) { try asha.pad.edits(from: [Self.document], to: "") }
        #expect(throws: ContentError.notInPad) { try asha.pad.edits(removing: Self.document) }
    }

    @Test("What two append at once is on two lines, also where the last line had no end")
    mutating func appendingAtOnce() throws {
        for (before, both) in [("", ["1\n2\n"]), ("# Tea\n", ["# Tea\n1\n2\n"]), ("# Tea", ["# Tea\n1\n\n2\n"])] {
            var (asha, ravi) = (self.asha, self.ravi)
            if !before.isEmpty { for entry in try asha.save(before) { ravi.pad.take(entry) } }
            let (heads, hers) = (asha.pad.heads, try asha.pad.edits(appending: "1"))
            let his = try ravi.pad.edits(appending: "2")
            for entry in try asha.write(hers, from: heads) { ravi.pad.take(entry) }
            for entry in try ravi.write(his, from: heads) { asha.pad.take(entry) }
            let swapped = both.map { String($0.map { $0 == "1" ? "2" : $0 == "2" ? "1" : $0 }) }
            #expect(asha.pad.text == ravi.pad.text && (both + swapped).contains(asha.pad.text), "\(before)")
        }
    }

    @Test("What is put at the beginning of a line stays with it, whatever hidden lines stand before")
    mutating func hiddenLines() throws {
        for entry in try asha.write(try asha.pad.edits(appending: "first")) { ravi.pad.take(entry) }
        for entry in try ravi.write(try ravi.pad.edits(appending: "hidden")) { asha.pad.take(entry) }
        try asha.write(try asha.pad.edits(appending: "last"))
        let text = "the very first\nbetween\nthe very last\n"
        try asha.write(try asha.pad.edits(from: asha.pad.heads, to: text, hiding: [ravi.key]))
        #expect(asha.pad.text(hiding: [ravi.key]) == text)
        #expect(asha.pad.text.contains("\nhidden\n") && asha.pad.text.hasSuffix("the very last\n"))
    }

    @Test("The form of a file is no text: what was not touched stays its author's, and no carriage return comes in")
    mutating func form() throws {
        for entry in try asha.save("one\ntwo\n") { ravi.pad.take(entry) }
        let saved = try ravi.save("\u{FEFF}one\r\ntwo\r\nthree\rfour\r\n")
        #expect(saved.count == 1 && ravi.pad.text == "one\ntwo\nthree\nfour\n")
        #expect(ravi.pad.spans().map(\.count) == [8, 11])
        #expect(try ravi.save("\u{FEFF}one\r\ntwo\r\nthree\r\nfour\r\n").isEmpty)
        try ravi.write(try ravi.pad.edits(appending: "five\r\nsix"))
        #expect(ravi.pad.text.hasSuffix("four\nfive\nsix\n"))
    }

    @Test("Who saves an old version keeps what others wrote in the meantime")
    mutating func oldVersion() throws {
        try asha.save("one\ntwo\n")
        let heads = asha.pad.heads
        for entry in try asha.save("one\ntwo\nthree\n") { ravi.pad.take(entry) }
        try asha.write(try asha.pad.edits(from: heads, to: "zero\none\ntwo\n"), from: heads)
        #expect(asha.pad.text == "zero\none\ntwo\nthree\n")
        #expect(try asha.pad.text(at: heads) == "one\ntwo\n")
    }

    @Test("What is taken back is nowhere in the pad, and others cannot take it back")
    mutating func takingBack() throws {
        let secret = try asha.save("my secret plan")
        for entry in secret { ravi.pad.take(entry) }
        let more = try ravi.save("my secret plan, and tea")
        for entry in more { asha.pad.take(entry) }
        let retraction = try ravi.scribe.say(
            .retraction(Content.Retraction(of: secret[0])), in: Self.gathering, document: Self.document,
            after: ravi.pad.heads)
        asha.pad.take(retraction)
        #expect(asha.pad.text == "my secret plan, and tea")
        let gone = try asha.takeBack(secret[0])
        for entry in [retraction] + gone { ravi.pad.take(entry) }
        for var pad in [asha.pad, ravi.pad] {
            #expect(pad.text == ", and tea")
            #expect(try pad.text(at: [secret[0].id]) == String(repeating: "\u{FFFD}", count: 14))
            #expect(pad.edits.first?.isRetracted == true && pad.edits.first?.excerpt == "")
        }
        // Who never had the content sees the same.
        var late = SharedPad(document: Self.document)
        for entry in secret.map(\.retracted) + more + [retraction] + gone { late.take(entry) }
        #expect(late.text == ", and tea" && late.heads == asha.pad.heads)
        late.take(secret[0])
        #expect(try late.text(at: [secret[0].id]) == String(repeating: "\u{FFFD}", count: 14))
    }

    @Test("What was taken back is gone also where what its author knew when taking it back never comes")
    mutating func takingBackOutOfOrder() throws {
        let secret = try asha.save("secret")
        let never = EntryID(Invitation.hash(of: [9]))
        let retraction = try asha.scribe.say(
            .retraction(Content.Retraction(of: secret[0])), in: Self.gathering, document: Self.document,
            after: [never])
        asha.pad.take(retraction)
        for entry in [retraction] + secret.map(\.retracted) { ravi.pad.take(entry) }
        #expect(asha.pad.text == ravi.pad.text && asha.pad.text == String(repeating: "\u{FFFD}", count: 6))
    }

    @Test("An edit that fits nowhere counts for nothing, and what builds on it goes on with what was before")
    mutating func unfit() throws {
        try asha.save("text")
        let beyond = Content.padEdit(try Content.PadEdit([.insert(at: 9, ["x"])]))
        let bad = try ravi.scribe.say(beyond, in: Self.gathering, document: Self.document, after: asha.pad.heads)
        asha.pad.take(bad)
        let junk = try ravi.scribe.sign(
            Self.gathering, Self.document, [bad.id], EntryKind.padEdit.rawValue, [0xFF, 3], [1])
        asha.pad.take(junk)
        let later = try ravi.scribe.sign(Self.gathering, Self.document, [junk.id], 99, [], [])
        asha.pad.take(later)
        #expect(asha.pad.text == "text" && asha.pad.edits.count == 1 && asha.pad.heads == [later.id])
        try asha.save("text!")
        #expect(asha.pad.text == "text!")
    }
}
