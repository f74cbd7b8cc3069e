import Gatherings
import Keys
import Peering
import Wire

/// Somebody who takes part and does not keep to the rules: beside what their node says, they say what suits them.
struct Byzantine {
    /// Their own logs, beside that of their node: by number, the entries of one of possibly several branches.
    var logs: [UInt64: [Entry]] = [:]
}

/// What a Byzantine attendee does.
package enum Mischief: Int, CaseIterable, Sendable {
    /// Signs two entries for one height, and tells some this and others that.
    case fork
    /// Sends an entry that names another as the one before.
    case badChain
    /// Sends an entry that nobody signed.
    case badSignature
    /// Sends an entry of another gathering.
    case wrongGathering
    /// Sends an entry that names a document and parents that do not exist.
    case danglingReference
    /// Begins many logs at once.
    case flood
    /// Claims to hold what does not exist.
    case boast
    /// Answers without being asked, and asks for what does not exist.
    case chatter
    /// Sends proofs that prove nothing.
    case falseProof
    /// Sends entries of a kind that nobody knows, which is no mischief, and is passed on.
    case unknownKind
    /// Says things of known kinds that are damaged.
    case malformed
    /// Edits pads where there is nothing, or by more than there is.
    case wildEdit
    /// Takes back what others said.
    case takesBackOthers
    /// Takes back what they said themselves, in ways in which nobody does.
    case oddRetraction
    /// Puts sessions where there is no room.
    case placesNowhere
    /// From now on passes on what others wrote without what it says.
    case strips
}

extension SimulatedVenue {
    /// An attendee does something that they should not.
    mutating func misbehave(_ index: Int, _ mischief: Mischief) {
        guard let gathering, hosts[index].isAwake, !hosts[index].links.isEmpty else { return }
        byzantine.insert(index)
        switch mischief {
        case .fork: fork(index, gathering)
        case .badChain:
            guard let first = evil(index, log: dice.next(), after: nil, gathering),
                let second = evil(
                    index, log: first.header.log.number, after: nil, height: 1, previous: gathering, gathering)
            else { return }
            tell([first, second].map { $0.encoded() }, from: index)
        case .badSignature:
            guard let entry = evil(index, log: dice.next(), after: nil, gathering, isNoted: false) else { return }
            let bytes = Entry.encoded(
                header: entry.headerBytes, signature: entry.signature.bytes.reversed(), content: entry.content)
            tell([bytes], from: index)
        case .wrongGathering:
            guard let other = evil(index, log: dice.next(), after: nil, nothing, isNoted: false) else { return }
            tell([other.encoded()], from: index)
        case .danglingReference:
            guard
                let entry = evil(index, log: dice.next(), after: nil, gathering, document: nothing, parents: [nothing])
            else { return }
            tell([entry.encoded()], from: index)
        case .flood:
            for _ in 0..<40 {
                if let entry = evil(index, log: dice.next(), after: nil, gathering) {
                    tell([entry.encoded()], from: index)
                }
            }
        case .boast: say(boasts, from: index)
        case .chatter: say(chatter, from: index)
        case .falseProof:
            guard let one = evil(index, log: 1, after: nil, gathering, isNoted: false),
                let other = evil(index, log: 2, after: nil, gathering, isNoted: false)
            else { return }
            say(
                [.proof(one.encoded(), other.encoded()), .proof(one.encoded(), one.encoded()), .proof([1], [2])],
                from: index)
        case .unknownKind:
            let log = dice.next()
            guard let entry = evil(index, log: log, after: nil, gathering, kind: 77_777) else { return }
            tell([entry.encoded()], from: index)
        case .malformed, .wildEdit, .takesBackOthers, .oddRetraction, .placesNowhere:
            tell(lies(mischief, of: index, in: gathering).map { $0.encoded() }, from: index)
        case .strips: strippers.insert(index)
        }
    }

