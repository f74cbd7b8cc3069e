/// One attendee as `GET /v1/nearby` and the events describe them.
package struct Attendee: Codable, Hashable, Sendable {
    /// The name on their badge, exactly as they sent it: neutralise before display.
    package var name: String
    /// Eight base32 characters of the key, as `k7qf-2mzt`.
    package var tag: String
    /// The whole public key in lower-case hexadecimal, 64 characters.
    package var key: String
    /// The line about themselves; may be empty.
    package var headline: String
    /// What they care about.
    package var topics: [String]
    /// What they are looking for.
    package var asks: [String]
    /// What they can give.
    package var offers: [String]
    /// Whether they are in the room, by their own signed heartbeats.
    package var presence: Presence
    /// Milliseconds since we last heard of them, when this was written.
    package var lastHeardMS: UInt64
    /// What they are to us.
    package var standing: Standing
    /// How we reach them now.
    package var path: Path
    /// The name by which we hold them as a contact, if they have another on their badge now.
    package var knownAs: String?
    /// The tag of a contact of ours whose name looks the same, or whose tag is the same, and who is somebody else.
    package var resembles: String?
    /// Where they say they can be dialled, as `192.0.2.1:22484` or `[fe80::1%2]:22484`.
    package var addresses: [String]
    /// The gatherings that they take part in, as far as we may know.
    package var gatherings: [AttendedGathering]

    /// Whether an attendee is in the room.
    package enum Presence: String, Codable, Hashable, Sendable {
        /// Heard of within two beats.
        case here
        /// Two beats missed.
        case quiet
        /// Four beats missed, or they said goodbye.
        case gone
    }

    /// What an attendee is to us.
    package enum Standing: String, Codable, Hashable, Sendable {
        /// Nobody we know.
        case stranger
        /// We hold their card.
        case contact
        /// We hold their card and compared codes in person.
        case verified
        /// We want to hear nothing from them.
        case blocked
    }

    /// How an attendee is reached.
    package enum Path: String, Codable, Hashable, Sendable {
        /// Over a link of our own.
        case direct
        /// Only through others.
        case relayed
    }

    /// All fields at once.
    package init(
        name: String, tag: String, key: String, headline: String, topics: [String], asks: [String], offers: [String],
        presence: Presence, lastHeardMS: UInt64, standing: Standing, knownAs: String? = nil, resembles: String? = nil,
        path: Path, addresses: [String], gatherings: [AttendedGathering] = []
    ) {
        self.gatherings = gatherings
        self.name = name
        self.tag = tag
        self.key = key
        self.headline = headline
        self.topics = topics
        self.asks = asks
        self.offers = offers
        self.presence = presence
        self.lastHeardMS = lastHeardMS
        self.standing = standing
        self.knownAs = knownAs
        self.resembles = resembles
        self.path = path
        self.addresses = addresses
    }

    private enum CodingKeys: String, CodingKey {
        case name, tag, key, headline, topics, asks, offers, presence
        case lastHeardMS = "last_heard_ms"
        case standing, resembles, path, addresses, gatherings
        case knownAs = "known_as"
    }
}

/// A gathering that somebody nearby takes part in.
package struct AttendedGathering: Codable, Hashable, Sendable {
    /// The first 16 hexadecimal digits of its id.
    package var id: String
    /// What it is called; nil if nobody told us yet.
    package var title: String?
    /// Whether we take part too.
    package var isJoined: Bool

    /// All fields at once.
    package init(id: String, title: String?, isJoined: Bool) {
        self.id = id
        self.title = title
        self.isJoined = isJoined
    }

    private enum CodingKeys: String, CodingKey {
        case id, title
        case isJoined = "is_joined"
    }
}
