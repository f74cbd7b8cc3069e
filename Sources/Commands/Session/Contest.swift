import ControlAPI
import Display

/// Sessions that claim one room and slot.
enum Contest {
    /// A sentence about each place that one of the sessions shown claims and another too: which sessions, put there by
    /// whom and when, the first claim first; then what to do.
    static func notes(_ shown: [SessionBody], in programme: ProgrammeBody) -> [SafeText] {
        var notes: [SafeText] = []
        var told: Set<[String]> = []
        for session in shown {
            guard let slot = session.slot, !session.contested.isEmpty else { continue }
            guard told.insert([session.room ?? "", slot.day, slot.start]).inserted else { continue }
            let claims = claims(on: session, in: programme)
            let place: SafeText =
                "\(session.room ?? "") at \(SlotText.of(slot, withDay: SlotText.needsDay(programme.gathering)))"
            let list = SafeText(joining: claims.map(\.sentence), by: "; ")
            // Of many not all are told.
            let all = programme.sessions.count { $0.room == session.room && $0.slot == slot }
            let rest: SafeText = all > claims.count ? "; and \(all - claims.count) more" : ""
            notes.append("Contested: \(place) is claimed by \(max(all, claims.count)) sessions: \(list)\(rest).")
        }
        if !notes.isEmpty {
            notes.append(
                "Agree with each other; `baithak session schedule ID --room ROOM --slot SLOT` then moves one of them.")
        }
        return notes
    }

    private struct Claim {
        let id: String
        let created: String
        let sentence: SafeText
    }

    /// The session's own claim, as the others tell it, and theirs.
    private static func claims(on session: SessionBody, in programme: ProgrammeBody) -> [Claim] {
        let own = programme.sessions.lazy.flatMap(\.contested).first { $0.session == session.id }
        let others = session.contested.map { claim($0) }
        let mine =
            own.map { claim($0) }
            ?? Claim(
                id: session.id, created: "", sentence: "“\(session.title)” \(session.shortID)")
        return ([mine] + others).sorted { ByteOrder.precedes([$0.created, $0.id], [$1.created, $1.id]) }
    }

    private static func claim(_ claim: ClaimBody) -> Claim {
        Claim(
            id: claim.session, created: claim.created,
            sentence: """
                “\(claim.title)” \(String(claim.session.prefix(8))), put there by \(claim.by.label) on \
                \(Moment.local(claim.created))
                """)
    }
}
