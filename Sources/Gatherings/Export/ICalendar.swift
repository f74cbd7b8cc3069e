internal import Display
internal import Keys

/// The programme for calendars (RFC 5545). A gathering knows no time zone: its times are those of the clock on the wall
/// of the room. They are written in UTC (form 2 of section 3.3.5), because some calendars take times without a zone for
/// such; what they are there, whoever exports must know.
package enum ICalendar {
    /// All sessions that are placed, as events, and those that were, as cancelled ones: a calendar that has them keeps
    /// what it hears nothing of. A calendar without events is one that some programs refuse.
    ///
    /// - Parameter utc: the seconds since 1970 of a time by the clock in the room.
    package static func text(of state: ProgrammeState, utc: (Content.SlotTime) -> Int) -> String {
        var lines = [line("BEGIN", "VCALENDAR"), line("VERSION", "2.0"), line("PRODID", "-//baithak//programme//EN")]
        for session in state.sessions {
            guard let placement = session.placement else { continue }
            lines += event(session, placement, state, utc(placement.slot.time))
        }
        for session in state.cancelled { lines += event(session, state, utc(session.spot.slot.time)) }
        lines.append(line("END", "VCALENDAR"))
        return lines.joined()
    }

    private static func event(
        _ session: ProgrammeState.Session, _ placement: ProgrammeState.Placement, _ state: ProgrammeState, _ start: Int
    ) -> [String] {
        let proposed = "Proposed by \(state.label(session.proposer))."
        let about = session.about.isEmpty ? proposed : session.about + "\n\n" + proposed
        // A slot may be shorter than the session would have liked, or longer than it takes.
        let minutes = min(session.lengthMinutes, placement.slot.lengthMinutes)
        var lines =
            head(session.id, session.revision, session.changedMS, start, minutes) + [
                line("SUMMARY", escaped(session.title)), line("DESCRIPTION", escaped(about)),
                location(placement.room, state),
            ]
        if !session.topics.isEmpty {
            lines.append(line("CATEGORIES", session.topics.map(escaped).joined(separator: ",")))
        }
        return lines + [line("END", "VEVENT")]
    }

    private static func event(_ session: ProgrammeState.Cancelled, _ state: ProgrammeState, _ start: Int) -> [String] {
        let minutes = min(session.lengthMinutes, session.spot.slot.lengthMinutes)
        return head(session.id, session.revision, session.changedMS, start, minutes) + [
            line("STATUS", "CANCELLED"),
            line("SUMMARY", escaped(session.title ?? "A session that was taken back")),
            location(session.spot.room, state), line("END", "VEVENT"),
        ]
    }

    /// Which event, in which edition, and when.
    private static func head(
        _ id: EntryID, _ revision: Int, _ changedMS: UInt64, _ start: Int, _ minutes: Int
    ) -> [String] {
        [
            line("BEGIN", "VEVENT"), line("UID", Hex.encode(id.bytes.bytes) + "@baithak"),
            line("SEQUENCE", "\(revision)"),
            // Without a METHOD both say when what the event says was last changed (section 3.8.7.2).
            line("DTSTAMP", stamp(changedMS / 1_000)), line("LAST-MODIFIED", stamp(changedMS / 1_000)),
            line("DTSTART", stamp(UInt64(max(0, start)))), line("DTEND", stamp(UInt64(max(0, start + 60 * minutes)))),
        ]
    }

    private static func location(_ room: String?, _ state: ProgrammeState) -> String {
        let room = room ?? "Open space"
        return line("LOCATION", escaped(state.place.isEmpty ? room : "\(room), \(state.place)"))
    }

    /// `20270131T143000Z`.
    private static func stamp(_ sinceEpoch: UInt64) -> String {
        let seconds = Int(sinceEpoch % 86_400)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined()
        let day = Day.containing(milliseconds: sinceEpoch.multipliedReportingOverflow(by: 1_000).partialValue)
        return "\(compact(day))T\(clock)Z"
    }

    private static func compact(_ day: Day) -> String { day.description.replacing("-", with: "") }

    /// A text as section 3.3.11 wants it. Controls cannot be written, and some programs take more than a line feed for
    /// the end of a line: all of them are made visible.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in safe(text, as: .body).unicodeScalars {
            switch scalar {
            case "\n": escaped += "\\n".unicodeScalars
            case "\\", ";", ",": escaped += ["\\", scalar]
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// A content line with its end.
    static func line(_ name: String, _ value: String) -> String { ContentLine.folded("\(name):\(value)") }
}
