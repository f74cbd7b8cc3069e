internal import Keys

/// What entries of a programme, taken in their order, amount to so far. Each counts if the rules allow it by what was
/// before; else it counts for nothing.
struct Ledger: Sendable {
    let gathering: EntryID
    let founding: Content.Founding
    let invitation: Invitation?
    var organisers: [PublicKey] = []
    var isOrganiser: Set<PublicKey> = []
    /// By when they first joined.
    var joined: [PublicKey] = []
    var people: [PublicKey: Person] = [:]
    var rooms: [[UInt8]: Room] = [:]
    var slots: [Content.SlotTime: Int] = [:]
    var sessionIDs: [EntryID] = []
    var sessions: [EntryID: Session] = [:]
    var sessionCounts: [PublicKey: Int] = [:]
    var retractedSessions: [EntryID] = []
    var desks: [EntryID: Desk] = [:]
    var deskCounts: [PublicKey: Int] = [:]
    /// When something was last said of a room or a slot, there or not.
    var roomRevisions: [[UInt8]: Revision] = [:]
    var slotRevisions: [Content.SlotTime: Revision] = [:]
    /// How long slots are, or were when they were last there.
    var lastLengths: [Content.SlotTime: Int] = [:]
    /// Sessions that were taken back and had a place before.
    var withdrawn: [EntryID: Withdrawn] = [:]
    /// Entries that were taken back and had changed a session, a room or a slot; nobody knows any more which.
    var changesTakenBack: Set<EntryID> = []
    /// When one of those last was.
    var lastTakenBack = Revision()
    /// How many entries were looked at.
    var count = 0

    struct Person: Sendable {
        var name: String
        var isHere: Bool
    }

    struct Room: Sendable {
        let name: String
        /// In the order of adding.
        let number: Int
    }

    struct Session: Sendable {
        var proposal: Content.Session
        let proposer: PublicKey
        let createdMS: UInt64
        /// Since which entry, counted in order.
        var wanters: [PublicKey: Int] = [:]
        var placement: (said: Content.Placement, author: PublicKey, createdMS: UInt64, entry: EntryID)?
        /// Where it was put last, unless that is nowhere.
        var lastPlace: Place?
        /// Without what was said of its room and slot.
        var revision = Revision()
    }

    /// Where a session is or was; nil stands for the open space.
    struct Place: Sendable {
        let room: String?
        let time: Content.SlotTime
    }

    /// A session that was taken back.
    struct Withdrawn: Sendable {
        let proposer: PublicKey
        var spot: ProgrammeState.Spot?
        var revision: Revision
    }

    /// When something last changed: after how many entries of the programme, which is the same number for everybody who
    /// holds the same, and grows with whatever comes; and by the clock of whoever changed it.
    struct Revision: Sendable {
        private(set) var number = 0
        private(set) var changedMS: UInt64 = 0

        mutating func note(_ number: Int, _ createdMS: UInt64) {
            self.number = max(self.number, number)
            changedMS = max(changedMS, createdMS)
        }

        /// Takes what was said later.
        mutating func note(_ other: Revision?) {
            if let other, other.number > number { note(other.number, other.changedMS) }
        }
    }

    /// An entry as far as the programme needs it.
    struct Step: Sendable {
        let id: EntryID
        let log: LogID
        let height: Int
        let createdMS: UInt64
        let kind: UInt32
        let guest: UInt64
        /// Nil if it was taken back, or is nothing that this release can read.
        var content: Content?
        /// Whether there is nothing to read.
        var isRetracted: Bool

        var author: PublicKey { log.author }

        init(_ entry: Entry) {
            id = entry.id
            log = entry.header.log
            height = entry.header.height
            createdMS = entry.header.createdMS
            kind = entry.header.kind
            guest = entry.header.guest
            content = try? Content(of: entry)
            isRetracted = entry.content == nil
        }
    }

    init(gathering: EntryID, founder: PublicKey, _ founding: Content.Founding, _ invitation: Invitation?) {
        self.gathering = gathering
        self.founding = founding
        self.invitation = invitation
        for key in [founder] + founding.organisers where isOrganiser.insert(key).inserted { organisers.append(key) }
    }

    /// Whether somebody takes part: they joined and did not leave, or they organise.
    func takesPart(_ key: PublicKey) -> Bool { people[key]?.isHere == true || isOrganiser.contains(key) }

    /// Whether somebody may decide about rooms, slots and placements.
    func schedules(_ key: PublicKey) -> Bool { founding.anybodySchedules || isOrganiser.contains(key) }

