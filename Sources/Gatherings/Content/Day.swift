/// A day of the Gregorian calendar, wherever it is: a gathering's days are those on the wall of its room.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let number: Int

    /// A day as `2027-01-31`, from the year 1970 to 9999.
    ///
    /// - Throws: ``ContentError/noDay``.
    package init(_ text: String) throws(ContentError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { throw .noDay }
        var numbers: [Int] = []
        for part in parts {
            guard part.allSatisfy({ 0x30...0x39 ~= $0 }) else { throw .noDay }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard year >= 1_970, 1...12 ~= month, 1...31 ~= day else { throw .noDay }
        // From the first of March, so that the leap day is the last of its year (Howard Hinnant, "chrono-Compatible
        // Low-Level Date Algorithms").
        let marchYear = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
        // A day that its month does not have comes out as another.
        guard civil == (year, month, day) else { throw .noDay }
    }

    private init(number: Int) { self.number = number }

    /// Year, month and day of the month.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// As it was written.
    package var description: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The day so many milliseconds after 1970 began in Greenwich; at most the last of the year 9999.
    package static func containing(milliseconds: UInt64) -> Day {
        Day(number: Int(min(milliseconds / 86_400_000, 2_932_896)))
    }

    /// By the calendar.
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A number with zeros before it.
func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
