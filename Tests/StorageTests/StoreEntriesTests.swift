import Gatherings
import Keys
import Peering
import Testing

@testable import Storage

struct StoreEntriesTests {
    let scratch: Scratch
    let store: Store
    let (asha, ravi): (Quill, Quill)
    let founding: Entry
    let gathering: EntryID

    init() throws {
        scratch = try Scratch()
        store = try Store(path: scratch.file("baithak.sqlite"))
        asha = try Quill()
        ravi = try Quill()
        founding = try asha.entry("OSSCamp")
        gathering = founding.id
        try store.write([.gathering(founding, .open), try .wrote([founding], in: gathering)], atMS: 1)
    }

    func write(_ entries: Entry...) throws { try store.write([try .wrote(entries, in: gathering)], atMS: 2) }

    func read(_ spans: LogSpan..., bytesMax: Int = 60_000, countMax: Int = 512) throws -> [Entry] {
        try store.entries(of: gathering, in: spans, bytesMax: bytesMax, countMax: countMax)
            .map { try Entry(decoding: $0) }
    }

    @Test("What is read are the bytes that were signed, in the order of the ranges")
    func verbatim() throws {
        let (own, others) = try (asha.entries(3, in: gathering, after: founding), ravi.entries(4, in: gathering))
        try store.write([try .wrote(own, in: gathering), try .wrote(others, in: gathering)], atMS: 2)
        let read = try store.entries(
            of: gathering,
            in: [
                LogSpan(log: ravi.log, heights: 1..<3), LogSpan(log: asha.log, heights: 0..<4),
                LogSpan(log: ravi.log, heights: 0..<1),
            ], bytesMax: 60_000, countMax: 512)
        #expect(read == (others[1...2] + [founding] + own + [others[0]]).map { $0.encoded() })
        #expect(try store.entry(of: gathering, ravi.log, height: 3) == others[3])
        #expect(try store.entry(of: gathering, ravi.log, height: 4) == nil)
        #expect(try store.entry(of: gathering, named: own[1].id) == own[1])
        #expect(try store.entry(of: gathering, named: EntryID(asha.key.publicKey.compact)) == nil)
        try store.close()
    }

