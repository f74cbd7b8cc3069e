package import Gatherings
package import Keys
import Wire

/// Gatherings: who takes part over which link, and what their records want done.
extension Node {
    // What we know.

    /// The gatherings that we take part in, in the order in which we joined.
    package var gatherings: [EntryID] { records.shared.map(\.gathering) }

    /// How many other attendees hold our latest entry of a gathering on their disk, as far as we know; one with several
    /// machines counts once.
    package func copies(of gathering: EntryID) -> Int {
        records.place(of: gathering).map { records.shared[$0].copies } ?? 0
    }

    /// How far each neighbour who takes part is, in the order in which they were met.
    package func progress(of gathering: EntryID) -> [(peer: PublicKey, progress: Progress)] {
        guard let place = records.place(of: gathering) else { return [] }
        return records.shared[place].shares.map {
            ($0.peer, Progress(behind: $0.behind, refused: $0.refused, comparedAt: $0.comparedAt))
        }
    }

    /// How many logs of a gathering are taken no further here, because their authors have taken their share.
    package func refusedLogs(of gathering: EntryID) -> Int {
        records.place(of: gathering).map { records.shared[$0].refused.count } ?? 0
    }

    /// What is held of a gathering, nil if we take no part.
    package func record(of gathering: EntryID) -> Record? {
        records.place(of: gathering).map { records.shared[$0].record }
    }

    /// How many attendees who are here take part in a gathering, as far as we may know.
    package func attendees(in gathering: EntryID) -> Int {
        let told = roster.attending(gathering.bytes.prefix)
        if let place = records.place(of: gathering) { return max(told, records.shared[place].shares.count) }
        return max(told, records.hellos.count { $0.open.contains(gathering) })
    }

    /// The gatherings that somebody with whom we have a link takes part in as we do, in the order in which we joined.
    package func gatherings(with peer: PublicKey) -> [EntryID] {
        records.shared.filter { $0.shares.contains { $0.peer == peer } }.map(\.gathering)
    }

    /// How a gathering that we take part in was founded.
    package func founding(of gathering: EntryID) -> Entry? {
        records.place(of: gathering).map { records.shared[$0].founding }
    }

    /// Who may take part in a gathering of ours.
    package func membership(of gathering: EntryID) -> Membership? {
        records.place(of: gathering).map { records.shared[$0].membership }
    }

    /// Our latest entry from this database, nil before the first.
    package func latestOwnEntry(of gathering: EntryID) -> EntryID? {
        guard let place = records.place(of: gathering) else { return nil }
        return records.shared[place].pending.last?.id ?? records.shared[place].names[records.shared[place].ownLog]?.last
    }

    /// Our own entries that are not on the disk yet, in the order in which they were written.
    package func waitingEntries(of gathering: EntryID) -> [EntryID] {
        records.place(of: gathering).map { records.shared[$0].pending.map(\.id) } ?? []
    }

    /// Whether an entry of our own counts: it is on the disk.
    package func holds(_ entry: Entry, in gathering: EntryID) -> Bool {
        records.place(of: gathering).map {
            records.shared[$0].name(entry.header.log, entry.header.height) == entry.id
        } ?? false
    }

    // What our owner wants.

    mutating func obeyGathering(_ command: Command) {
        switch command {
        case .foundGathering(let draft, let secret): found(draft, secret)
        case .joinGathering(let id): join(id)
        case .rejoinGathering(let restored): rejoin(restored)
        case .acceptInvitation(let invitation):
            guard records.place(of: invitation.gatheringPrefix) == nil,
                records.invitations.count < RecordLimits.gatheringsMax
            else { return }
            records.invitations.removeAll { $0.gatheringPrefix == invitation.gatheringPrefix }
            records.invitations.append(invitation)
            effects.append(.persist(.invitation(invitation)))
            records.tryAgain()
            overlay.isStale = true
            introduce()
        case .leaveGathering(let id):
            guard let place = records.place(of: id) else { return }
            // Before others hear that we take no part: then they listen no more.
            desks.left(id)
            performDesks()
            let left = records.shared.remove(at: place)
            effects.append(.persist(.gatheringLeft(id)))
            if left.membership == .open { records.offer(left.founding) }
            effects.append(.notify(.gathering(id)))
            sayHello()
        case .writeEntry(let id, let draft): write(draft, in: id)
        case .withdrawEntries(let id, let entries): withdraw(entries, in: id)
        case .compareRecord(let id):
            guard let place = records.place(of: id) else { return }
            for share in records.shared[place].shares.indices { records.shared[place].compare(with: share, at: now) }
        default: preconditionFailure("only commands about gatherings come here")
        }
    }

