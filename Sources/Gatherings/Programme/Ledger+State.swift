internal import Keys

extension Ledger {
    /// What it amounts to, for those who look.
    var state: ProgrammeState {
        let sessions = sessionIDs.compactMap { id in self.sessions[id].map { session(id, $0) } }
        return ProgrammeState(
            gathering: gathering, title: founding.title, place: founding.place, firstDay: founding.firstDay,
            lastDay: founding.lastDay, anybodySchedules: founding.anybodySchedules,
            isByInvitation: founding.invitationHash != nil, organisers: organisers,
            attendees: joined.compactMap { key in
                people[key].flatMap { $0.isHere ? ProgrammeState.Attendee(key: key, name: $0.name) : nil }
            },
            rooms: rooms.values.sorted { $0.number < $1.number }.map(\.name),
            slots: slots.sorted { $0.key < $1.key }.map {
                ProgrammeState.Slot(time: $0.key, lengthMinutes: $0.value)
            },
            sessions: sessions, retractedSessions: retractedSessions, contested: Self.contested(sessions),
            cancelled: cancelled, desks: deskStates, names: people.mapValues(\.name))
    }

    private func session(_ id: EntryID, _ session: Session) -> ProgrammeState.Session {
        let revision = revision(of: session)
        return ProgrammeState.Session(
            id: id, title: session.proposal.title, about: session.proposal.about, topics: session.proposal.topics,
            lengthMinutes: session.proposal.lengthMinutes, proposer: session.proposer, createdMS: session.createdMS,
            wanters: session.wanters.filter { takesPart($0.key) }.sorted { $0.value < $1.value }.map(\.key),
            placement: placement(of: session), revision: revision.number,
            changedMS: revision.changedMS)
    }

    private func placement(of session: Session) -> ProgrammeState.Placement? {
        guard let (said, author, createdMS, entry) = session.placement, let spot = spot(said) else { return nil }
        return ProgrammeState.Placement(
            room: spot.room, slot: spot.slot, author: author, createdMS: createdMS, entry: entry)
    }

    private static func contested(_ sessions: [ProgrammeState.Session]) -> [[EntryID]] {
        struct Spot: Hashable {
            let time: Content.SlotTime
            let room: [UInt8]
        }
        var spots: [Spot: [EntryID]] = [:]
        for session in sessions {
            guard let placement = session.placement, let room = placement.room else { continue }
            spots[Spot(time: placement.slot.time, room: Array(room.utf8)), default: []].append(session.id)
        }
        return spots.filter { $0.value.count > 1 }
            .sorted { left, right in
                left.key.time == right.key.time
                    ? left.key.room.lexicographicallyPrecedes(right.key.room) : left.key.time < right.key.time
            }
            .map(\.value)
    }
}
