import Gatherings
import Testing

struct LackingContentsTests {
    @Test("Content is lacking until it comes, and then no more")
    func filling() throws {
        let author = try Author()
        let founding = try author.founding()
        let entries = try author.entries(3, in: founding.id, after: founding)
        let log = author.log(1)
        var lacking = LackingContents()
        for entry in entries.reversed() { lacking.take(entry.retracted) }
        lacking.take(entries[1].retracted)
        lacking.take(founding)
        #expect(lacking.places == entries.map { EntryPlace(of: $0) })
        #expect(lacking.lowest(of: log) == 1 && lacking.isLacking(anythingOf: log.author))
        #expect(lacking.lowest(of: author.log(0)) == nil && lacking.lowest(of: author.log(2)) == nil)
        #expect(!lacking.fill(with: entries[0].retracted) && !lacking.fill(with: founding))
        #expect(lacking.fill(with: entries[0]) && !lacking.fill(with: entries[0]))
        #expect(lacking.lowest(of: log) == 2)
        lacking.drop(author.log(2), from: 0)
        lacking.drop(log, from: 3)
        #expect(lacking.fill(with: entries[1]) && !lacking.fill(with: entries[2]))
        #expect(lacking.places.isEmpty && lacking.lowest(of: log) == nil)
        #expect(!lacking.isLacking(anythingOf: log.author))
    }

    @Test("What was taken back is not lacking, whichever of the two comes first, and taking back itself is")
    func takingBack() throws {
        var (scribe, other) = (try Scribe(), try Scribe())
        let founding = try Author().founding()
        let said = try scribe.say(.leave, in: founding.id, after: [])
        let document = founding.id
        let back = try scribe.say(.retraction(Content.Retraction(of: said)), in: document, after: [said.id])
        let (elsewhere, byOther) = (
            try scribe.say(.retraction(Content.Retraction(of: said)), in: document, document: said.id, after: []),
            try other.say(.retraction(Content.Retraction(of: said)), in: document, after: [])
        )
        var lacking = LackingContents()
        for entry in [said.retracted, elsewhere, byOther] { lacking.take(entry) }
        #expect(lacking.places == [EntryPlace(of: said)], "by somebody else, or in another document")
        lacking.take(back.retracted)
        #expect(lacking.places == [said, back].map { EntryPlace(of: $0) })
        #expect(lacking.fill(with: back) && lacking.places.isEmpty)
        lacking.take(said.retracted)
        #expect(lacking.places.isEmpty)
        let again = LackingContents(takenBack: [EntryPlace(of: said)])
        var restored = again
        restored.take(said.retracted)
        #expect(restored.places.isEmpty)
    }

    @Test("What to ask for goes round, from where it was left")
    func rounds() throws {
        let author = try Author()
        let founding = try author.founding()
        let places = try author.entries(5, in: founding.id).map { EntryPlace(of: $0) }
        let lacking = LackingContents(places.reversed())
        #expect(lacking.next(2, after: nil) == Array(places[..<2]))
        #expect(lacking.next(2, after: places[1]) == Array(places[2..<4]))
        #expect(lacking.next(2, after: places[3]) == [places[4], places[0]])
        #expect(lacking.next(9, after: places[4]) == places)
        #expect(LackingContents().next(9, after: places[4]).isEmpty)
    }
}
