/// The desks of a gathering.
package struct DesksBody: Codable, Hashable, Sendable {
    /// Those that are open, in the order in which they were opened.
    package var desks: [DeskBody]
    /// What our owner has not looked at yet, ours first.
    package var news: [DeskNewsBody]

    /// Both fields at once.
    package init(desks: [DeskBody], news: [DeskNewsBody]) {
        self.desks = desks
        self.news = news
    }
}

/// A desk: one person's slots of one-to-one help.
package struct DeskBody: Codable, Hashable, Sendable {
    /// 64 hexadecimal digits.
    package var id: String
    /// What help there is.
    package var title: String
    /// Whose it is.
    package var owner: PersonBody
    /// Whether it is ours.
    package var isMine: Bool
    /// Whether its owner is in reach, so that a booking is answered at once.
    package var isInReach: Bool
    /// From the first to the last.
    package var slots: [DeskSlotBody]

    /// All fields at once.
    package init(
        id: String, title: String, owner: PersonBody, isMine: Bool, isInReach: Bool, slots: [DeskSlotBody]
    ) {
        self.id = id
        self.title = title
        self.owner = owner
        self.isMine = isMine
        self.isInReach = isInReach
        self.slots = slots
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, owner, slots
        case isMine = "is_mine"
        case isInReach = "is_in_reach"
    }
}

/// A slot of a desk.
package struct DeskSlotBody: Codable, Hashable, Sendable {
    /// When it is.
    package var slot: SlotBody
    /// Whether it can be had.
    package var state: State
    /// Who has it: told to whose desk it is, and to nobody else.
    package var by: PersonBody?
    /// What it is about: told to whose desk it is, and to whoever booked.
    package var about: String?

    /// Whether a slot can be had.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        /// It can.
        case free
        /// Somebody has it.
        case taken
        /// We have it.
        case yours
        /// We asked for it, and were not answered yet.
        case waiting
    }

    /// All fields at once.
    package init(slot: SlotBody, state: State, by: PersonBody? = nil, about: String? = nil) {
        self.slot = slot
        self.state = state
        self.by = by
        self.about = about
    }
}

/// The body of `POST /v1/gatherings/{id}/desks`: a desk to open.
package struct NewDeskBody: Codable, Hashable, Sendable {
    /// What help there is.
    package var title: String
    /// When: each of the same length, none before the one before it is over.
    package var slots: [SlotBody]

    /// Both fields at once.
    package init(title: String, slots: [SlotBody]) {
        self.title = title
        self.slots = slots
    }
}

/// The body of `PUT /v1/gatherings/{id}/desks/{desk}/bookings`: a slot that we ask for.
package struct DeskWishBody: Codable, Hashable, Sendable {
    /// The day, as `2026-11-28`.
    package var day: String
    /// When it begins, as `14:20`.
    package var start: String
    /// What it is about, for whose desk it is alone.
    package var about: String

    /// All fields at once.
    package init(day: String, start: String, about: String) {
        self.day = day
        self.start = start
        self.about = about
    }
}

/// A booking of a slot at a desk, as the one and the other side have it.
package struct DeskBookingBody: Codable, Hashable, Sendable {
    /// The desk, 64 hexadecimal digits.
    package var desk: String
    /// What the desk is called.
    package var title: String
    /// Whether the desk is ours.
    package var isMine: Bool
    /// The other side: whose desk it is, or who booked at ours; nil where it is nobody's.
    package var person: PersonBody?
    /// Which slot.
    package var slot: SlotBody
    /// What it is about.
    package var about: String
    /// What became of it.
    package var state: State
    /// Where the slot is taken: the next that was free then.
    package var next: SlotBody?
    /// Whether the other side is in reach.
    package var isInReach: Bool

    /// What became of a booking.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        /// Whose desk it is has not answered yet.
        case waiting
        /// The slot is booked.
        case accepted
        /// It is given back.
        case released
        /// Somebody else has it.
        case taken
        /// The desk is closed.
        case closed
        /// Whose desk it is took it back.
        case freed
        /// Whoever booked has, or had, as many slots of the desk as one person may.
        case tooMany = "too_many"
        /// Whose desk it is knows of no such slot.
        case unknown
    }

    /// All fields at once.
    package init(
        desk: String, title: String, isMine: Bool, person: PersonBody?, slot: SlotBody, about: String, state: State,
        next: SlotBody? = nil, isInReach: Bool
    ) {
        self.desk = desk
        self.title = title
        self.isMine = isMine
        self.person = person
        self.slot = slot
        self.about = about
        self.state = state
        self.next = next
        self.isInReach = isInReach
    }

    private enum CodingKeys: String, CodingKey {
        case desk, title, person, slot, about, state, next
        case isMine = "is_mine"
        case isInReach = "is_in_reach"
    }
}

/// What became of a slot without us having looked at it: one that we asked for and did not get, or that was taken from
/// us, or that somebody gave back at a desk of ours.
package struct DeskNewsBody: Codable, Hashable, Sendable {
    /// Which booking, 32 hexadecimal digits.
    package var id: String
    /// What became of it.
    package var booking: DeskBookingBody

    /// Both fields at once.
    package init(id: String, booking: DeskBookingBody) {
        self.id = id
        self.booking = booking
    }
}