    @Test("Reading stops at as many bytes or entries as are wanted, and gives one however long it is")
    func bounds() throws {
        let entries = try ravi.entries(9, in: gathering)
        try store.write([try .wrote(entries, in: gathering)], atMS: 2)
        let span = LogSpan(log: ravi.log, heights: 0..<9)
        let size = entries[0].encoded().count
        #expect(entries.allSatisfy { abs($0.encoded().count - size) < 40 })
        func count(_ bytesMax: Int, _ countMax: Int = 512) throws -> Int {
            let found = try read(span, bytesMax: bytesMax, countMax: countMax)
            #expect(found == Array(entries.prefix(found.count)))
            return found.count
        }
        #expect(try count(0) == 1 && count(1) == 1)
        for bytes in stride(from: size, to: 12 * size, by: 97) {
            let found = try read(span, bytesMax: bytes)
            let taken = found.reduce(0) { $0 + $1.encoded().count } + 4 * (found.count - 1)
            #expect(found.count == 1 || taken <= bytes)
            if found.count < 9 { #expect(taken + 4 + entries[found.count].encoded().count > bytes) }
        }
        #expect(try count(60_000) == 9)
        #expect(try (1...10).map { try count(60_000, $0) } == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9])
        // Over the end of a range, too.
        let parts = [LogSpan(log: ravi.log, heights: 0..<2), LogSpan(log: ravi.log, heights: 2..<9)]
        #expect(try read(parts[0], parts[1], countMax: 3) == Array(entries[..<3]))
        try store.close()
    }

    @Test("Reading stops where an entry or a log is not there, though there is more to come")
    func gaps() throws {
        let entries = try ravi.entries(3, in: gathering)
        try store.write([try .wrote(entries, in: gathering)], atMS: 2)
        let own = LogSpan(log: asha.log, heights: 0..<1)
        #expect(try read(LogSpan(log: ravi.log, heights: 1..<9), own) == Array(entries[1...]))
        #expect(try read(LogSpan(log: ravi.log, heights: 5..<9), own).isEmpty)
        let unknown = LogID(author: ravi.key.publicKey, number: 2)
        #expect(try read(own, LogSpan(log: unknown, heights: 0..<1), own) == [founding])
        #expect(try store.entries(of: entries[0].id, in: [own], bytesMax: 9, countMax: 9).isEmpty)
        #expect(try read().isEmpty)
        try store.close()
    }

    @Test("Entries of a document come in the order in which they came first, also when they are written again")
    func documents() throws {
        let (own, others) = try (asha.entries(2, in: gathering, after: founding), ravi.entries(2, in: gathering))
        let pad = try asha.entry("a pad begins", in: gathering, document: others[0].id, after: own[1])
        try write(others[0])
        try write(own[0], own[1], pad)
        try write(others[1])
        let programme = [founding, others[0], own[0], own[1], others[1]]
        #expect(try store.entries(of: gathering, document: gathering) == programme)
        try write(own[0], own[1], pad)
        try write(others[0])
        #expect(try store.entries(of: gathering, document: gathering) == programme)
        #expect(try store.entries(of: gathering, document: others[0].id) == [pad])
        #expect(try store.entries(of: gathering, document: own[0].id).isEmpty)
        try store.close()
    }

    @Test("What its author takes back loses its content, whether that comes before or after", arguments: [true, false])
    func retraction(_ isAfter: Bool) throws {
        let text = "never meant to be said aloud"
        let target = try ravi.entry(text, in: gathering)
        let next = try ravi.entry("stays", in: gathering, after: target)
        // From another machine of the same author.
        let second = try Quill(ravi.key, log: 2)
        let taken = try second.retraction(of: target, in: gathering)
        if isAfter { try write(target, next) }
        try write(taken)
        if !isAfter { try write(target, next) }
        let span = LogSpan(log: ravi.log, heights: 0..<2)
        #expect(try read(span) == [target.retracted, next])
        #expect(try store.entry(of: gathering, named: target.id) == target.retracted)
        // It does not come again.
        try write(target, next)
        #expect(try read(span) == [target.retracted, next])
        let log = try #require(try store.gatherings().first?.logs.first { $0.id == ravi.log })
        #expect(log.log.height == 2 && log.entries == [target.id, next.id])
        #expect(log.bytes == EntryBytes(of: [target.retracted, next]) && log.bytes.programme == log.bytes.all)
        // Nor is it to be found in the files.
        try store.checkpoint()
        try store.close()
        for name in try scratch.names() {
            let file = try bytes(scratch.file(name))
            #expect(file.firstRange(of: Array(text.utf8)) == nil)
        }
    }

    @Test("Nobody takes back what another wrote, nor by a wrong name or height")
    func foreignRetraction() throws {
        let target = try ravi.entry("stays", in: gathering)
        let twin = try Quill(ravi.key, log: ravi.log.number).entry("another at this height", in: gathering)
        let next = try ravi.entry("stays too", in: gathering, after: target)
        let second = try Quill(ravi.key, log: 2)
        try write(target, next)
        try write(try asha.retraction(of: target, in: gathering, after: founding))
        try write(try second.retraction(of: twin, in: gathering))
        #expect(try read(LogSpan(log: ravi.log, heights: 0..<2)) == [target, next])
        try store.close()
    }

    @Test("Nothing is taken back in another document, nor is taking back itself", arguments: [true, false])
    func oddRetraction(_ isAfter: Bool) throws {
        let target = try ravi.entry("stays", in: gathering)
        let elsewhere = try Quill(ravi.key, log: 2).retraction(of: target, in: gathering, document: target.id)
        let taken = try Quill(ravi.key, log: 3).retraction(of: founding, in: gathering)
        let twice = try Quill(ravi.key, log: 4).retraction(of: taken, in: gathering)
        let entries = [target, elsewhere, taken, twice]
        for entry in isAfter ? entries : entries.reversed() { try write(entry) }
        for entry in entries { #expect(try store.entry(of: gathering, named: entry.id) == entry) }
        try store.close()
    }

    @Test("What came without its content is known to lack it, also after reopening, until it comes or was taken back")
    func lacking() throws {
        let entries = try ravi.entries(3, in: gathering)
        let second = try Quill(ravi.key, log: 2)
        let taken = try second.retraction(of: entries[1], in: gathering)
        try store.write([try .wrote(entries.map(\.retracted), in: gathering)], atMS: 2)
        try write(taken.retracted)
        #expect(try lackingPlaces() == ([entries[0], entries[1], entries[2], taken]).map { EntryPlace(of: $0) })
        try store.write([.contents(gathering, [taken, entries[0]])], atMS: 3)
        #expect(try lackingPlaces() == [EntryPlace(of: entries[2])])
        #expect(try store.gatherings().first?.takenBack == [EntryPlace(of: entries[1])])
        // What was taken back does not come again, nor does what is another entry of that place.
        let twin = try Quill(ravi.key, log: ravi.log.number).entry("another", in: gathering, after: entries[1])
        try store.write([.contents(gathering, [entries[1], twin])], atMS: 4)
        let span = LogSpan(log: ravi.log, heights: 0..<3)
        #expect(try read(span) == [entries[0], entries[1].retracted, entries[2].retracted])
        try store.write([.contents(gathering, [entries[2]])], atMS: 5)
        #expect(try read(span) == [entries[0], entries[1].retracted, entries[2]])
        #expect(try lackingPlaces() == [])
        try store.close()
    }

    private func lackingPlaces() throws -> [EntryPlace] { try store.gatherings().first?.lacking ?? [] }

    @Test("The same key and number in two gatherings are two logs")
    func twoGatherings() throws {
        let other = try ravi.entry("another gathering")
        let here = try Quill(asha.key, log: ravi.log.number)
        let entries = try [here.entry("there", in: other.id), ravi.entry("here", in: gathering)]
        try store.write(
            [
                .gathering(other, .open), .entries(other.id, try Run([other], of: other.id)),
                .entries(other.id, try Run([entries[0]], of: other.id)), try .wrote([entries[1]], in: gathering),
            ], atMS: 3)
        let logs = try store.gatherings().map { $0.logs.map(\.entries) }
        #expect(logs == [[[founding.id], [entries[1].id]], [[other.id], [entries[0].id]]])
        try store.close()
    }
}
