import Testing

@testable import Pads

@Suite struct PadTests {
    let (asha, ravi): (Author, Author)

    init() throws {
        asha = try #require(Author("asha".utf8))
        ravi = try #require(Author("ravi".utf8))
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    /// A pad in which Asha wrote something.
    private func pad(_ text: String) throws -> Pad {
        var pad = Pad()
        try pad.edit([.insert(at: 0, scalars(text))], by: asha)
        return pad
    }

    @Test("A batch whose parents are missing is refused with their names, and changes nothing")
    func missing() throws {
        var pad = try pad("ab")
        let half = pad.version
        try pad.edit([.delete(at: 1, count: 1)], by: ravi)
        var other = Pad()
        let late = pad.graph.batch(since: half)
        #expect(throws: PadError.missing([EventID(author: asha, sequence: 1)])) { try other.merge(late) }
        #expect(other.graph.count == 0 && other.graph.authors.isEmpty && other.version == .empty)
        #expect(
            try other.merge(pad.graph.batch(since: .empty)) == [.insert(at: 0, scalars("a"))] || other.text.count == 1)
        #expect(try other.merge(pad.graph.batch(since: .empty)).isEmpty, "what is known is passed over")
        #expect(other.text.string == "a" && other.graph.count == 3)
    }

    @Test("Positions beyond what their author saw are refused with the event's name, and nothing is lost")
    func outOfBounds() throws {
        var pad = try pad("text")
        let version = pad.version
        try pad.edit([.insert(at: 4, scalars("!"))], by: asha)
        let bytes = pad.encoded()
        let parents = pad.graph.ids(of: version)
        let bad: [[Edit]] = [
            [.insert(at: 5, scalars("x"))], [.delete(at: 4, count: 1)], [.delete(at: 0, count: 5)],
            [.insert(at: 0, scalars("ok")), .delete(at: 6, count: 1)],
        ]
        for edits in bad {
            let batch = Batch(edits, id: EventID(author: ravi, sequence: 0), parents: parents)
            let refused = #expect(throws: PadError.self) { try pad.merge(batch) }
            guard case .outOfBounds(let id)? = refused else { throw try #require(refused) }
            #expect(id.author == ravi)
            #expect(throws: PadError.self) { try pad.edit(edits, by: ravi, at: version) }
            #expect(pad.encoded() == bytes && pad.text.string == "text!")
        }
        #expect(throws: PadError.outOfBounds(EventID(author: asha, sequence: 5))) {
            try pad.edit([.delete(at: 5, count: 1)], by: asha)
        }
        #expect(throws: PadError.self) { try pad.edit([.insert(at: -1, scalars("x"))], by: asha, at: version) }
        #expect(throws: PadError.self) { try pad.edit([.delete(at: Int.max, count: Int.max)], by: asha) }
        try pad.edit([.delete(at: 4, count: 1)], by: asha)
        #expect(pad.text.string == "text")
    }

    @Test("Two different events under one name are told, whether in a known run or behind it")
    func conflicts() throws {
        var pad = try pad("one")
        let id = EventID(author: asha, sequence: 1)
        let before = pad.encoded()
        let other = Batch([.insert(at: 1, scalars("X"))], id: id, parents: [EventID(author: asha, sequence: 0)])
        #expect(throws: PadError.conflicting(id)) { try pad.merge(other) }
        let elsewhere = Batch([.insert(at: 1, scalars("n"))], id: id, parents: [])
        #expect(throws: PadError.conflicting(id)) { try pad.merge(elsewhere) }
        let longer = Batch([.insert(at: 0, scalars("onX"))], id: EventID(author: asha, sequence: 0), parents: [])
        #expect(throws: PadError.conflicting(EventID(author: asha, sequence: 0))) { try pad.merge(longer) }
        #expect(pad.encoded() == before)
        let goesOn = Batch([.insert(at: 0, scalars("one!"))], id: EventID(author: asha, sequence: 0), parents: [])
        #expect(try pad.merge(goesOn) == [.insert(at: 3, scalars("!"))])
        #expect(pad.text.string == "one!")
    }

    @Test("What was opened in an editor and saved while others wrote is merged")
    func savedLate() throws {
        var pad = try pad("the quick fox")
        let opened = pad.version
        try pad.edit([.insert(at: 0, scalars("See "))], by: ravi)
        let edits = try pad.edit([.delete(at: 4, count: 5), .insert(at: 4, scalars("slow"))], by: asha, at: opened)
        #expect(pad.text.string == "See the slow fox")
        #expect(edits == [.delete(at: 8, count: 5), .insert(at: 8, scalars("slow"))])
    }

    @Test("Who wrote what is known of each scalar, whatever became of those beside it")
    func attribution() throws {
        var pad = try pad("maps")
        let seen = pad.version
        try pad.edit([.insert(at: 2, scalars("12"))], by: ravi)
        try pad.edit([.delete(at: 3, count: 1), .insert(at: 3, scalars("x"))], by: asha, at: seen)
        #expect(pad.text.string == "ma12px")
        let spans = pad.attribution(at: pad.version).spans
        #expect(spans.map(\.author) == [asha, ravi, asha] && spans.map(\.count) == [2, 2, 2])
        #expect(pad.attribution(at: .empty).spans.isEmpty)
    }

