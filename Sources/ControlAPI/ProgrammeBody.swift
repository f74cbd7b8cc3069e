/// A span of time in which sessions take place, by the clocks of the venue.
package struct SlotBody: Codable, Hashable, Sendable {
    /// The day, as `2026-11-28`.
    package var day: String
    /// When it begins, as `14:00`.
    package var start: String
    /// How long it is, in minutes.
    package var lengthMinutes: Int

    /// All fields at once.
    package init(day: String, start: String, lengthMinutes: Int) {
        self.day = day
        self.start = start
        self.lengthMinutes = lengthMinutes
    }

    private enum CodingKeys: String, CodingKey {
        case day, start
        case lengthMinutes = "length_minutes"
    }
}

/// Another session that claims the same room and slot.
package struct ClaimBody: Codable, Hashable, Sendable {
    /// The session, 64 hexadecimal digits.
    package var session: String
    /// Its title.
    package var title: String
    /// Who put it there.
    package var by: PersonBody
    /// When, as RFC 3339 writes it in UTC, by their clock.
    package var created: String

    /// All fields at once.
    package init(session: String, title: String, by: PersonBody, created: String) {
        self.session = session
        self.title = title
        self.by = by
        self.created = created
    }
}

/// One item on a gathering's programme.
package struct SessionBody: Codable, Hashable, Sendable {
    /// 64 hexadecimal digits.
    package var id: String
    /// What it is called.
    package var title: String
    /// What it is about; may have several lines.
    package var about: String
    /// A few words to find it by.
    package var topics: [String]
    /// How long it wants to be, in minutes.
    package var lengthMinutes: Int
    /// Who proposed it.
    package var proposer: PersonBody
    /// When, as RFC 3339 writes it in UTC, by their clock.
    package var created: String
    /// How many want it.
    package var wanted: Int
    /// Whether we do.
    package var isWanted: Bool
    /// Whether we proposed it.
    package var isMine: Bool
    /// Where it is to be; nil while it has no room.
    package var room: String?
    /// When it is to be; nil while it has no slot.
    package var slot: SlotBody?
    /// The other sessions that claim its room and slot; empty if none does.
    package var contested: [ClaimBody]
    /// How long its pad is, in Unicode scalars.
    package var characters: Int

    /// All fields at once.
    package init(
        id: String, title: String, about: String, topics: [String], lengthMinutes: Int, proposer: PersonBody,
        created: String, wanted: Int, isWanted: Bool, isMine: Bool, room: String?, slot: SlotBody?,
        contested: [ClaimBody], characters: Int
    ) {
        self.id = id
        self.title = title
        self.about = about
        self.topics = topics
        self.lengthMinutes = lengthMinutes
        self.proposer = proposer
        self.created = created
        self.wanted = wanted
        self.isWanted = isWanted
        self.isMine = isMine
        self.room = room
        self.slot = slot
        self.contested = contested
        self.characters = characters
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, about, topics, proposer, created, wanted, room, slot, contested, characters
        case lengthMinutes = "length_minutes"
        case isWanted = "is_wanted"
        case isMine = "is_mine"
    }
}

/// A gathering with all that is planned in it.
package struct ProgrammeBody: Codable, Hashable, Sendable {
    /// The gathering.
    package var gathering: GatheringBody
    /// Who has joined, as far as we know.
    package var attendees: [PersonBody]
    /// The rooms, in the order in which they were added.
    package var rooms: [String]
    /// The slots, by day and time.
    package var slots: [SlotBody]
    /// The sessions.
    package var sessions: [SessionBody]

    /// All fields at once.
    package init(
        gathering: GatheringBody, attendees: [PersonBody], rooms: [String], slots: [SlotBody], sessions: [SessionBody]
    ) {
        self.gathering = gathering
        self.attendees = attendees
        self.rooms = rooms
        self.slots = slots
        self.sessions = sessions
    }
}
