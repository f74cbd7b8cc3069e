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
        case .room(let room): roomRevisions[Array(room.name.utf8), default: Revision()].note(count, step.createdMS)
        case .slot(let slot): slotRevisions[slot.time, default: Revision()].note(count, step.createdMS)
        case .retraction(let retraction):
            note(retraction.target, step)
            if changesTakenBack.contains(retraction.target) { lastTakenBack.note(count, step.createdMS) }
        default: break
        }
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

    /// Notes where a session is, for when it is there no more.
    mutating func notePlace(_ said: Content.Placement) {
        guard let time = said.slot else { return }
        sessions[said.session]?.lastPlace = Place(room: said.room, time: time)
    }

    /// The edition of a session: also what was said of its room and slot since it was put there, which is noted once
    /// for the thousand sessions that may be there.
    func revision(of session: Session) -> Revision {
        var edition = session.revision
        if let place = session.lastPlace {
            edition.note(slotRevisions[place.time])
            if let room = place.room { edition.note(roomRevisions[Array(room.utf8)]) }
        }
        return withTakenBack(edition)
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
            guard let session = sessions[id], let last = session.lastPlace,
                session.placement.flatMap({ spot($0.said) }) == nil
            else { return nil }
            let slot = ProgrammeState.Slot(time: last.time, lengthMinutes: lastLengths[last.time] ?? 0)
            let revision = revision(of: session)
            return ProgrammeState.Cancelled(
                id: id, title: session.proposal.title, proposer: session.proposer,
                spot: ProgrammeState.Spot(room: last.room, slot: slot),
                lengthMinutes: session.proposal.lengthMinutes, revision: revision.number,
                changedMS: revision.changedMS)
        }
        let gone = retractedSessions.compactMap { id -> ProgrammeState.Cancelled? in
            guard let session = withdrawn[id], let last = session.spot else { return nil }
            let revision = withTakenBack(session.revision)
            return ProgrammeState.Cancelled(
                id: id, title: nil, proposer: session.proposer, spot: last, lengthMinutes: last.slot.lengthMinutes,
                revision: revision.number, changedMS: revision.changedMS)
        }
        return unplaced + gone
    }

    private func withTakenBack(_ own: Revision) -> Revision {
        var revision = own
        revision.note(lastTakenBack.number, lastTakenBack.changedMS)
        return revision
    }
}
