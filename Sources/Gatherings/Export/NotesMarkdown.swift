internal import Display
internal import Keys

/// The notes of a session as a file that people keep.
package enum NotesMarkdown {
    /// Title, time and place, who wrote, and the text as they wrote it.
    ///
    /// - Parameters:
    ///   - session: the pad's document; of a session that was taken back only the notes are left.
    ///   - text: of the pad, as it is to be exported.
    ///   - spans: who wrote that text.
    package static func text(
        session: EntryID, in state: ProgrammeState, text: String, spans: [SharedPad.Span]
    ) -> String {
        let item = state.session(session)
        var head = "# \(escaped(item?.title ?? "Notes"))\n\n\(escaped(occasion(item, state)))\n\n"
        let authors = authors(of: spans)
        if !authors.isEmpty {
            head += "Written by:\n\n"
            for key in authors { head += "* \(escaped(state.label(key)))\n" }
            head += "\n"
        }
        return head + "---\n\n" + PlainText.ended(harmless(PlainText.withoutForm(text)))
    }

    /// Whoever wrote some of it, who wrote most first.
    private static func authors(of spans: [SharedPad.Span]) -> [PublicKey] {
        var counts: [PublicKey: Int] = [:]
        for span in spans { counts[span.author, default: 0] += span.count }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    private static func occasion(_ session: ProgrammeState.Session?, _ state: ProgrammeState) -> String {
        var parts = [state.title]
        if !state.place.isEmpty { parts.append(state.place) }
        if let placement = session?.placement {
            parts.append("\(placement.slot.time.day) \(placement.slot.time.clock)")
            parts.append(placement.room ?? "open space")
        } else {
            let days = state.firstDay == state.lastDay ? "\(state.firstDay)" : "\(state.firstDay) to \(state.lastDay)"
            parts.append(days)
        }
        return parts.joined(separator: ", ")
    }

    /// Names and titles are text on one line, whatever Markdown would make of them (CommonMark, 2.4).
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        // What begins an item of a list does so only at the beginning.
        var isNumber = true
        for scalar in safe(text).unicodeScalars {
            let beginsItem = escaped.isEmpty ? "-+" : isNumber ? ".)" : ""
            if ("\\`*_[]<>#|~&!" + beginsItem).unicodeScalars.contains(scalar) { escaped.append("\\") }
            isNumber = isNumber && 0x30...0x39 ~= scalar.value
            escaped.append(scalar)
        }
        return String(escaped)
    }

    /// Without the controls that would move a terminal's cursor when somebody prints the file.
    static func harmless(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            kept.append(isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar)
        }
        return String(kept)
    }
}
