/// One event of `GET /v1/events`, a server-sent event whose data is this JSON.
///
/// A stream starts with a `snapshot`. A reader who falls behind loses single events and gets a new `snapshot` instead.
package enum Event: Codable, Hashable, Sendable {
    /// Everything as it is now.
    case snapshot(Nearby)
    /// One attendee appeared or changed.
    case attendee(Attendee)
    /// An attendee is no longer kept, named by key in hexadecimal.
    case forgotten(key: String)
    /// The venue changed.
    case venue(Venue)
    /// An exchange of cards has come so far.
    case exchange(ExchangeBody)
    /// A contact's card was replaced by a newer edition; the key in hexadecimal.
    case cardUpdated(key: String)
    /// Something of a gathering changed, named by its id.
    case gathering(id: String)
    /// Somebody booked at a desk of ours or gave a slot back, or we were answered; and in which gathering.
    case desk(gathering: String, DeskBookingBody)

    /// The value of the member `event`.
    package var kind: String {
        switch self {
        case .snapshot: "snapshot"
        case .attendee: "attendee"
        case .forgotten: "forgotten"
        case .venue: "venue"
        case .exchange: "exchange"
        case .cardUpdated: "card_updated"
        case .gathering: "gathering"
        case .desk: "desk"
        }
    }

    private enum CodingKeys: String, CodingKey { case event, venue, attendees, attendee, key, exchange, id, booking }

    /// Reads one event; an unknown `event` is a `DecodingError`, so that a reader can skip it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .event) {
        case "snapshot":
            self = .snapshot(
                Nearby(
                    venue: try container.decode(Venue.self, forKey: .venue),
                    attendees: try container.decode([Attendee].self, forKey: .attendees)))
        case "attendee": self = .attendee(try container.decode(Attendee.self, forKey: .attendee))
        case "forgotten": self = .forgotten(key: try container.decode(String.self, forKey: .key))
        case "exchange": self = .exchange(try container.decode(ExchangeBody.self, forKey: .exchange))
        case "card_updated": self = .cardUpdated(key: try container.decode(String.self, forKey: .key))
        case "gathering": self = .gathering(id: try container.decode(String.self, forKey: .id))
        case "desk":
            self = .desk(
                gathering: try container.decode(String.self, forKey: .id),
                try container.decode(DeskBookingBody.self, forKey: .booking))
        case "venue": self = .venue(try container.decode(Venue.self, forKey: .venue))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .event, in: container, debugDescription: "unknown event \(other)")
        }
    }

    /// Writes `{"event": …}` and the members of its kind.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .event)
        switch self {
        case .snapshot(let nearby):
            try container.encode(nearby.venue, forKey: .venue)
            try container.encode(nearby.attendees, forKey: .attendees)
        case .attendee(let attendee): try container.encode(attendee, forKey: .attendee)
        case .forgotten(let key): try container.encode(key, forKey: .key)
        case .venue(let venue): try container.encode(venue, forKey: .venue)
        case .exchange(let exchange): try container.encode(exchange, forKey: .exchange)
        case .cardUpdated(let key): try container.encode(key, forKey: .key)
        case .gathering(let id): try container.encode(id, forKey: .id)
        case .desk(let id, let booking):
            try container.encode(id, forKey: .id)
            try container.encode(booking, forKey: .booking)
        }
    }
}
