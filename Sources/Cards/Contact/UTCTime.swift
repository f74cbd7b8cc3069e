/// Moments as RFC 9553 writes them: `2026-11-24T12:30:00Z`.
package enum UTCTime {
    /// A moment in milliseconds since 1970, to the second; years before 0 and after 9999 are the nearest of these.
    package static func text(milliseconds: Int64) -> String {
        let seconds = min(max(milliseconds.dividedFloor(by: 1_000), -62_167_219_200), 253_402_300_799)
        let (year, month, day) = civil(days: seconds.dividedFloor(by: 86_400))
        let time = seconds - seconds.dividedFloor(by: 86_400) * 86_400
        let clock = [time / 3_600, time / 60 % 60, time % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)Z"
    }

    /// The first second after a day, since 1970; nil unless the text is a day as `2027-01-31`, from year 1 to 9998.
    package static func end(ofDay text: String) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            1...9_998 ~= year, 1...12 ~= month, 1...31 ~= day
        else { return nil }
        // From the first of March of year 0, so that the leap day is the last (see `civil`).
        let marchYear = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
        // A day that its month does not have comes out as another.
        guard civil(days: days) == (year, month, day) else { return nil }
        return (days + 1) * 86_400
    }

    /// The day of the proleptic Gregorian calendar, so many days after 1970-01-01 (Howard Hinnant, "chrono-Compatible
    /// Low-Level Date Algorithms").
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.dividedFloor(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int64, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension Int64 {
    fileprivate func dividedFloor(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
