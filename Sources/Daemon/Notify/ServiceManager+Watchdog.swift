extension ServiceManager {
    /// How often ``watchdog()`` is due: half of what the manager waits, as sd_watchdog_enabled(3) advises.
    ///
    /// - Parameter pid: our process number; a watchdog that is meant for another process, our parent, is not ours.
    /// - Returns: nil when the manager keeps no watch.
    package static func watchdogInterval(environment: [String: String], pid: Int32) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], Int32(owner) != pid { return nil }
        return .microseconds(microseconds / 2)
    }
}