    /// What a host says, if need be without what others said.
    func stripped(_ message: Message, of index: Int) -> Message {
        guard strippers.contains(index), case .record(let prefix, .entries(let entries, let pushed)) = message else {
            return message
        }
        let own = hosts[index].signer.publicKey
        let bare = entries.map { bytes -> [UInt8] in
            guard let entry = try? Entry(decoding: bytes), entry.header.log.author != own else { return bytes }
            return entry.retracted.encoded()
        }
        return .record(prefix, .entries(bare, pushed: pushed))
    }

    /// Two branches of one log: some neighbours get one, the others the other, and each is longer than the fork.
    private mutating func fork(_ index: Int, _ gathering: EntryID) {
        let log = dice.next()
        guard let root = evil(index, log: log, after: nil, gathering) else { return }
        for link in hosts[index].linkIDs {
            guard let branch = evil(index, log: log, after: root, gathering),
                let tip = evil(index, log: log, after: branch, gathering)
            else { return }
            send([root, branch, tip].map { $0.encoded() }, over: link, from: index)
            if dice.below(2) == 0 { continue }
            guard let other = evil(index, log: log, after: root, gathering) else { return }
            send([other.encoded()], over: link, from: index)
        }
    }

    var nothing: EntryID { EntryID(hosts[0].signer.publicKey.compact) }

    private var boasts: [RecordStep] {
        let tag = UInt64(7) << 50
        return [
            .held([LogHeight(log: tag, height: .max), LogHeight(log: tag + 1, height: 9)]),
            .frontier([UInt8](repeating: 9, count: 32)), .buckets([UInt8](repeating: 9, count: WireLimits.bucketBytes)),
            .lines([LogLine(log: tag, height: .max, head: 1, stop: 0)], buckets: .max, takesNewLogs: true),
        ]
    }

    private var chatter: [RecordStep] {
        [
            .same, .taken(messages: .max), .prune, .entries([], pushed: false), .entries([[1, 2, 3]], pushed: true),
            .wants([LogRange(log: 5, heights: 0..<UInt32.max)], graft: true), .askProof(5), .founding([1]),
            .askFounding,
        ]
    }

    /// An entry that a Byzantine attendee signs, as anybody could who has a key; it is dated anyhow.
    mutating func evil(
        _ index: Int, log: UInt64, after before: Entry?, height: Int? = nil, previous: EntryID? = nil,
        _ gathering: EntryID, document: EntryID? = nil, parents: [EntryID] = [], kind: UInt32 = 1_000,
        shape: [UInt8] = [], content: [UInt8]? = nil, isNoted: Bool = true
    ) -> Entry? {
        writtenCount += 1
        let content = content ?? Array("evil \(writtenCount)".utf8)
        let header = EntryHeader(
            gathering: gathering, log: LogID(author: hosts[index].signer.publicKey, number: log),
            height: height ?? before.map { $0.header.height + 1 } ?? 0, previous: previous ?? before?.id,
            document: document ?? gathering, parents: parents, createdMS: log, kind: kind,
            shape: shape, content: content)
        guard let entry = try? Entry(signing: header, content: content, by: hosts[index].signer) else { return nil }
        if isNoted { signed.insert(entry.id) }
        return entry
    }

    private mutating func tell(_ entries: [[UInt8]], from index: Int) {
        for link in hosts[index].linkIDs where dice.below(3) > 0 { send(entries, over: link, from: index) }
    }

    private mutating func say(_ steps: [RecordStep], from index: Int) {
        for link in hosts[index].linkIDs where dice.below(3) > 0 {
            for step in steps { send(step, over: link, from: index) }
        }
    }

    private mutating func send(_ entries: [[UInt8]], over link: LinkID, from index: Int) {
        send(.entries(entries, pushed: dice.below(2) == 0), over: link, from: index)
    }

    private mutating func send(_ step: RecordStep, over id: LinkID, from index: Int) {
        guard let gathering, let (link, side) = hosts[index].links[id] else { return }
        send(.message(.record(gathering.bytes.prefix, step)), over: link, to: side.other)
    }
}