    /// Why somebody may not say something at this point of the order.
    func check(_ content: Content, by author: PublicKey) throws(RuleError) {
        if case .founding = content { throw .foundedAlready }
        if case .retraction(let retraction) = content {
            // What one said oneself can be taken back also by whoever left.
            guard retraction.log.author == author else { throw .notYourEntry }
            return
        }
        if case .join(let join) = content {
            guard let invitation else { return }
            guard join.membershipTag == invitation.membershipTag(for: author, gathering: gathering) else {
                throw .notInvited
            }
            return
        }
        guard takesPart(author) else { throw .notTakingPart }
        switch content {
        case .founding, .join, .retraction, .leave, .padEdit, .admission: break
        case .organiser(let key):
            guard isOrganiser.contains(author) else { throw .organisersOnly }
            guard isOrganiser.contains(key) || organisers.count < ContentLimits.organisersMax else {
                throw .tooManyOrganisers
            }
        case .desk(let desk): try check(desk, by: author)
        case .deskSlot(let slot): try check(slot, by: author)
        case .room(let room): try check(room, by: author)
        case .slot(let slot): try check(slot, by: author)
        case .session:
            let max =
                isOrganiser.contains(author)
                ? ContentLimits.sessionsOfOrganiserMax : ContentLimits.sessionsOfAuthorMax
            guard sessionCounts[author, default: 0] < max else { throw .tooManySessions(max: max) }
        case .sessionEdit(let edit):
            guard let session = sessions[edit.session] else { throw .noSuchSession }
            guard session.proposer == author || isOrganiser.contains(author) else { throw .notYourSession }
        case .want(let want):
            guard sessions[want.session] != nil else { throw .noSuchSession }
        case .placement(let placement):
            guard sessions[placement.session] != nil else { throw .noSuchSession }
            guard schedules(author) else { throw .organisersOnly }
            if let room = placement.room, rooms[Array(room.utf8)] == nil { throw .noSuchRoom }
            if let slot = placement.slot, slots[slot] == nil { throw .noSuchSlot }
        }
    }

    private func check(_ room: Content.Room, by author: PublicKey) throws(RuleError) {
        guard schedules(author) else { throw .organisersOnly }
        let isThere = rooms[Array(room.name.utf8)] != nil
        guard isThere || room.exists else { throw .noSuchRoom }
        guard isThere || rooms.count < ContentLimits.roomsMax else { throw .tooManyRooms }
    }

    private func check(_ slot: Content.Slot, by author: PublicKey) throws(RuleError) {
        guard schedules(author) else { throw .organisersOnly }
        let isThere = slots[slot.time] != nil
        guard isThere || slot.exists else { throw .noSuchSlot }
        guard founding.firstDay...founding.lastDay ~= slot.time.day else {
            throw .dayOutside(first: founding.firstDay, last: founding.lastDay)
        }
        guard isThere || slots.count < ContentLimits.slotsMax else { throw .tooManySlots }
    }

    /// Takes the next entry in order.
    mutating func apply(_ step: Step) {
        count += 1
        // Of what guests wrote the programme knows only what was taken back.
        guard step.guest == 0 || step.kind == EntryKind.retraction.rawValue else { return }
        guard let content = step.content else { return applyRetracted(step) }
        // Before the rules are asked, so that the number never falls when they come to another answer.
        noteRevision(content, step)
        do throws(RuleError) {
            try check(content, by: step.author)
        } catch {
            return
        }
        switch content {
        case .founding, .padEdit, .retraction, .admission: break
        case .join(let join):
            if people[step.author] == nil { joined.append(step.author) }
            people[step.author] = Person(name: join.name, isHere: true)
        case .leave: people[step.author]?.isHere = false
        case .organiser(let key): if isOrganiser.insert(key).inserted { organisers.append(key) }
        case .room(let room):
            let bytes = Array(room.name.utf8)
            if !room.exists {
                rooms[bytes] = nil
            } else if rooms[bytes] == nil {
                rooms[bytes] = Room(name: room.name, number: count)
            }
        case .slot(let slot):
            slots[slot.time] = slot.exists ? slot.lengthMinutes : nil
            if slot.exists { lastLengths[slot.time] = slot.lengthMinutes }
        case .session(let proposal):
            sessionIDs.append(step.id)
            sessions[step.id] = Session(proposal: proposal, proposer: step.author, createdMS: step.createdMS)
            sessions[step.id]?.revision.note(count, step.createdMS)
            sessionCounts[step.author, default: 0] += 1
        case .sessionEdit(let edit): sessions[edit.session]?.proposal.apply(edit)
        case .want(let want):
            if !want.wanted {
                sessions[want.session]?.wanters[step.author] = nil
            } else if sessions[want.session]?.wanters[step.author] == nil {
                sessions[want.session]?.wanters[step.author] = count
            }
        case .desk(let desk): apply(desk, step)
        case .deskSlot(let slot): apply(slot)
        case .placement(let placement):
            sessions[placement.session]?.placement = (placement, step.author, step.createdMS, step.id)
            notePlace(placement)
        }
    }
}

extension Content.Session {
    /// Takes what an edit says; the rest stays.
    fileprivate mutating func apply(_ edit: Content.SessionEdit) {
        self = Content.Session(
            unchecked: edit.title ?? title, edit.about ?? about, edit.topics ?? topics,
            edit.lengthMinutes ?? lengthMinutes)
    }
}
