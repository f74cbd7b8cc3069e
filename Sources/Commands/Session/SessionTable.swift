import ControlAPI
import Display

/// Sessions as rows: a pure function of what the daemon said.
enum SessionTable {
    static let columns: [TextTable.Column] = [
        .init(title: "ID"), .init(title: "TITLE", narrowest: 8), .init(title: "BY", narrowest: 6, mayGo: true),
        .init(title: "WANTED"), .init(title: "WHEN"), .init(title: "ROOM", narrowest: 9),
    ]

    static func cells(_ session: SessionBody, withDay: Bool) -> [SafeText] {
        [
            SafeText(session.shortID), SafeText(session.title),
            session.proposer.name.isEmpty ? SafeText(session.proposer.tag) : SafeText(session.proposer.name),
            wanted(session), session.slot.map { SlotText.of($0, withDay: withDay) } ?? "", room(session),
        ]
    }

    /// How many want it, and whether we do.
    static func wanted(_ session: SessionBody) -> SafeText {
        session.isWanted ? "\(session.wanted), you" : "\(session.wanted)"
    }

    /// `Room 4`, `contested: Room 4`, or that there is none.
    static func room(_ session: SessionBody) -> SafeText {
        // The mark first: what is cut to fit is the end.
        if let room = session.room { return session.contested.isEmpty ? SafeText(room) : "contested: \(room)" }
        return session.slot == nil ? "" : "no room"
    }

    /// Those with a slot in their order, then the others, the most wanted first.
    static func sorted(_ sessions: [SessionBody]) -> [SessionBody] {
        func order(_ session: SessionBody) -> [String] {
            guard let slot = session.slot else {
                return ["1", Digits.padded(Int.max - session.wanted, to: 20), session.created, session.id]
            }
            return ["0", slot.day, slot.start, session.room ?? "", session.title, session.id]
        }
        return sessions.map { (order($0), $0) }.sorted { ByteOrder.precedes($0.0, $1.0) }.map(\.1)
    }

    /// Whether a session's slot contains a moment by the clock on the wall.
    static func isOn(_ session: SessionBody, at moment: Moment) -> Bool {
        guard let slot = session.slot, let day = CalendarDay(slot.day), let start = ClockTime(slot.start) else {
            return false
        }
        let begin = Moment(day: day, time: start).minutes
        return moment.minutes >= begin && moment.minutes - begin < slot.lengthMinutes
    }
}
