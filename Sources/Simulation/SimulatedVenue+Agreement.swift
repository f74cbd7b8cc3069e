import Gatherings
import Keys
import Peering
import Wire

/// What must hold of what people see, and of what those see who were not invited.
extension SimulatedVenue {
    /// Where people who hold the same see something else, or something that they should not.
    func disagreements(among present: [Int]) -> [String] {
        guard let gathering else { return [] }
        var complaints: [String] = []
        var first: Sight?
        for index in present {
            guard let kept = kept(gathering, at: index), let view = hosts[index].view else { continue }
            guard let sight = Sight(scratch: kept, startingAt: index) else { continue }
            complaints += Sight.differences(of: view, from: sight, believesLast: believesLast).map { "\(index) \($0)" }
            complaints += sight.improper(kept, suspects: suspects).map { "\(index) \($0)" }
            if let first, first != sight { complaints.append("\(index) sees something else than \(present[0])") }
            first = first ?? sight
        }
        return complaints
    }

    private var believesLast: Bool { settings.bug == .believesTheLastToArrive }

    private var suspects: Set<PublicKey> { Set(byzantine.map { hosts[$0].signer.publicKey }) }

    // Who was not invited.

    /// Nobody who keeps to the rules tells anything to whoever was not invited.
    mutating func checkSecrecy(
        of message: Message, from index: Int, over link: SimulatedLink, to side: SimulatedLink.Side
    ) {
        guard let outsider = settings.outsider, link[side].host == outsider, let gathering else { return }
        switch message {
        case .gatherings(let open, let proofs):
            hosts[outsider].overheard[link[side].id] = proofs
            if open.contains(gathering.bytes.bytes) { tattled(index) }
        case .record: tattled(index)
        default: break
        }
    }

    private mutating func tattled(_ index: Int) {
        writingComplaints.append("\(index) tells somebody of the gathering who was not invited")
    }

    /// Whoever was not invited says what they heard themselves, and asks for what they cannot know of.
    mutating func pry(_ index: Int) {
        guard hosts[index].isAwake, let gathering else { return }
        let proofs = hosts[index].linkIDs.flatMap { hosts[index].overheard[$0] ?? [] }
        for id in hosts[index].linkIDs {
            guard let (link, side) = hosts[index].links[id] else { continue }
            let wants = RecordStep.wants([LogRange(log: 1, heights: 0..<9)], graft: true)
            send(
                .message(.gatherings(open: [], proofs: Array(proofs.prefix(WireLimits.gatheringsMax)))), over: link,
                to: side.other)
            for step in [.askFounding, wants, .frontier([UInt8](repeating: 9, count: 32))] {
                send(.message(.record(gathering.bytes.prefix, step)), over: link, to: side.other)
            }
        }
    }

    /// What whoever was not invited has of the gathering all the same.
    var secretsTold: [String] {
        guard let outsider = settings.outsider else { return [] }
        let isIn = !hosts[outsider].disk.gatherings.isEmpty || hosts[outsider].node?.offeredGatherings.isEmpty == false
        return isIn ? ["\(outsider) knows of the gathering and was not invited"] : []
    }
}

/// The programme and all pads, as they follow from what a disk keeps.
struct Sight: Equatable {
    private var programme: ProgrammeState
    private var texts: [EntryID: String] = [:]
    /// Without what some wrote: by pad, then by author.
    private var hiding: [EntryID: [PublicKey: String]] = [:]
    private let heads: [EntryID]
    private let lastPlaced: [EntryID: EntryID]

    /// From scratch, in an order of its own.
    init?(scratch kept: KeptGathering, startingAt number: Int) {
        var dice = Dice(seed: UInt64(number))
        let entries = kept.entries.shuffled(using: &dice)
        guard var view = SimulatedView(founding: kept.founding, invitation: kept.membership.invitation) else {
            return nil
        }
        for document in Set(entries.compactMap(\.header.document)).sorted() where document != kept.name {
            view.pads[document] = SharedPad(document: document)
        }
        view.take(entries)
        for document in view.pads.keys.sorted() {
            let authors = Set(kept.entries(of: document).map(\.header.log.author)).sorted()
            texts[document] = view.pads[document]?.text
            for author in authors {
                hiding[document, default: [:]][author] = view.pads[document]?.text(hiding: [author])
            }
        }
        programme = view.programme.state
        heads = view.programme.heads
        lastPlaced = view.lastPlaced
    }

    /// The order of arrival counts for nothing.
    static func == (left: Self, right: Self) -> Bool {
        left.programme == right.programme && left.texts == right.texts && left.heads == right.heads
    }

    /// In what a view that heard of entries one by one differs.
    static func differences(of view: SimulatedView, from sight: Sight, believesLast: Bool) -> [String] {
        var view = view
        var differences: [String] = []
        if view.programme.state != sight.programme { differences.append("sees another programme than its disk has") }
        if view.programme.heads != sight.heads { differences.append("goes on from elsewhere than its disk") }
        for document in view.pads.keys.sorted() where view.pads[document]?.text != sight.texts[document, default: ""] {
            differences.append("sees another pad than its disk has")
        }
        if believesLast {
            let placed = sight.programme.sessions.filter { view.lastPlaced[$0.id] != sight.lastPlaced[$0.id] }
            if !placed.isEmpty { differences.append("sees sessions elsewhere than its disk") }
        }
        return differences
    }

    /// What is seen, or kept, and should not be.
    func improper(_ kept: KeptGathering, suspects: Set<PublicKey>) -> [String] {
        var complaints: [String] = []
        let entries = kept.entries
        let byName = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in entries where entry.header.kind == EntryKind.retraction.rawValue {
            guard case .retraction(let retraction)? = try? Content(of: entry), let target = byName[retraction.target],
                KeptGathering.retracts(entry, target)
            else { continue }
            if target.content != nil { complaints.append("keeps what its author took back") }
        }
        let lacking = kept.lacking.filter { !suspects.contains($0.header.log.author) }
        if !lacking.isEmpty { complaints.append("lacks what \(lacking.count) entries say") }
        for session in programme.sessions where byName[session.id]?.content == nil {
            complaints.append("shows a session that was taken back")
        }
        for document in texts.keys.sorted() {
            var written: [Unicode.Scalar: Set<PublicKey>] = [:]
            for entry in kept.entries(of: document) where entry.header.kind == EntryKind.padEdit.rawValue {
                let author = entry.header.log.author
                // Who keeps to the rules deletes what they take back.
                if suspects.contains(author) { written["\u{FFFD}", default: []].insert(author) }
                guard let content = entry.content else { continue }
                for scalar in String(decoding: content, as: UTF8.self).unicodeScalars {
                    written[scalar, default: []].insert(author)
                }
            }
            for scalar in texts[document]?.unicodeScalars ?? "".unicodeScalars where written[scalar] == nil {
                complaints.append("reads what nobody wrote: \(scalar.value)")
            }
            for (author, text) in (hiding[document] ?? [:]).sorted(by: { $0.key < $1.key }) {
                for scalar in text.unicodeScalars where written[scalar, default: []].subtracting([author]).isEmpty {
                    complaints.append("reads what somebody wrote who is blocked")
                }
            }
        }
        return complaints
    }
}
