import Peering

/// How one scenario ended.
package struct Verdict: Hashable, Sendable {
    /// The scenario's seed.
    package let seed: UInt64
    /// What did not hold, in sentences; empty when all held.
    package let complaints: [String]
    /// Names all that happened; equal seeds give equal traces in every process.
    package let trace: UInt64
    /// Events that nodes handled.
    package let events: Int

    /// Runs a scenario and checks the invariants: five virtual seconds after the last fault everybody who is connected
    /// and visible is here at everybody; four beats later nobody who crashed, left or hid is; nobody ever appears
    /// twice.
    package init(running scenario: Scenario) {
        var venue = SimulatedVenue(settings: scenario.settings, seed: scenario.seed)
        var complaints: [String] = []
        var last = Instant(microseconds: 0)
        for (atMS, step) in scenario.steps {
            last = Instant(microseconds: atMS * 1000)
            venue.run(until: last)
            venue.take(step)
            complaints += venue.doubles()
        }
        venue.run(until: last.advanced(byMS: Self.settlingMS))
        complaints += venue.unseen() + venue.doubles()
        let beat = max(PeeringLimits.beatMS, Int64(scenario.settings.attendees) * PeeringLimits.beatMSPerAttendee)
        let ghostsLeave = PeeringLimits.goneBeats * beat + PeeringLimits.beatGraceMS + Self.settlingMS
        venue.run(until: last.advanced(byMS: ghostsLeave))
        complaints += venue.ghosts() + venue.unseen() + venue.doubles()
        seed = scenario.seed
        self.complaints = complaints
        trace = venue.trace.value
        events = venue.eventCount
    }

    /// How soon after the last fault everybody must be seen.
    package static let settlingMS: Int64 = 5_000
}