    private mutating func found(_ draft: EntryDraft, _ secret: [UInt8]?) {
        guard records.shared.count < RecordLimits.gatheringsMax else { return }
        let log = LogID(author: own.key, number: dice.next())
        let header = EntryHeader(
            gathering: nil, log: log, height: 0, previous: nil, document: nil, parents: [], createdMS: draft.createdMS,
            kind: draft.kind, shape: draft.shape, content: draft.content)
        guard let founding = try? Entry(signing: header, content: draft.content, by: signer) else { return }
        let invitation = secret.flatMap { try? Invitation(secret: $0, gathering: founding.id) }
        join(founding, invitation.map { .invited($0) } ?? .open, ownLog: log.number)
        guard let place = records.place(of: founding.id) else { return }
        try? records.shared[place].keep(founding)
        effects.append(.notify(.wrote(founding.id, founding)))
    }

    mutating func join(_ founding: Entry, _ membership: Membership, ownLog: UInt64? = nil) {
        guard records.shared.count < RecordLimits.gatheringsMax, records.place(of: founding.id) == nil else { return }
        let restored = RestoredRecord(gathering: founding.id, founding: founding, membership: membership)
        effects.append(.persist(.gathering(founding, membership)))
        share(restored, founding, ownLog: ownLog ?? dice.next(), isBeingFounded: ownLog != nil)
    }

    private mutating func rejoin(_ restored: RestoredRecord) {
        guard let founding = restored.founding, records.place(of: restored.gathering) == nil,
            records.shared.count < RecordLimits.gatheringsMax
        else { return }
        effects.append(.persist(.gathering(founding, restored.membership)))
        records.offered.removeAll { $0.id == restored.gathering }
        share(restored, founding, ownLog: restored.ownLog ?? dice.next())
    }

    private mutating func share(
        _ restored: RestoredRecord, _ founding: Entry, ownLog: UInt64, isBeingFounded: Bool = false
    ) {
        records.invitations.removeAll { $0.gatheringPrefix == restored.gathering.bytes.prefix }
        var record = SharedRecord(restored, founding: founding, own: signer, ownLog: ownLog, at: now)
        record.isBeingFounded = isBeingFounded
        records.shared.append(record)
        records.tryAgain()
        overlay.isStale = true
        effects.append(.notify(.gathering(restored.gathering)))
        if isBeingFounded { return }
        introduce()
        // Whoever has just joined does not wait for others to compare.
        guard let place = records.place(of: restored.gathering) else { return }
        for share in records.shared[place].shares.indices { records.shared[place].compare(with: share, at: now) }
    }

    /// Neighbours hear of a gathering that is new here, and those who take part are met.
    private mutating func introduce() {
        sayHello()
        for hello in records.hellos { meet(hello) }
    }

    /// What was kept from the last run.
    mutating func restore(_ restored: [RestoredRecord], invitations: [Invitation]) {
        for record in restored.prefix(RecordLimits.gatheringsMax) {
            guard let founding = record.founding else { continue }
            records.shared.append(
                SharedRecord(
                    record, founding: founding, own: signer, ownLog: record.ownLog ?? dice.next(), at: now))
        }
        records.invitations = Array(invitations.prefix(RecordLimits.gatheringsMax))
    }

    private mutating func write(_ draft: EntryDraft, in id: EntryID) {
        guard let place = records.place(of: id),
            let entry = try? records.shared[place].write(draft, dice: &dice)
        else { return }
        effects.append(.notify(.wrote(id, entry)))
    }

    private mutating func withdraw(_ entries: Set<EntryID>, in id: EntryID) {
        guard let place = records.place(of: id) else { return }
        guard !(entries.contains(id) && records.shared[place].isBeingFounded) else {
            // Nobody has heard of it.
            records.shared.remove(at: place)
            return effects.append(.notify(.gathering(id)))
        }
        records.shared[place].withdraw(entries, dice: &dice)
    }

    // What neighbours say.

