import Gatherings
import Keys
import Peering
import Wire

/// Whoever signs entries of one log without a node, for good or for ill.
struct Pen {
    let key: SigningKey
    let log: LogID
    let gathering: EntryID

    init(_ key: SigningKey, log number: UInt64 = 77, in gathering: EntryID) {
        self.key = key
        log = LogID(author: key.publicKey, number: number)
        self.gathering = gathering
    }

    /// An entry after another of the same log; the first of a log after none.
    func entry(
        _ text: String, after previous: Entry? = nil, document: EntryID? = nil, kind: UInt32 = 99
    ) throws -> Entry {
        try entry(Array(text.utf8), after: previous, document: document, kind: kind)
    }

    func entry(
        _ content: [UInt8], after previous: Entry? = nil, document: EntryID? = nil, kind: UInt32 = 99
    ) throws -> Entry {
        let header = EntryHeader(
            gathering: gathering, log: log, height: previous.map { $0.header.height + 1 } ?? 0,
            previous: previous?.id, document: document ?? gathering, parents: [], createdMS: 8, kind: kind,
            content: content)
        return try Entry(signing: header, content: content, by: key)
    }

    /// So many entries, one after the other.
    func entries(_ count: Int, after first: Entry? = nil, _ text: String = "entry") throws -> [Entry] {
        var entries: [Entry] = []
        for place in 0..<count { entries.append(try entry("\(text) \(place)", after: entries.last ?? first)) }
        return entries
    }
}

extension EntryID {
    /// What a link says about this gathering.
    func says(_ step: RecordStep) -> Message { .record(bytes.prefix, step) }

    /// These entries, as new.
    func pushes(_ entries: [Entry]) -> Message { says(.entries(entries.map { $0.encoded() }, pushed: true)) }

    /// These entries, as they were asked for.
    func streams(_ entries: [Entry]) -> Message { says(.entries(entries.map { $0.encoded() }, pushed: false)) }

    /// Takes part in this gathering, which is open.
    var hello: Message { .gatherings(open: [bytes.bytes], proofs: []) }
}
