import Gatherings
import Keys
import Wire

/// The record of one gathering that we take part in: what we hold of it, who else takes part over which link, and how
/// new entries spread. It takes what happens and tells what is to be done, as Node does, and is part of it.
struct SharedRecord: Sendable {
    /// What is to be done.
    enum Effect: Hashable {
        case say(LinkID, RecordStep)
        case close(LinkID, CloseReason)
        case work(RecordTask)
        case persist(Change)
        case await(Wait)
        case tell(Node.Notice)
    }

    /// What is waited for until it is on the disk.
    enum Wait: Hashable {
        /// An entry of our own.
        case own(EntryID)
        /// So many entries of others, after which these are answered.
        case taken(count: Int, [Answer])
    }

    /// What somebody is told once their entries are on the disk.
    enum Answer: Hashable {
        /// They may send more.
        case taken(LinkID)
        /// We hold their own log up to here.
        case held(LinkID, LogHeight)
    }

    let gathering: EntryID
    /// The first eight bytes of its id: how links name it.
    let prefix: UInt64
    let membership: Membership
    let own: any Signer
    let founding: Entry
    var record: Record
    /// The names of all entries, by height: what a run is compared with. 32 bytes an entry, so 32 MB for a million.
    var names: [LogID: [EntryID]] = [:]
    var proofs: [LogTag: ForkProof] = [:]
    var quota = Quota()
    var lacking: LackingContents
    var rate = PushRate()
    /// Logs of authors who have taken their share: nothing more of them is taken before the next start.
    var refused: Set<LogTag> = []
    /// Lines of others with as many entries as we hold and another end, for which a proof was looked for.
    var compared: Set<LogLine> = []
    /// Our own log from this database.
    var ownLog: LogID
    /// Our own entries that are not on the disk yet, oldest first: nobody hears of them before they are.
    var pending: [Entry] = []
    /// Its founding entry is ours and not on the disk yet: nobody hears of the gathering.
    var isBeingFounded = false
    /// How many entries of others are not on the disk yet.
    var unstored = 0
    /// Those who take part, in the order in which they were met.
    var shares: [LinkShare] = []
    /// How much of our own log others hold, in the order in which they first said so.
    var holders: [(peer: PublicKey, log: LogTag, height: Int)] = []
    var missing = Missing<LogTag>()
    /// Whom we receive a stream from, and until when we are patient.
    var receiving: (link: LinkID, until: Instant)?
    var nextCompare: Instant
    var announceAt: Instant?
    var effects: [Effect] = []
    private var recent: Set<EntryID> = []
    private var recentOrder: [EntryID] = []

    init(_ restored: RestoredRecord, founding: Entry, own: any Signer, ownLog number: UInt64, at now: Instant) {
        gathering = restored.gathering
        prefix = restored.gathering.bytes.prefix
        membership = restored.membership
        self.own = own
        self.founding = founding
        record = Record(gathering: restored.gathering)
        lacking = LackingContents(restored.lacking, takenBack: restored.takenBack)
        ownLog = LogID(author: own.publicKey, number: number)
        nextCompare = now.advanced(byMS: RecordLimits.compareMS)
        for log in restored.logs {
            record.restore(log.id, log.log)
            names[log.id] = log.entries
            quota.add(log.bytes, of: log.id.author)
        }
        for proof in restored.proofs { proofs[LogTag(proof.log)] = proof }
    }

    /// Which entry stands at a height of a log.
    func name(_ log: LogID, _ height: Int) -> EntryID? {
        guard let names = names[log], names.indices.contains(height) else { return nil }
        return names[height]
    }

    func share(of link: LinkID) -> Int? { shares.firstIndex { $0.link == link } }

    /// A link whose other side takes part too; whoever dialled begins to compare.
    mutating func opened(_ link: LinkID, to peer: PublicKey, isInitiator: Bool, at now: Instant) {
        guard share(of: link) == nil else { return }
        shares.append(LinkShare(link: link, peer: peer))
        if isInitiator { compare(with: shares.count - 1, at: now) }
    }

    mutating func closed(_ link: LinkID) {
        shares.removeAll { $0.link == link }
        if receiving?.link == link { receiving = nil }
    }

