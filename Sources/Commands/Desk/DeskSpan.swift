import ArgumentParser
import ControlAPI

/// Slots of a desk as a person types them: from when to when, and how long each is.
struct DeskSpan: Equatable {
    let start: ClockTime
    let end: ClockTime
    let lengthMinutes: Int

    /// `14:00-16:00/20m`; the `m` may be left out.
    ///
    /// - Throws: a sentence that says what to write.
    init(_ text: String) throws(ValidationError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let times = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, times.count == 2, let start = ClockTime(times[0]), let end = ClockTime(times[1]),
            let length = Digits.number(in: parts[1].hasSuffix("m") ? parts[1].dropLast() : parts[1][...])
        else { throw ValidationError("“\(text)” is no span of slots: write it as 14:00-16:00/20m.") }
        guard length > 0, end.minutes - start.minutes >= length else {
            throw ValidationError("No slot of \(length) minutes fits between \(start.text) and \(end.text).")
        }
        (self.start, self.end, lengthMinutes) = (start, end, length)
    }

    /// All slots that fit, on a day.
    func slots(on day: String) -> [SlotBody] {
        stride(from: start.minutes, through: end.minutes - lengthMinutes, by: lengthMinutes).map {
            SlotBody(day: day, start: ClockTime(minutes: $0).text, lengthMinutes: lengthMinutes)
        }
    }
}
