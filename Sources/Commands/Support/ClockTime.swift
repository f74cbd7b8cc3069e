import Glibc

/// A time of the day, as `14:00`.
struct ClockTime: Hashable, Sendable {
    /// Since midnight.
    let minutes: Int

    init(minutes: Int) { self.minutes = minutes }

    /// Nil unless the text is one; `9:30` is `09:30`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 2, parts[1].utf8.count == 2,
            let hour = Digits.number(in: parts[0]), let minute = Digits.number(in: parts[1]), hour < 24, minute < 60
        else { return nil }
        minutes = hour * 60 + minute
    }

    /// As it is written.
    var text: String { "\(Digits.padded(minutes / 60, to: 2)):\(Digits.padded(minutes % 60, to: 2))" }
}

/// A minute by the clock on the wall.
struct Moment: Hashable, Sendable {
    let day: CalendarDay
    let time: ClockTime

    /// Minutes since 1970 by that clock.
    var minutes: Int { day.number * 1_440 + time.minutes }

    init(day: CalendarDay, time: ClockTime) {
        self.day = day
        self.time = time
    }

    /// A moment in the time zone of this machine, given in seconds since 1970 in UTC.
    init(local seconds: Int) {
        var moment = time_t(seconds)
        var parts = tm()
        localtime_r(&moment, &parts)
        self.init(utc: seconds + parts.tm_gmtoff)
    }

    /// A moment of a clock that shows UTC, in seconds since 1970.
    init(utc seconds: Int) {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        day = CalendarDay(number: days)
        time = ClockTime(minutes: (seconds - days * 86_400) / 60)
    }

    /// Now, here.
    static var now: Moment { Moment(local: Glibc.time(nil)) }

    /// A moment as RFC 3339 writes it in UTC, told by the clock of this machine; what is no such moment stays as it is.
    static func local(_ text: String) -> String {
        guard let seconds = seconds(in: text) else { return text }
        let moment = Moment(local: seconds)
        return "\(moment.day.text) \(moment.time.text)"
    }

    /// Seconds since 1970 of `2026-11-28T04:30:00Z`, whatever fraction there is.
    static func seconds(in text: String) -> Int? {
        guard text.hasSuffix("Z"), let day = CalendarDay(String(text.prefix(10))),
            text.dropFirst(10).first == "T", let time = ClockTime(String(text.dropFirst(11).prefix(5))),
            let second = Digits.number(in: text.dropFirst(17).prefix(2)), second <= 60
        else { return nil }
        return day.number * 86_400 + time.minutes * 60 + second
    }
}
