/// A gathering that we joined, left, or have heard of.
package struct GatheringBody: Codable, Hashable, Sendable {
    /// The hash of its founding entry: 64 hexadecimal digits.
    package var id: String
    /// What it is called; others may have the same title.
    package var title: String
    /// Where it is.
    package var place: String
    /// The first day at the venue, as `2026-11-28`.
    package var firstDay: String
    /// The last day; the first one if there is no other.
    package var lastDay: String
    /// Whether one needs a code to join.
    package var byInvitation: Bool
    /// Whether every attendee may give sessions a room and a slot, not only organisers.
    package var anybodySchedules: Bool
    /// What it is to us.
    package var standing: Standing
    /// Who keeps order.
    package var organisers: [PersonBody]
    /// How many have joined, as far as we know.
    package var attendees: Int
    /// Whether we are an organiser.
    package var isOrganiser: Bool
    /// How many of those who joined are nearby, oneself left out.
    package var nearby: Int
    /// Why nothing of it can be shown: it was founded with another version of baithak. Its texts and days are empty
    /// then. Missing otherwise.
    package var problem: String?

    /// What a gathering is to us.
    package enum Standing: String, Codable, Hashable, Sendable, CaseIterable {
        /// We are in it.
        case joined
        /// We have heard of it.
        case known
        /// We were in it, and keep what we held then.
        case left
    }

    /// All fields at once.
    package init(
        id: String, title: String, place: String, firstDay: String, lastDay: String, byInvitation: Bool,
        anybodySchedules: Bool, standing: Standing, organisers: [PersonBody], attendees: Int, isOrganiser: Bool,
        nearby: Int, problem: String? = nil
    ) {
        self.id = id
        self.title = title
        self.place = place
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.byInvitation = byInvitation
        self.anybodySchedules = anybodySchedules
        self.standing = standing
        self.organisers = organisers
        self.attendees = attendees
        self.isOrganiser = isOrganiser
        self.nearby = nearby
        self.problem = problem
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, place, standing, organisers, attendees, nearby, problem
        case firstDay = "first_day"
        case lastDay = "last_day"
        case byInvitation = "by_invitation"
        case anybodySchedules = "anybody_schedules"
        case isOrganiser = "is_organiser"
    }
}

/// The body of `POST /v1/gatherings`: a gathering to found.
package struct NewGatheringBody: Codable, Hashable, Sendable {
    /// What it is called.
    package var title: String
    /// Where it is.
    package var place: String
    /// The first day at the venue, as `2026-11-28`.
    package var firstDay: String
    /// The last day.
    package var lastDay: String
    /// Whether one needs a code to join.
    package var byInvitation: Bool
    /// Whether every attendee may give sessions a room and a slot.
    package var anybodySchedules: Bool
    /// Keys of organisers beside ourselves, in hexadecimal.
    package var organisers: [String]

    /// All fields at once.
    package init(
        title: String, place: String, firstDay: String, lastDay: String, byInvitation: Bool, anybodySchedules: Bool,
        organisers: [String]
    ) {
        self.title = title
        self.place = place
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.byInvitation = byInvitation
        self.anybodySchedules = anybodySchedules
        self.organisers = organisers
    }

    private enum CodingKeys: String, CodingKey {
        case title, place, organisers
        case firstDay = "first_day"
        case lastDay = "last_day"
        case byInvitation = "by_invitation"
        case anybodySchedules = "anybody_schedules"
    }
}

/// The code by which somebody joins a gathering.
package struct InvitationBody: Codable, Hashable, Sendable {
    /// The code, also the text of a QR code.
    package var text: String

    /// The only field.
    package init(text: String) { self.text = text }
}

/// The body of `POST /v1/gatherings/{id}/organisers`: who is to be an organiser too.
package struct OrganiserBody: Codable, Hashable, Sendable {
    /// Their key in hexadecimal.
    package var key: String

    /// The only field.
    package init(key: String) { self.key = key }
}
