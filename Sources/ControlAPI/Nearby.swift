/// The answer of `GET /v1/nearby`: the venue and everybody known to be or have been here, oneself left out.
package struct Nearby: Codable, Hashable, Sendable {
    /// The local network.
    package var venue: Venue
    /// The attendees: here, then quiet, then gone; within each by name, then key.
    package var attendees: [Attendee]

    /// Both fields at once.
    package init(venue: Venue, attendees: [Attendee]) {
        self.venue = venue
        self.attendees = attendees
    }
}
