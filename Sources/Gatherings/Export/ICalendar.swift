internal import Display
internal import Keys

/// The programme for calendars (RFC 5545), in times of the wall of the room: a gathering knows no time zone, and
/// whoever was there knows which it was (floating, form 1 of section 3.3.5).
package enum ICalendar {
    /// All sessions that are placed, as events. A calendar without events is one that some programs refuse.
    package static func text(of state: ProgrammeState) -> String {
        var lines = [line("BEGIN", "VCALENDAR"), line("VERSION", "2.0"), line("PRODID", "-//baithak//programme//EN")]
        for session in state.sessions {
            guard let placement = session.placement else { continue }
            lines += event(session, placement, state)
        }
        lines.append(line("END", "VCALENDAR"))
        return lines.joined()
    }

    private static func event(
        _ session: ProgrammeState.Session, _ placement: ProgrammeState.Placement, _ state: ProgrammeState
    ) -> [String] {
        let proposed = "Proposed by \(state.label(session.proposer))."
        let about = session.about.isEmpty ? proposed : session.about + "\n\n" + proposed
        let room = placement.room ?? "Open space"
        // A slot may be shorter than the session would have liked, or longer than it takes.
        let minutes = min(session.lengthMinutes, placement.slot.lengthMinutes)
        var lines = [
            line("BEGIN", "VEVENT"), line("UID", Hex.encode(session.id.bytes.bytes) + "@baithak"),
            // When what the event says was last written.
            line("DTSTAMP", stamp(max(session.createdMS, placement.createdMS))),
            line("DTSTART", local(placement.slot.time)), line("DURATION", "PT\(minutes)M"),
            line("SUMMARY", escaped(session.title)), line("DESCRIPTION", escaped(about)),
            line("LOCATION", escaped(state.place.isEmpty ? room : "\(room), \(state.place)")),
        ]
        if !session.topics.isEmpty {
            lines.append(line("CATEGORIES", session.topics.map(escaped).joined(separator: ",")))
        }
        return lines + [line("END", "VEVENT")]
    }

    /// `20270131T143000`: no zone, so of whichever place the reader is in.
    private static func local(_ time: Content.SlotTime) -> String {
        "\(compact(time.day))T\(padded(time.startMinute / 60, 2))\(padded(time.startMinute % 60, 2))00"
    }

    /// `20270131T143000Z`.
    private static func stamp(_ milliseconds: UInt64) -> String {
        let seconds = Int(milliseconds / 1_000 % 86_400)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined()
        return "\(compact(Day.containing(milliseconds: milliseconds)))T\(clock)Z"
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

    /// A content line, folded so that none has more than 75 octets, without splitting a character (section 3.1).
    static func line(_ name: String, _ value: String) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let width = UTF8.width(scalar)
            if count + width > 75 {
                line += "\r\n ".unicodeScalars
                count = 1
            }
            line.append(scalar)
            count += width
        }
        return String(line) + "\r\n"
    }
}
