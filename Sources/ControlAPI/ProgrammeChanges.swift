/// The body of `PUT /v1/gatherings/{id}/rooms`.
package struct RoomBody: Codable, Hashable, Sendable {
    /// What the room is called.
    package var name: String
    /// Whether it is to be there, or no more.
    package var exists: Bool

    /// Both fields at once.
    package init(name: String, exists: Bool) {
        self.name = name
        self.exists = exists
    }
}

/// The body of `PUT /v1/gatherings/{id}/slots`.
package struct SlotChangeBody: Codable, Hashable, Sendable {
    /// The slot.
    package var slot: SlotBody
    /// Whether it is to be there, or no more.
    package var exists: Bool

    /// Both fields at once.
    package init(slot: SlotBody, exists: Bool) {
        self.slot = slot
        self.exists = exists
    }
}

/// What a session is: what is nil stays as it is. A new session needs a title.
package struct SessionDetailsBody: Codable, Hashable, Sendable {
    /// What it is called.
    package var title: String?
    /// What it is about.
    package var about: String?
    /// A few words to find it by.
    package var topics: [String]?
    /// How long it wants to be, in minutes.
    package var lengthMinutes: Int?

    /// All fields at once.
    package init(title: String? = nil, about: String? = nil, topics: [String]? = nil, lengthMinutes: Int? = nil) {
        self.title = title
        self.about = about
        self.topics = topics
        self.lengthMinutes = lengthMinutes
    }

    private enum CodingKeys: String, CodingKey {
        case title, about, topics
        case lengthMinutes = "length_minutes"
    }
}

/// The body of `PUT /v1/gatherings/{id}/sessions/{session}/want`.
package struct WantBody: Codable, Hashable, Sendable {
    /// Whether we want the session.
    package var wanted: Bool

    /// The only field.
    package init(wanted: Bool) { self.wanted = wanted }
}

/// The body of `PUT /v1/gatherings/{id}/sessions/{session}/place`.
package struct PlaceBody: Codable, Hashable, Sendable {
    /// Where; nil with a slot is in the open, without a room.
    package var room: String?
    /// When; nil, with a nil room, is no place any more.
    package var slot: SlotBody?

    /// Both fields at once.
    package init(room: String? = nil, slot: SlotBody? = nil) {
        self.room = room
        self.slot = slot
    }
}

/// The body of `POST /v1/gatherings/{id}/retractions`: what we wrote and take back.
package struct RetractBody: Codable, Hashable, Sendable {
    /// The entry, or the session that it proposed: 64 hexadecimal digits.
    package var id: String

    /// The only field.
    package init(id: String) { self.id = id }
}

/// Something was written into a gathering, and is on our disk.
package struct SavedBody: Codable, Hashable, Sendable {
    /// The entry, 64 hexadecimal digits.
    package var id: String
    /// How many other machines are known to hold it.
    package var copies: Int
    /// True while we are hidden, so that nothing of a gathering leaves this machine; else nil.
    package var hidden: Bool?

    /// All fields at once.
    package init(id: String, copies: Int, hidden: Bool? = nil) {
        self.id = id
        self.copies = copies
        self.hidden = hidden
    }
}
