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
    /// Receipts of exchanges that people held in the end.
    package let receipts: Int
    /// Entries that people were told are saved.
    package let entries: Int
    /// How often somebody was told that a slot of a desk is theirs.
    package let promises: Int

    /// Runs a scenario and checks the invariants: from five virtual seconds after the last fault on, or after TCP has
    /// sent again what a partition held up, everybody who is connected and visible is here at everybody; four beats
    /// later nobody who crashed, left or hid is; nobody ever appears twice; each pair has one link in the end. Whoever
    /// takes part in a gathering holds in the end what all others hold, and sees what follows from that.
    package init(running scenario: Scenario, journal: ((String) -> Void)? = nil) {
        var venue = SimulatedVenue(settings: scenario.settings, seed: scenario.seed)
        venue.journal = journal.map(Journal.init)
        var complaints: [String] = []
        var last = Instant(microseconds: 0)
        for (number, (atMS, step)) in scenario.steps.enumerated() {
            last = Instant(microseconds: atMS * 1000)
            venue.run(until: last)
            venue.take(step)
            complaints += venue.doubles(at: number % scenario.settings.attendees)
        }
        last = max(last, venue.flowsAgainAt)
        let beat = max(PeeringLimits.beatMS, Int64(scenario.settings.attendees) * PeeringLimits.beatMSPerAttendee)
        let ghostsLeave = PeeringLimits.goneBeats * beat + PeeringLimits.beatGraceMS + Self.settlingMS
        for afterMS in stride(from: Self.settlingMS, through: ghostsLeave, by: Self.lookMS) {
            venue.run(until: last.advanced(byMS: afterMS))
            complaints += venue.unseen().map { "\($0) after \(afterMS) ms" }
            if !complaints.isEmpty { break }
        }
        venue.run(until: last.advanced(byMS: ghostsLeave))
        if venue.gathering != nil {
            // Everybody compares with everybody in the end.
            venue.run(until: venue.now.advanced(byMS: Self.comparingMS))
            complaints += venue.unread()
            if scenario.settings.hasDesks { complaints += venue.unbooked() }
        }
        complaints +=
            venue.unfinishedTrades() + venue.oldCards() + venue.doubles() + venue.ghosts() + venue.superfluousLinks()
            + venue.unlinked() + venue.hubs()
        seed = scenario.seed
        self.complaints = complaints
        trace = venue.trace.value
        events = venue.eventCount
        receipts = venue.receiptCount
        entries = venue.acknowledged.count
        promises = venue.promisedCount
    }

    /// How soon after the last fault everybody must be seen.
    package static let settlingMS: Int64 = 5_000
    /// What records have to become equal in after that: some periods of comparing.
    package static let comparingMS: Int64 = 30_000
    /// How often the room is looked over from then on: nobody may flicker.
    package static let lookMS = 12_000
}
