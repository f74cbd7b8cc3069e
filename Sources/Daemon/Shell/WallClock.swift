import Gatherings
import Glibc

/// The wall clock, for what people read and for what survives a restart; nothing is decided by it.
enum WallClock {
    /// Milliseconds since 1970.
    static var nowMS: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }

    /// The seconds since 1970 of a time on the wall of the room, as far as the time zone of this machine is that of the
    /// venue.
    static func utc(_ time: Content.SlotTime) -> Int {
        let (year, month, day) = time.day.civil
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(year - 1_900), Int32(month - 1), Int32(day))
        (parts.tm_hour, parts.tm_min) = (Int32(time.startMinute / 60), Int32(time.startMinute % 60))
        // Whether clocks are put forward on that day, the zone knows.
        parts.tm_isdst = -1
        return mktime(&parts)
    }

    /// The day on the wall of the room, as far as the time zone of this machine is that of the venue.
    static var today: Day {
        var now = Glibc.time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return Day.containing(milliseconds: UInt64(max(0, now + parts.tm_gmtoff)) * 1_000)
    }
}
