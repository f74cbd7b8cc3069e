import Gatherings
import Keys

/// Somebody who says things in a gathering, one after the other in one log.
struct Scribe {
    let author: Author
    private(set) var last: Entry?

    init() throws { author = try Author() }

    var key: PublicKey { author.key.publicKey }

    /// Begins a gathering.
    mutating func found(_ founding: Content.Founding) throws -> Entry {
        let (kind, shape, content) = Content.founding(founding).encoded()
        return try sign(nil, nil, [], kind, shape, content)
    }

    /// Says something in a document, by default that of the programme, knowing these heads of it.
    mutating func say(
        _ content: Content, in gathering: EntryID, document: EntryID? = nil, after parents: [EntryID],
        guest: UInt64 = 0
    ) throws -> Entry {
        let (kind, shape, bytes) = content.encoded()
        return try sign(gathering, document ?? gathering, parents, kind, shape, bytes, guest: guest)
    }

    /// Says what nobody of good will would.
    mutating func sign(
        _ gathering: EntryID?, _ document: EntryID?, _ parents: [EntryID], _ kind: UInt32, _ shape: [UInt8],
        _ content: [UInt8], guest: UInt64 = 0
    ) throws -> Entry {
        let header = EntryHeader(
            gathering: gathering, log: author.log(1), height: last.map { $0.header.height + 1 } ?? 0,
            previous: last?.id, document: document, parents: parents,
            createdMS: 1_800_000_000_000 + UInt64(last.map { $0.header.height + 1 } ?? 0), kind: kind, shape: shape,
            guest: guest, content: content)
        let entry = try Entry(signing: header, content: content, by: author.key)
        last = entry
        return entry
    }
}

/// Choices that follow from a seed.
struct Choices: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
