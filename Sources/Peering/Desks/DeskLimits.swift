/// Bounds and intervals of booking slots at desks, each with its reason.
package enum DeskLimits {
    /// Our own requests of one gathering that wait or were accepted: more desks than one sits at in a weekend.
    package static let requestsMax = 16
    /// Our own requests of one gathering that came to something else and are still shown.
    package static let settledMax = 16
    /// Slots that one person has at one desk at one time: the rest is for others.
    package static let slotsOfPersonMax = 2
    /// Slots that one person ever had at one desk, so that nobody fills the programme by booking and giving back.
    package static let bookingsOfPersonMax = 8
    /// Bookings that one desk ever had: each slot changes hands eight times.
    package static let bookingsMax = 512
    /// What was said and not answered is said again after so long.
    package static let askAgainMS: Int64 = 10_000
    /// What was to be written into the programme and is not there is to be written again after so long.
    package static let publishAgainMS: Int64 = 10_000
    /// Attendees with whom links are wanted at one time, in a venue where not everybody has one with everybody.
    package static let wantedMax = 8
}
