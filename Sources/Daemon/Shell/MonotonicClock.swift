import Peering

/// The clock of a run: time since its start, sleep of the laptop included, never going back.
struct MonotonicClock: Sendable {
    private let start = ContinuousClock.now

    var now: Instant {
        let elapsed = start.duration(to: .now).components
        return Instant(microseconds: elapsed.seconds * 1_000_000 + elapsed.attoseconds / 1_000_000_000_000)
    }
}
