internal import Keys

/// What calendars must know beside the programme of now: how often a session changed, and where it was before.
extension Ledger {
    /// An entry of which nothing is left to read.
    mutating func applyRetracted(_ step: Step) {
        guard step.isRetracted else { return }
        switch EntryKind(rawValue: step.kind) {
        case .session:
            guard takesPart(step.author) else { return }
            retractedSessions.append(step.id)
            withdrawn[step.id] = Withdrawn(proposer: step.author, spot: nil, revision: Revision())
            withdrawn[step.id]?.revision.note(count, step.createdMS)
        case .sessionEdit, .placement, .room, .slot: changesTakenBack.insert(step.id)
        default: break
        }
    }

    /// Notes that an entry may have changed what a calendar says of sessions.
    mutating func noteRevision(_ content: Content, _ step: Step) {
        switch content {
        case .sessionEdit(let edit): note(edit.session, step)
        case .placement(let placement): note(placement.session, step)
        case .room(let room):
            noteThose(step) { $0.room?.utf8.elementsEqual(room.name.utf8) == true }
        case .slot(let slot): noteThose(step) { $0.slot.time == slot.time }
        case .retraction(let retraction):
            note(retraction.target, step)
            if changesTakenBack.contains(retraction.target) { lastTakenBack.note(count, step.createdMS) }
        default: break
        }
    }

    private mutating func noteThose(_ step: Step, where isMeant: (ProgrammeState.Spot) -> Bool) {
        for id in sessionIDs where sessions[id]?.lastSpot.map(isMeant) == true { note(id, step) }
    }

    private mutating func note(_ session: EntryID, _ step: Step) {
        sessions[session]?.revision.note(count, step.createdMS)
        withdrawn[session]?.revision.note(count, step.createdMS)
        // Where a session was that nothing else is left of.
        guard case .placement(let said)? = step.content, withdrawn[session] != nil, takesPart(step.author),
            schedules(step.author), let spot = spot(said)
        else { return }
        withdrawn[session]?.spot = spot
    }

    /// Notes where sessions are, for when they are there no more.
    mutating func noteSpots(_ content: Content) {
        switch content {
        case .placement(let placement): noteSpot(placement.session)
        case .room, .slot: for id in sessionIDs { noteSpot(id) }
        default: break
        }
    }

    private mutating func noteSpot(_ session: EntryID) {
        guard let said = sessions[session]?.placement?.said, let spot = spot(said) else { return }
        sessions[session]?.lastSpot = spot
    }

    /// Where a placement puts a session now; nil where there is no such room or slot.
    func spot(_ said: Content.Placement) -> ProgrammeState.Spot? {
        guard let time = said.slot, let length = slots[time],
            said.room.map({ rooms[Array($0.utf8)] != nil }) ?? true
        else { return nil }
        return ProgrammeState.Spot(room: said.room, slot: ProgrammeState.Slot(time: time, lengthMinutes: length))
    }

    /// Sessions that had a place and have none any more, in the order in which they were proposed, those that were
    /// taken back last.
    var cancelled: [ProgrammeState.Cancelled] {
        let unplaced = sessionIDs.compactMap { id -> ProgrammeState.Cancelled? in
            guard let session = sessions[id], let last = session.lastSpot,
                session.placement.flatMap({ spot($0.said) }) == nil
            else { return nil }
            return ProgrammeState.Cancelled(
                id: id, title: session.proposal.title, proposer: session.proposer, spot: last,
                lengthMinutes: session.proposal.lengthMinutes, revision: revision(session.revision),
                changedMS: changedMS(session.revision))
        }
        let gone = retractedSessions.compactMap { id -> ProgrammeState.Cancelled? in
            guard let session = withdrawn[id], let last = session.spot else { return nil }
            return ProgrammeState.Cancelled(
                id: id, title: nil, proposer: session.proposer, spot: last, lengthMinutes: last.slot.lengthMinutes,
                revision: revision(session.revision), changedMS: changedMS(session.revision))
        }
        return unplaced + gone
    }

    func revision(_ own: Revision) -> Int { max(own.number, lastTakenBack.number) }

    func changedMS(_ own: Revision) -> UInt64 { max(own.changedMS, lastTakenBack.changedMS) }
}
