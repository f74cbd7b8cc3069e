import Gatherings
import Glibc
import Keys
import Peering
import Wire

/// What it costs two nodes to hold the same: bytes and round trips of comparing, and how fast a joining node takes what
/// there is into its database.
enum RecordFigures {
    static func measure() throws -> [Figure] {
        let large = try LargeRecord(logs: 1_000, height: 1_000, real: 10)
        var figures = try comparing(large)
        figures.append(try joinerControl())
        figures += try joining()
        return figures
    }

    /// Two nodes that hold a million entries, of which the second may lack some.
    private static func comparing(_ large: LargeRecord) throws -> [Figure] {
        let equal = try Self.run(large, lacking: { _ in 0 })
        let one = try Self.run(large, lacking: { $0 == 500 ? 1 : 0 })
        let many = try Self.run(large, lacking: { _ in 10 })
        let source = "published for negentropy in C++, not measured here"
        return [
            Figure(
                name: "two equal records of a million entries in 1,000 logs: bytes", value: Double(equal.control),
                unit: "bytes", peer: source, peerValue: 340, target: 128),
            Figure(
                name: "the same: round trips", value: equal.trips, unit: "", peer: source, peerValue: 1, target: 1),
            Figure(
                name: "one new entry among them: bytes without the entry", value: Double(one.control), unit: "bytes",
                peer: source, peerValue: 2_362, target: 1_500),
            Figure(
                name: "the same: round trips", value: one.trips, unit: "", peer: source, peerValue: 3, target: 2),
            Figure(
                name: "1 % missing: bytes of control", value: Double(many.control), unit: "bytes", peer: source,
                peerValue: 322_000, target: 32_768),
        ]
    }

    /// What comparing costs, and how often the first side waited for an answer before the entries came.
    private static func run(_ large: LargeRecord, lacking: (Int) -> Int) throws -> (control: Int, trips: Double) {
        let one = try RecordSide(key: try SigningKey.generate(), record: large.restored(lacking: lacking))
        let other = try RecordSide(key: try SigningKey.generate(), record: large.restored { _ in 0 })
        other.served = large.served
        try RecordSide.link(one, other)
        try RecordSide.talk(other, one)
        // Each message of the first side but an acknowledgement is answered.
        let questions = one.steps.count { step in
            switch step {
            case .frontier, .lines, .wants: true
            default: false
            }
        }
        return (one.controlBytes + other.controlBytes, Double(questions))
    }

    private static func joinerControl() throws -> Figure {
        // Only counted, so that nobody has to sign a million entries.
        let large = try LargeRecord(logs: 1_000, height: 1_000, real: 1_000, isSigned: false)
        let joiner = try RecordSide(key: try SigningKey.generate(), record: large.empty) { _ in true }
        let other = try RecordSide(key: try SigningKey.generate(), record: large.restored { _ in 0 })
        other.served = large.served
        try RecordSide.link(joiner, other)
        try RecordSide.talk(other, joiner)
        precondition(joiner.stored == 1_000_000, "the joiner takes all")
        return Figure(
            name: "a fresh joiner of a million entries in 1,000 logs: bytes of control",
            value: Double(joiner.controlBytes + other.controlBytes), unit: "bytes",
            peer: "published for negentropy in C++, not measured here", peerValue: 32_000_000, target: 65_536)
    }

    /// A joining node takes a hundred thousand entries of 300 bytes of content over a link into its database.
    private static func joining() throws -> [Figure] {
        let large = try LargeRecord(logs: 100, height: 1_000, real: 1_000, contentBytes: 300)
        var rates: [Double] = []
        for _ in 0..<3 {
            let other = try RecordSide(key: try SigningKey.generate(), record: large.restored { _ in 0 })
            other.served = large.served
            _ = try ScratchStore.milliseconds(
                of: { store in
                    let joiner = try RecordSide(key: try SigningKey.generate(), record: large.empty, store: store)
                    try RecordSide.link(joiner, other)
                    let spent = try RecordSide.talk(other, joiner)
                    precondition(joiner.stored == 100_000, "the joiner takes all")
                    rates.append(100_000 * 1e9 / spent)
                }, then: { _ in })
        }
        return [
            Figure(
                name: "joining node takes 100,000 entries of 300 bytes over a link into SQLite",
                value: median(rates).rounded(), unit: "1/s", peer: "published for Secure Scuttlebutt, not measured here",
                peerValue: 2_200, target: 60_000, moreIsBetter: true)
        ]
    }
}

/// A record of many logs of one height, of which the last entries of each are real, and of the others only the names.
struct LargeRecord {
    let founding: Entry
    private(set) var served: [LogID: (from: Int, entries: [[UInt8]])] = [:]
    private var logs: [(id: LogID, names: [EntryID])] = []

    init(logs count: Int, height: Int, real: Int, contentBytes: Int = 9, isSigned: Bool = true) throws {
        let founder = try SigningKey.generate()
        let day = try Day("2026-11-28")
        let (kind, shape, bytes) = Content.founding(
            try Content.Founding(title: "Bench", place: "", firstDay: day, lastDay: day)).encoded()
        let header = EntryHeader(
            gathering: nil, log: LogID(author: founder.publicKey, number: 1), height: 0, previous: nil, document: nil,
            parents: [], createdMS: 0, kind: kind, shape: shape, content: bytes)
        founding = try Entry(signing: header, content: bytes, by: founder)
        let content = [UInt8](repeating: UInt8(ascii: "x"), count: contentBytes)
        for number in 0..<count {
            let key = try SigningKey.generate()
            let id = LogID(author: key.publicKey, number: UInt64(number))
            var names = try (0..<height - real).map { try Self.name(number, $0) }
            var entries: [[UInt8]] = []
            for place in height - real..<height {
                let header = EntryHeader(
                    gathering: founding.id, log: id, height: place, previous: names.last, document: founding.id,
                    parents: names.last.map { [$0] } ?? [], createdMS: 1_764_000_000_000, kind: 1_000, content: content)
                let entry =
                    isSigned
                    ? try Entry(signing: header, content: content, by: key)
                    : try Entry(
                        decoding: Entry.encoded(
                            header: header.encoded(), signature: [UInt8](repeating: 1, count: 64), content: content))
                names.append(entry.id)
                entries.append(entry.encoded())
            }
            logs.append((id, names))
            served[id] = (height - real, entries)
        }
    }

    private static func name(_ log: Int, _ height: Int) throws -> EntryID {
        var dice = Dice(seed: UInt64(log) << 32 | UInt64(height))
        return EntryID(try Bytes32((0..<32).map { _ in UInt8(truncatingIfNeeded: dice.next()) }))
    }

    /// What a node holds that lacks so many of the last entries of each log.
    func restored(lacking: (Int) -> Int) -> RestoredRecord {
        var record = empty
        for (number, log) in logs.enumerated() {
            let names = Array(log.names.dropLast(lacking(number)))
            guard let head = names.last else { continue }
            record.logs.append(
                RestoredLog(
                    id: log.id, log: Log(height: names.count, head: head, checkedHeight: names.count), entries: names,
                    bytes: 0))
        }
        return record
    }

    /// What a node holds that has just joined.
    var empty: RestoredRecord { RestoredRecord(gathering: founding.id, founding: founding, membership: .open) }
}
