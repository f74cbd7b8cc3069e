import ArgumentParser

/// The days of a gathering.
struct Days: Equatable {
    let first: CalendarDay
    let last: CalendarDay

    /// `2026-11-28`, `2026-11-28..29` or `2026-11-28..2026-12-01`.
    ///
    /// - Throws: a sentence that says what to write.
    init(_ text: String) throws(ValidationError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isRange = parts.count == 3 && parts[1].isEmpty
        guard parts.count == 1 || isRange, let first = CalendarDay(parts[0]) else { throw Self.unclear(text) }
        var end = isRange ? parts[2] : first.text
        if end.utf8.count == 2 { end = String(first.text.prefix(8)) + end }
        guard let last = CalendarDay(end) else { throw Self.unclear(text) }
        guard last.number >= first.number else {
            throw ValidationError(
                "The days end before they begin: write the last one whole, as \(first.text)..YYYY-MM-DD.")
        }
        (self.first, self.last) = (first, last)
    }

    private static func unclear(_ text: String) -> ValidationError {
        ValidationError(
            "“\(text)” names no days: write 2026-11-28, 2026-11-28..29 or 2026-11-28..2026-12-01.")
    }
}
