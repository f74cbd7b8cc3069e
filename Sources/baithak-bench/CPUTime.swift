import Glibc

/// Processor time of this process: waiting for other programs does not count.
enum CPUTime {
    /// Nanoseconds since the process began.
    static var nowNS: Double {
        var now = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
        return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
    }

    /// Nanoseconds that a piece of work takes.
    static func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = nowNS
        try body()
        return nowNS - start
    }
}

/// The middle one of several measurements, so that a few disturbed ones do not count.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
