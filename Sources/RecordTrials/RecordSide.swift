import Cards
import Gatherings
import Keys
import Peering
import Storage
import Wire

/// One of two nodes that share a record, with what a shell does for it: over a link that carries encoded and sealed
/// frames, with a database or without.
final class RecordSide {
    let key: SigningKey
    var node: Node
    /// Entries that it serves, as they travel, from the first height that is real.
    var served: [LogID: (from: Int, entries: [[UInt8]])] = [:]
    let store: Store?
    let isGenuine: (Entry) -> Bool
    /// Frames for the other side, in order.
    private(set) var outgoing: [[UInt8]] = []
    /// Bytes of frames sent, without entries that were asked for, and with.
    private(set) var controlBytes = 0
    private(set) var entryBytes = 0
    /// Messages about records that were sent, for counting round trips.
    private(set) var steps: [RecordStep] = []
    private var changes: [Change] = []
    private var tokens: [StoreToken] = []
    private var waitingEntries = 0
    private(set) var stored = 0

    /// The link, by the same number on both sides.
    static let link = LinkID(1)
    /// What a frame adds to its plaintext: length and tag.
    static let frameBytes = 18

    init(
        key: SigningKey, record: RestoredRecord, store: Store? = nil,
        isGenuine: @escaping (Entry) -> Bool = { $0.isGenuine }
    ) throws {
        self.key = key
        self.store = store
        self.isGenuine = isGenuine
        var restored = Restored(badge: try Badge(entering: "Bench"))
        restored.gatherings = [record]
        node = Node(
            signer: key, verifier: SealVerifier(), restored: restored, startWallMS: 1_790_000_000_000, seed: 1,
            at: Instant(microseconds: 0))
        if let store, let founding = record.founding {
            try store.write([.gathering(founding, record.membership)], atMS: 1)
        }
    }

    func handle(_ event: Node.Event, at now: Instant = Instant(microseconds: 1_000)) throws {
        var events = [event]
        while !events.isEmpty {
            for effect in node.handle(events.removeFirst(), at: now) {
                switch effect {
                case .send(_, let message): send(message)
                case .record(let gathering, let task): events.append(.record(gathering, answer(task, gathering)))
                case .persist(let change):
                    if case .entries(_, let run) = change { waitingEntries += run.entries.count }
                    changes.append(change)
                case .awaitStored(let token): tokens.append(token)
                case .check(let link, let presences):
                    events.append(
                        .checked(
                            link,
                            presences.map {
                                Node.CheckedPresence(presence: $0, author: try? PublicKey($0.header.author))
                            }))
                default: break
                }
            }
        }
        if waitingEntries >= 1_000 { try flush() }
    }

    /// Writes what waits, and tells the node.
    func flush() throws {
        let due = tokens
        tokens = []
        stored += waitingEntries
        waitingEntries = 0
        if let store { try store.write(changes, atMS: 1) }
        changes = []
        for token in due { try handle(.stored(token)) }
    }

    func takeOutgoing() -> [[UInt8]] {
        defer { outgoing = [] }
        return outgoing
    }

    private func send(_ message: Message) {
        let bytes = message.encoded()
        outgoing.append(bytes)
        guard case .record(_, let step) = message else { return }
        steps.append(step)
        if case .entries(let entries, _) = step, !entries.isEmpty {
            entryBytes += bytes.count + Self.frameBytes
        } else {
            controlBytes += bytes.count + Self.frameBytes
        }
    }

    private func answer(_ task: RecordTask, _ gathering: EntryID) -> RecordAnswer {
        switch task {
        case .check(let link, let entries, let pushed):
            return .checked(
                link, CheckedEntries(checking: entries, of: gathering, isGenuine: isGenuine), pushed: pushed)
        case .read(let link, let spans):
            return .read(link, LogSpan.servable(read(spans), of: spans, isGenuine: isGenuine))
        case .prove, .checkProof: return .proof(nil)
        }
    }

    private func read(_ spans: [LogSpan]) -> [[UInt8]] {
        var (found, bytes): ([[UInt8]], Int) = ([], 0)
        for span in spans {
            guard let log = served[span.log] else { return found }
            for height in span.heights {
                guard height >= log.from, height - log.from < log.entries.count else { return found }
                let entry = log.entries[height - log.from]
                if bytes + entry.count > RecordLimits.entriesBytesMax || found.count >= WireLimits.entriesMax {
                    return found
                }
                found.append(entry)
                bytes += entry.count + 4
            }
        }
        return found
    }

    /// Links two nodes, the first of which dialled.
    static func link(_ one: RecordSide, _ other: RecordSide) throws {
        let hash = [UInt8](repeating: 7, count: 64)
        let remote = Endpoint(address: .v4(0x0A00_0001), port: 22_484)
        try one.handle(.started(listening: []))
        try other.handle(.started(listening: []))
        try one.handle(
            .linkOpened(
                OpenedLink(
                    id: link, peer: other.key.publicKey, dial: DialID(1), remote: remote, interface: 0,
                    persona: .attendee, handshakeHash: hash)))
        try other.handle(
            .linkOpened(
                OpenedLink(
                    id: link, peer: one.key.publicKey, dial: nil, remote: remote, interface: 0, persona: .attendee,
                    handshakeHash: hash)))
    }

    /// Runs without looking at a clock.
    static func unmeasured(_ body: () throws -> Void) throws -> Double {
        try body()
        return 0
    }

    /// Carries frames to and fro until nobody has anything to say. How long the second side took, in nanoseconds of
    /// processor time, its opening of frames included.
    @discardableResult
    static func talk(
        _ one: RecordSide, _ other: RecordSide, clock: (() throws -> Void) throws -> Double = unmeasured
    ) throws -> Double {
        var spent = 0.0
        var link = try SealedFrames()
        while true {
            let toOther = one.takeOutgoing()
            let toOne = other.takeOutgoing()
            if toOther.isEmpty, toOne.isEmpty {
                spent += try clock { try other.flush() }
                try one.flush()
                if one.outgoing.isEmpty, other.outgoing.isEmpty { return spent }
                continue
            }
            for frame in toOther {
                let sealed = try link.seal(frame)
                spent += try clock {
                    let opened = try link.open(sealed)
                    try other.handle(.received(Self.link, try Message(decoding: opened)))
                }
            }
            for frame in toOne { try one.handle(.received(Self.link, try Message(decoding: frame))) }
        }
    }
}