    @Test("One's own edits are taken back though others wrote since, and what was taken back can be brought back")
    func undo() throws {
        var pad = try pad("salt and pepper")
        let mine = try pad.edit([.delete(at: 4, count: 4), .insert(at: 4, scalars(","))], by: asha)
        try pad.edit([.insert(at: 0, scalars("Some "))], by: ravi)
        #expect(pad.text.string == "Some salt, pepper")
        let back = try pad.edit(pad.undoing(mine), by: asha)
        #expect(pad.text.string == "Some salt and pepper")
        try pad.edit(pad.undoing(back), by: asha)
        #expect(pad.text.string == "Some salt, pepper")
        #expect(pad.undoing(5..<5).isEmpty && pad.undoing(1_000..<2_000).isEmpty)
    }

    @Test("What two people deleted comes back when both take it back, and not before")
    func undoOfWhatTwoDeleted() throws {
        var pad = try pad("abc")
        let seen = pad.version
        let first = try pad.edit([.delete(at: 1, count: 1)], by: asha)
        let start = pad.graph.count
        try pad.edit([.delete(at: 1, count: 1)], by: ravi, at: seen)
        #expect(pad.text.string == "ac")
        #expect(pad.undoing(first).isEmpty, "the other's deletion stays")
        #expect(pad.undoing(first.lowerBound..<start).isEmpty)
    }

    @Test(
        "Many people who write at once, none of whom saw another, and one who saw them all",
        arguments: [(people: 10_000, places: 10_000), (people: 800, places: 1)])
    func wide(_ people: Int, _ places: Int) throws {
        var pad = try pad(String(repeating: "-", count: places))
        var batch = Batch()
        batch.add(asha)
        for number in 1...people {
            batch.add(try #require(Author("author \(number)".utf8)))
            let parent = Batch.Parent(author: 0, sequence: places - 1)
            batch.add(Batch.Run(author: number, sequence: 0, count: 1, parents: [parent]))
            let position = number * 7 % places
            let operation = Operation(kind: .insertion, start: 0, count: 1, position: position, content: 0)
            batch.add(operation, of: scalars("\(number % 10)"), continues: false)
        }
        try pad.merge(batch)
        #expect(pad.text.count == people + places && pad.version.frontier.count == people)
        try pad.edit([.insert(at: 0, scalars("!"))], by: ravi)
        #expect(pad.version.frontier.count == 1)
        let other = try Pad(decoding: pad.encoded(withText: false))
        #expect(other.text.string == pad.text.string)
    }

    @Test("Lines of a megabyte, CRLF, marks that combine and pictures of two units keep their scalars")
    func oddTexts() throws {
        let long = String(repeating: "x", count: 1 << 20)
        for text in ["", "\r\n\r\n", "e\u{301}\u{302}", "👩‍👩‍👧‍👦", "\u{0}\u{FFFD}\u{10FFFF}", long] {
            var pad = try pad(text)
            try pad.edit([.insert(at: pad.text.count / 2, scalars("\u{301}"))], by: ravi)
            let other = try Pad(decoding: pad.encoded())
            #expect(other.text.scalars == pad.text.scalars)
            #expect(try Pad.text(ofEncoded: pad.encoded())?.scalars == pad.text.scalars)
            #expect(try Pad.text(ofEncoded: pad.encoded(withText: false)) == nil)
        }
    }

    @Test("An edit of nothing before another leaves no trace")
    func emptyEditFirst() throws {
        var (pad, other) = (try pad("abcd"), try pad("abcd"))
        for one in [[Edit.delete(at: 2, count: 1)], [.insert(at: 0, []), .delete(at: 2, count: 1)]] {
            try pad.edit([.delete(at: 3, count: 1)], by: asha)
            try other.edit([.delete(at: 3, count: 1)], by: asha)
            try pad.edit([.delete(at: 2, count: 1)], by: ravi)
            try other.edit(one, by: ravi)
            #expect(other.graph.operations == pad.graph.operations && other.encoded() == pad.encoded())
            for one in [asha, ravi] {
                try pad.edit([.insert(at: 0, scalars("xy"))], by: one)
                try other.edit([.insert(at: 0, scalars("xy"))], by: one)
            }
        }
    }

    @Test("Nothing written is nothing, in every way of asking")
    func empty() throws {
        var pad = Pad()
        #expect(try pad.edit([], by: asha).isEmpty)
        #expect(try pad.edit([.delete(at: 0, count: 0), .insert(at: 0, [])], by: asha).isEmpty)
        #expect(try pad.edit([], by: asha, at: .empty).isEmpty)
        #expect(pad.graph.count == 0 && pad.text.string.isEmpty && pad.attribution(at: .empty).spans.isEmpty)
        #expect(try Pad(decoding: pad.encoded()).graph.count == 0)
    }
}
