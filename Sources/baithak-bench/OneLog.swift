import Gatherings
import Keys

/// One log of so many entries, as bytes.
struct OneLog {
    let gathering: EntryID
    let entries: [[UInt8]]

    init(entries count: Int, key: SigningKey, number: UInt64, contentBytes: Int) throws {
        var entries: [Entry] = []
        let content = [UInt8](repeating: UInt8(ascii: "x"), count: contentBytes)
        for height in 0..<count {
            let founding = entries.first?.id
            let header = EntryHeader(
                gathering: founding, log: LogID(author: key.publicKey, number: number), height: height,
                previous: entries.last?.id, document: founding, parents: entries.last.map { [$0.id] } ?? [],
                createdMS: 1_764_000_000_000, kind: 1, content: content)
            entries.append(try Entry(signing: header, content: content, by: key))
        }
        gathering = entries[0].id
        self.entries = entries.map { $0.encoded() }
    }
}