    /// Tells one neighbour, or all, what we take part in.
    mutating func sayHello(over link: LinkID? = nil) {
        if own.attend(records.told), own.visible, own.current != nil, !stopping { beat() }
        // Entries have their author's name on them: whoever hides shares none.
        guard own.visible || sharesUnseen else { return }
        for place in links.ids.indices where link == nil || links.ids[place] == link {
            let opened = links[place].opened
            let hello = records.hello(handshakeHash: opened.handshakeHash, isInitiator: opened.dial != nil)
            // Who takes part in nothing says so only when that is news.
            if link != nil, hello == .gatherings(open: [], proofs: []) { continue }
            effects.append(.send(opened.id, hello))
        }
    }

    mutating func receive(open: [[UInt8]], proofs: [[UInt8]], over id: LinkID) {
        let ids = open.compactMap { (try? Bytes32($0)).map { EntryID($0) } }
        let hello = Records.Hello(link: id, peer: links[id]?.peer, open: ids, proofs: proofs)
        records.hear(hello)
        meet(hello)
        overlay.isStale = true
        seek(ids.map(\.bytes.prefix), over: id)
        effects.append(contentsOf: ids.filter { records.isOffered($0.bytes.prefix) }.map { .notify(.gathering($0)) })
    }

    /// Sees which gatherings somebody shares with us.
    private mutating func meet(_ hello: Records.Hello) {
        guard own.visible || sharesUnseen, let opened = links[hello.link]?.opened else { return }
        let isInitiator = opened.dial != nil
        func shows(_ membership: Membership) -> Bool {
            // Theirs is the proof of the other side.
            let proof = membership.proof(handshakeHash: opened.handshakeHash, isInitiator: !isInitiator)
            return proof.map(hello.proofs.contains) ?? false
        }
        for place in records.shared.indices where !records.shared[place].isBeingFounded {
            let record = records.shared[place]
            let isShared = record.membership == .open ? hello.open.contains(record.gathering) : shows(record.membership)
            if isShared {
                records.shared[place].opened(hello.link, to: opened.peer, isInitiator: isInitiator, at: now)
                desks.met(opened.peer, in: record.gathering, at: now)
            } else {
                records.shared[place].closed(hello.link)
                desks.parted(from: opened.peer, in: record.gathering)
            }
        }
        for invitation in records.invitations where shows(.invited(invitation)) {
            effects.append(.send(hello.link, .record(invitation.gatheringPrefix, .askFounding)))
        }
    }

    mutating func receive(_ step: RecordStep, of gathering: UInt64, over id: LinkID) {
        if case .founding(let bytes) = step { return receive(founding: bytes, of: gathering, over: id) }
        // By invitation only those who take part may ask.
        let place = records.place(of: gathering)
        if step == .askFounding, place.map({ records.shared[$0].membership == .open }) ?? true {
            return answerFounding(of: gathering, over: id)
        }
        // Of a gathering that we left a moment ago, or that they have no part in.
        guard let place, !records.shared[place].isBeingFounded else { return }
        records.shared[place].received(step, over: id, dice: &dice, at: now)
    }

    mutating func answered(_ answer: RecordAnswer, of gathering: EntryID) {
        guard let place = records.place(of: gathering) else { return }
        records.shared[place].answered(answer, dice: &dice, at: now)
    }

    mutating func stored(_ wait: SharedRecord.Wait, of gathering: EntryID) {
        guard let place = records.place(of: gathering) else { return }
        let wasBeingFounded = records.shared[place].isBeingFounded
        records.shared[place].stored(wait, at: now)
        if wasBeingFounded, !records.shared[place].isBeingFounded { introduce() }
    }

    /// At the end of an event: does what the records want.
    mutating func performRecords() {
        for place in records.shared.indices {
            let (id, prefix) = (records.shared[place].gathering, records.shared[place].prefix)
            for effect in records.shared[place].takeEffects() {
                switch effect {
                case .say(let link, let step): effects.append(.send(link, .record(prefix, step)))
                case .close(let link, let reason): close(link, reason)
                case .work(let task): effects.append(.record(id, task))
                case .persist(let change): effects.append(.persist(change))
                case .await(let wait): self.wait(for: .record(id, wait))
                case .tell(let notice): effects.append(.notify(notice))
                }
            }
        }
        timers[.record] = stopping ? nil : records.nextDeadline
    }

    mutating func fireRecords() {
        for place in records.shared.indices { records.shared[place].fire(at: now, dice: &dice) }
    }

    mutating func linkClosedInRecords(_ id: LinkID) {
        records.forget(id)
        for place in records.shared.indices { records.shared[place].closed(id) }
    }
}