    /// What the other side says.
    mutating func received(_ step: RecordStep, over link: LinkID, dice: inout Dice, at now: Instant) {
        guard let place = share(of: link) else { return }
        switch step {
        case .frontier(let hash): answer(hash, at: place, at: now)
        case .same: confirmed(at: place, at: now)
        case .buckets(let hashes): answer(buckets: hashes, at: place, at: now)
        case .lines(let lines, let buckets, let takesNewLogs):
            answer(lines, buckets, takesNewLogs: takesNewLogs, at: place, at: now)
        case .wants(let ranges, let graft):
            if graft { shares[place].isEager = true }
            let spans = ranges.compactMap(span)
            shares[place].wanted += spans.reduce(0) { $0 + $1.heights.count }
            serve(spans, at: place)
        case .entries(let entries, let pushed): take(entries, pushed: pushed, at: place, at: now)
        case .taken(let messages):
            shares[place].inFlight = max(0, shares[place].inFlight - Int(min(messages, 1 << 16)))
            // All that they lacked is on their disk.
            if shares[place].inFlight == 0, shares[place].serving.isEmpty { shares[place].compared(behind: 0, at: now) }
            pump(at: place)
        case .held(let heights): heard(heights, at: place, at: now)
        case .prune: shares[place].isEager = false
        case .askProof(let tag):
            if let proof = proofs[LogTag(tag)] { effects.append(.say(link, .init(proof))) }
        case .proof(let first, let second): effects.append(.work(.checkProof(link, first, second)))
        case .askFounding: effects.append(.say(link, .founding(founding.encoded())))
        // It was asked for by whoever did not know it.
        case .founding: break
        }
        ask(at: now, dice: &dice)
    }

    /// What the shell was asked to do is done.
    mutating func answered(_ answer: RecordAnswer, dice: inout Dice, at now: Instant) {
        switch answer {
        case .checked(let link, let entries, let pushed): take(entries, from: link, pushed: pushed, &dice, at: now)
        case .read(let link, let entries): send(entries, over: link)
        case .proof(let proof): if let proof { stop(by: proof) }
        }
        ask(at: now, dice: &dice)
    }

    /// What waited is on the disk.
    mutating func stored(_ wait: Wait, at now: Instant) {
        switch wait {
        case .own(let id): ownStored(id, at: now)
        case .taken(let count, let answers):
            unstored -= count
            for answer in answers {
                switch answer {
                case .taken(let link): streamStored(from: link)
                case .held(let link, let height):
                    if share(of: link) != nil { effects.append(.say(link, .held([height]))) }
                }
            }
        }
    }

    /// When something is to be done without anything happening.
    var nextDeadline: Instant? { [nextCompare, announceAt, missing.nextAsk].compactMap { $0 }.min() }

    /// Does what is due.
    mutating func fire(at now: Instant, dice: inout Dice) {
        if let moment = announceAt, moment <= now { announce() }
        if nextCompare <= now {
            rate.forget(at: now)
            nextCompare = now.advanced(
                byMS: RecordLimits.compareMS / 2 + dice.milliseconds(upTo: RecordLimits.compareMS))
            if !shares.isEmpty { compare(with: dice.below(shares.count), at: now) }
        }
        ask(at: now, dice: &dice)
    }

    mutating func takeEffects() -> [Effect] {
        defer { effects.removeAll(keepingCapacity: true) }
        return effects
    }

    /// Whether these very bytes came before, within the last few thousand; then they need not be read again.
    mutating func isRepeated(_ entry: [UInt8]) -> Bool {
        guard let name = EntryID(hashing: entry), !recent.contains(name) else { return true }
        if recentOrder.count >= RecordLimits.recentMax {
            for name in recentOrder.prefix(RecordLimits.recentMax / 2) { recent.remove(name) }
            recentOrder.removeFirst(RecordLimits.recentMax / 2)
        }
        recent.insert(name)
        recentOrder.append(name)
        return false
    }

    /// From now on everything is read again.
    mutating func forgetRecent() {
        recent.removeAll()
        recentOrder.removeAll()
    }

    /// A range that somebody asks for, as far as we may serve it: only what follows from a signature that we checked.
    private func span(_ range: LogRange) -> LogSpan? {
        guard let id = record.id(of: LogTag(range.log)), let log = record.log(id) else { return nil }
        let heights = Int(range.heights.lowerBound)..<Int(range.heights.upperBound)
        let served = heights.clamped(to: 0..<min(log.height, log.checkedHeight))
        return served.isEmpty ? nil : LogSpan(log: id, heights: served)
    }
}

extension EntryID {
    fileprivate init?(hashing bytes: [UInt8]) {
        guard let hash = try? Bytes32(Blake2b.hash(bytes, length: 32)) else { return nil }
        self.init(hash)
    }
}

extension RecordStep {
    init(_ proof: ForkProof) { self = .proof(proof.first.encoded(), proof.second.encoded()) }
}
