import Glibc

/// The wall clock, for what people read and for what survives a restart; nothing is decided by it.
enum WallClock {
    /// Milliseconds since 1970.
    static var nowMS: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
