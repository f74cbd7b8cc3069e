import Gatherings
import Keys
import Peering

/// A record of many logs of one height, of which the last entries of each are real, and of the others only the names.
struct LargeRecord {
    let founding: Entry
    private(set) var served: [LogID: (from: Int, entries: [[UInt8]])] = [:]
    private var logs: [(id: LogID, names: [EntryID])] = []

    init(logs count: Int, height: Int, real: Int, contentBytes: Int = 9, isSigned: Bool = true) throws {
        let founder = try SigningKey.generate()
        let day = try Day("2026-11-28")
        let (kind, shape, bytes) = Content.founding(
            try Content.Founding(title: "Bench", place: "", firstDay: day, lastDay: day)
        ).encoded()
        let header = EntryHeader(
            gathering: nil, log: LogID(author: founder.publicKey, number: 1), height: 0, previous: nil, document: nil,
            parents: [], createdMS: 0, kind: kind, shape: shape, content: bytes)
        founding = try Entry(signing: header, content: bytes, by: founder)
        let content = [UInt8](repeating: UInt8(ascii: "x"), count: contentBytes)
        for number in 0..<count {
            let key = try SigningKey.generate()
            let id = LogID(author: key.publicKey, number: UInt64(number))
            let pad = try Self.name(count + number % Self.padCount, 0)
            var names = try (0..<height - real).map { try Self.name(number, $0) }
            var entries: [[UInt8]] = []
            for place in height - real..<height {
                let header = EntryHeader(
                    gathering: founding.id, log: id, height: place, previous: names.last, document: pad,
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

    /// Most of what people write is notes, of as many sessions as a day has.
    private static let padCount = 20

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
                    bytes: EntryBytes()))
        }
        return record
    }

    /// What a node holds that has just joined.
    var empty: RestoredRecord { RestoredRecord(gathering: founding.id, founding: founding, membership: .open) }
}
