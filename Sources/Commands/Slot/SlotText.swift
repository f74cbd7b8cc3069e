import ArgumentParser
import ControlAPI
import Display

/// A slot as a person types and reads it.
enum SlotText {
    /// `14:00`, or `2026-11-28 14:00`.
    static func of(_ slot: SlotBody, withDay: Bool) -> SafeText {
        withDay ? "\(slot.day) \(slot.start)" : SafeText(slot.start)
    }

    /// Whether a gathering's slots are only told apart by their days too.
    static func needsDay(_ gathering: GatheringBody) -> Bool { gathering.firstDay != gathering.lastDay }
}

/// A slot that a person means: `14:00`, or `2026-11-28 14:00`.
struct WantedSlot: Equatable {
    var day: CalendarDay?
    let start: ClockTime

    /// - Throws: a sentence that says what to write.
    init(_ text: String) throws(ValidationError) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let last = parts.last, parts.count <= 2, let start = ClockTime(last) else { throw Self.unclear(text) }
        self.start = start
        if parts.count == 2 {
            guard let day = CalendarDay(parts[0]) else { throw Self.unclear(text) }
            self.day = day
        }
    }

    /// A start and, if the person gave one, a day.
    init(start: String, day: String?) throws(ValidationError) {
        guard let start = ClockTime(start) else {
            throw ValidationError("“\(start)” is no time: write one such as 14:00.")
        }
        self.start = start
        if let day {
            guard let day = CalendarDay(day) else {
                throw ValidationError("“\(day)” is no day: write one such as 2026-11-28.")
            }
            self.day = day
        }
    }

    private static func unclear(_ text: String) -> ValidationError {
        ValidationError("“\(text)” is no slot: write its start as 14:00, or with the day as \"2026-11-28 14:00\".")
    }

    /// The one slot of a programme that is meant.
    func find(in programme: ProgrammeBody) throws(CommandFailure) -> SlotBody {
        let matches = programme.slots.filter { $0.start == start.text && (day == nil || $0.day == day?.text) }
        if let match = matches.first, matches.count == 1 { return match }
        let withDay = SlotText.needsDay(programme.gathering)
        let choices = (matches.isEmpty ? programme.slots : matches).map { SlotText.of($0, withDay: withDay) }
        let list = SafeText(joining: choices, by: ", ")
        if !matches.isEmpty {
            throw CommandFailure(.nobodyOrMany, "Several days have a slot at \(start.text). Say which: \(list).")
        }
        throw CommandFailure(
            .nobodyOrMany,
            programme.slots.isEmpty
                ? "There are no slots yet: `baithak slot add \(start.text)` adds one."
                : "There is no such slot. There are: \(list). `baithak slot add` adds one.")
    }
}
