import ControlAPI

/// What a reader of events knows of the people nearby.
struct NearbyRoom {
    /// The local network, as last told.
    private(set) var venue = Venue(discovery: .starting, links: 0)
    private var known: [String: (attendee: Attendee, toldAtMS: UInt64)] = [:]

    /// What one event changed.
    struct Change: Equatable {
        /// Attendees that appeared or changed, in the order of tables.
        var changed: [Attendee] = []
        /// Attendees that are no longer kept.
        var forgotten: [Attendee] = []
        /// Whether the venue is another than before.
        var isVenueChanged = false
    }

    /// Takes in an event that came at `nowMS` of any clock that only goes forward.
    ///
    /// A snapshot counts as the changes that lead to it, since it may stand for events that were lost.
    mutating func apply(_ event: Event, at nowMS: UInt64) -> Change {
        var change = Change()
        switch event {
        case .snapshot(let nearby):
            change.isVenueChanged = take(nearby.venue)
            let kept = Set(nearby.attendees.map(\.key))
            let missing = known.values.map(\.attendee).filter { !kept.contains($0.key) }
            for attendee in missing { known[attendee.key] = nil }
            change.forgotten = NearbyTable.sorted(missing)
            for attendee in NearbyTable.sorted(nearby.attendees) where take(attendee, nowMS) {
                change.changed.append(attendee)
            }
        case .attendee(let attendee):
            if take(attendee, nowMS) { change.changed = [attendee] }
        case .forgotten(let key):
            if let attendee = known.removeValue(forKey: key)?.attendee { change.forgotten = [attendee] }
        // These are about cards and gatherings, not about who is here.
        case .exchange, .cardUpdated, .gathering, .desk: break
        case .venue(let venue):
            change.isVenueChanged = take(venue)
        }
        return change
    }

    /// Everybody, with the time since they were last heard of counted up to `nowMS`.
    func nearby(at nowMS: UInt64) -> Nearby {
        let attendees = known.values.map { entry in
            var attendee = entry.attendee
            attendee.lastHeardMS += nowMS - min(nowMS, entry.toldAtMS)
            return attendee
        }
        return Nearby(venue: venue, attendees: NearbyTable.sorted(attendees))
    }

    private mutating func take(_ new: Venue) -> Bool {
        defer { venue = new }
        return new != venue
    }

    /// Whether the attendee is another than before in more than the time last heard of.
    private mutating func take(_ attendee: Attendee, _ nowMS: UInt64) -> Bool {
        let old = known.updateValue((attendee, nowMS), forKey: attendee.key)
        guard var before = old?.attendee else { return true }
        before.lastHeardMS = attendee.lastHeardMS
        return before != attendee
    }
}
