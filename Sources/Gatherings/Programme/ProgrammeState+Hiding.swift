package import Keys

extension ProgrammeState {
    /// The same without what these people propose and offer, for somebody who has blocked them.
    package func hiding(_ authors: Set<PublicKey>) -> ProgrammeState {
        guard !authors.isEmpty else { return self }
        let shown = sessions.filter { !authors.contains($0.proposer) }
        let ids = Set(shown.map(\.id))
        return ProgrammeState(
            gathering: gathering, title: title, place: place, firstDay: firstDay, lastDay: lastDay,
            anybodySchedules: anybodySchedules, isByInvitation: isByInvitation, organisers: organisers,
            attendees: attendees.filter { !authors.contains($0.key) }, rooms: rooms, slots: slots, sessions: shown,
            retractedSessions: retractedSessions,
            contested: contested.map { $0.filter(ids.contains) }.filter { $0.count > 1 },
            cancelled: cancelled.filter { !authors.contains($0.proposer) },
            desks: desks.filter { !authors.contains($0.owner) }, names: names)
    }
}
