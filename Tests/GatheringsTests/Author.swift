import Gatherings
import Keys

/// Somebody who signs entries, from one or several databases.
struct Author {
    let key: SigningKey

    init() throws { key = try SigningKey.generate() }

    func log(_ number: UInt64) -> LogID { LogID(author: key.publicKey, number: number) }

    /// The entry that founds a gathering.
    func founding(_ title: String = "OSSCamp", number: UInt64 = 1) throws -> Entry {
        let content = Array(title.utf8)
        let header = EntryHeader(
            gathering: nil, log: log(number), height: 0, previous: nil, document: nil, parents: [], createdMS: 7,
            kind: 1, content: content)
        return try Entry(signing: header, content: content, by: key)
    }

    /// An entry after another of the same log; the first of a log after none.
    func entry(
        _ text: String, in gathering: EntryID, number: UInt64 = 1, after previous: Entry?
    ) throws -> Entry {
        let content = Array(text.utf8)
        let header = EntryHeader(
            gathering: gathering, log: log(number), height: previous.map { $0.header.height + 1 } ?? 0,
            previous: previous?.id, document: gathering, parents: [], createdMS: 8, kind: 2, content: content)
        return try Entry(signing: header, content: content, by: key)
    }

    /// So many entries, one after the other.
    func entries(
        _ count: Int, in gathering: EntryID, number: UInt64 = 1, after first: Entry? = nil
    ) throws -> [Entry] {
        var entries: [Entry] = []
        for place in 0..<count {
            entries.append(
                try entry("entry \(place)", in: gathering, number: number, after: entries.last ?? first))
        }
        return entries
    }
}
