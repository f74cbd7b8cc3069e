import Gatherings
import Keys
import Testing

struct AdmissionsTests {
    /// An author whose log says only whom it lets in.
    struct Sponsor {
        let author: Author
        var entries: [Entry] = []

        var log: LogID { author.log(1) }

        mutating func admit(_ log: LogID, seats: Int = 0, in founding: Entry) throws {
            let (kind, shape, content) = Content.admission(.init(log: log, seats: seats, origin: 7)).encoded()
            let header = EntryHeader(
                gathering: founding.id, log: self.log, height: entries.count, previous: entries.last?.id,
                document: founding.id, parents: [], createdMS: 0, kind: kind, shape: shape, content: content)
            entries.append(try Entry(signing: header, content: content, by: author.key))
        }
    }

    let founding: Entry
    var founder: Sponsor
    var others: [Sponsor]

    init() throws {
        let author = try Author()
        founding = try author.founding()
        founder = Sponsor(author: author, entries: [founding])
        others = try (0..<8).map { _ in Sponsor(author: try Author()) }
    }

    private func admissions(_ entries: [Entry]) -> Admissions {
        var admissions = Admissions(founding: founding)
        for entry in entries { _ = admissions.take(entry) }
        return admissions
    }

    @Test("An admission survives as bytes, also when its content was taken back, and is bounded")
    mutating func coding() throws {
        try founder.admit(others[0].log, seats: 15, in: founding)
        let entry = try Entry(decoding: founder.entries[1].retracted.encoded())
        let said = Content.Admission(log: others[0].log, seats: 15, origin: 7)
        #expect(try Content(of: entry) == .admission(said))
        try founder.admit(others[0].log, seats: GatheringLimits.founderSeats + 1, in: founding)
        #expect(throws: ContentError.malformed) { try Content(of: founder.entries[2]) }
    }

    @Test("The founder is in, with every log, and others as somebody lets them in who is")
    mutating func chain() throws {
        let empty = Admissions(founding: founding)
        #expect(empty.seats(of: founder.log) == GatheringLimits.founderSeats)
        #expect(empty.seats(of: founder.author.log(9)) == GatheringLimits.founderAgainSeats)
        #expect(!empty.contains(others[0].log))
        try others[0].admit(others[1].log, in: founding)
        try founder.admit(others[0].log, seats: 15, in: founding)
        var admissions = Admissions(founding: founding)
        #expect(admissions.take(others[0].entries[0]) == [])
        #expect(admissions.take(founder.entries[1]) == [others[0].log, others[1].log].sorted())
        #expect(admissions.contains(others[1].log) && admissions.log(LogTag(others[1].log)) == others[1].log)
        #expect(admissions.seatsLeft(of: others[0].log) == 14)
        // Another log of somebody who is in is not in.
        #expect(!admissions.contains(others[0].author.log(2)))
    }

    @Test("Nobody lets in more than they have seats for, or gives more than a quarter of these")
    mutating func bounds() throws {
        try founder.admit(others[0].log, seats: 15, in: founding)
        for number in 0..<20 as Range<UInt64> { try others[0].admit(others[1].author.log(number), in: founding) }
        try others[2].admit(others[3].log, seats: 4, in: founding)
        try others[2].admit(others[4].log, in: founding)
        try founder.admit(others[2].log, seats: 15, in: founding)
        let admissions = admissions(founder.entries + others[0].entries + others[2].entries)
        let isIn = (0..<20 as Range<UInt64>).map { admissions.contains(others[1].author.log($0)) }
        #expect(isIn == (0..<20).map { $0 < 15 })
        #expect(admissions.seatsLeft(of: others[0].log) == 0)
        // What gives too much ends what that log says.
        #expect(!admissions.contains(others[3].log) && !admissions.contains(others[4].log))
    }

    @Test("Letting somebody in again with more seats raises them, and what they said then counts")
    mutating func raising() throws {
        try founder.admit(others[0].log, in: founding)
        try others[0].admit(others[1].log, in: founding)
        var admissions = admissions(founder.entries + others[0].entries)
        #expect(admissions.contains(others[0].log) && !admissions.contains(others[1].log))
        try founder.admit(others[0].log, seats: 15, in: founding)
        #expect(admissions.take(founder.entries[2]) == [others[0].log, others[1].log].sorted())
        try founder.admit(others[0].log, seats: 3, in: founding)
        #expect(admissions.take(founder.entries[3]) == [] && admissions.seats(of: others[0].log) == 15)
        #expect(admissions.seatsLeft(of: founder.log) == GatheringLimits.founderSeats - 1 - 16 - 4)
    }

    @Test("In whatever order logs come, the same are in, and nobody who was in is out again", arguments: 1...200)
    mutating func orders(seed: UInt64) throws {
        var random = Choices(seed)
        for _ in 0..<40 {
            let log = others[Int.random(in: 0..<8, using: &random)].log
            let seats = [0, 0, 1, 3, 15, 60][Int.random(in: 0..<6, using: &random)]
            switch Int.random(in: 0..<9, using: &random) {
            case 8: try founder.admit(log, seats: seats, in: founding)
            case let place: try others[place].admit(log, seats: seats, in: founding)
            }
        }
        let logs = [founder.entries] + others.map(\.entries)
        let expected = admissions(logs.flatMap { $0 })
        for _ in 0..<4 {
            var rest = logs.map { $0[...] }
            var admissions = Admissions(founding: founding)
            var seats = [Int](repeating: -1, count: others.count)
            while !rest.allSatisfy(\.isEmpty) {
                let place = rest.indices.randomElement(using: &random) ?? 0
                guard let entry = rest[place].popFirst() else { continue }
                _ = admissions.take(entry)
                let now = others.map { admissions.seats(of: $0.log) ?? -1 }
                #expect(zip(now, seats).allSatisfy { $0 >= $1 }, "seed \(seed)")
                seats = now
            }
            #expect(seats == others.map { expected.seats(of: $0.log) ?? -1 }, "seed \(seed)")
            #expect(
                others.allSatisfy { admissions.seatsLeft(of: $0.log) == expected.seatsLeft(of: $0.log) }, "seed \(seed)"
            )
        }
        // All who are in together have no more seats than the founder gave.
        let taken = others.filter { expected.contains($0.log) }.count
        #expect(expected.seatsLeft(of: founder.log) <= GatheringLimits.founderSeats - min(1, taken), "seed \(seed)")
    }

    @Test("Where a sponsor's log is stopped, those are out whom it let in after that, and nobody else")
    mutating func stopped() throws {
        try founder.admit(others[0].log, seats: 15, in: founding)
        for place in 1...3 { try others[0].admit(others[place].log, in: founding) }
        try founder.admit(others[3].log, in: founding)
        var admissions = admissions(founder.entries + others[0].entries)
        #expect(admissions.cut(others[0].log, from: 1) == [others[2].log])
        #expect(admissions.contains(others[1].log) && admissions.contains(others[3].log))
        #expect(admissions.log(LogTag(others[2].log)) == nil)
        try founder.admit(others[2].log, in: founding)
        #expect(admissions.take(founder.entries[3]) == [others[2].log])
    }
}
