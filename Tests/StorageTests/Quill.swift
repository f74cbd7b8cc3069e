import Gatherings
import Keys
import Peering

/// Somebody who signs entries of one log of a gathering.
struct Quill {
    let key: SigningKey
    let log: LogID

    init(_ key: SigningKey? = nil, log number: UInt64 = 1) throws {
        self.key = try key ?? SigningKey.generate()
        log = LogID(author: self.key.publicKey, number: number)
    }

    /// An entry after another of the log, of a document; the founding entry of a gathering if there is none.
    func entry(
        _ content: [UInt8], in gathering: EntryID? = nil, document: EntryID? = nil, after previous: Entry? = nil,
        kind: UInt32 = 99
    ) throws -> Entry {
        let header = EntryHeader(
            gathering: gathering, log: log, height: previous.map { $0.header.height + 1 } ?? 0,
            previous: previous?.id, document: document ?? gathering, parents: [], createdMS: 8, kind: kind,
            content: content)
        return try Entry(signing: header, content: content, by: key)
    }

    func entry(
        _ text: String, in gathering: EntryID? = nil, document: EntryID? = nil, after previous: Entry? = nil
    ) throws -> Entry {
        try entry(Array(text.utf8), in: gathering, document: document, after: previous)
    }

    /// So many entries, one after the other.
    func entries(_ count: Int, in gathering: EntryID, after first: Entry? = nil) throws -> [Entry] {
        var entries: [Entry] = []
        for place in 0..<count {
            entries.append(try entry("entry \(place)", in: gathering, after: entries.last ?? first))
        }
        return entries
    }

    /// Takes an entry back.
    func retraction(
        of target: Entry, in gathering: EntryID, document: EntryID? = nil, after previous: Entry? = nil
    ) throws -> Entry {
        let (kind, _, content) = Content.retraction(Content.Retraction(of: target)).encoded()
        return try entry(content, in: gathering, document: document, after: previous, kind: kind)
    }
}

extension Change {
    /// These entries of one log.
    static func wrote(_ entries: [Entry], in gathering: EntryID) throws -> Change {
        .entries(gathering, try Run(entries, of: gathering))
    }
}
