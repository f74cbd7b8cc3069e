package import Keys

/// What a gathering is, as all entries that are here say together.
package struct ProgrammeState: Hashable, Sendable {
    /// Its founding entry.
    package let gathering: EntryID
    /// What it is called.
    package let title: String
    /// Where people meet; may be empty.
    package let place: String
    /// From when on.
    package let firstDay: Day
    /// Until when.
    package let lastDay: Day
    /// Whether everybody who takes part places sessions, and adds rooms and slots.
    package let anybodySchedules: Bool
    /// Whether joining takes an invitation.
    package let isByInvitation: Bool
    /// Who organises it: whoever founded it, those named there, then those made later.
    package let organisers: [PublicKey]
    /// Who takes part, by when they first joined.
    package let attendees: [Attendee]
    /// Names, in the order in which they were added.
    package let rooms: [String]
    /// From the first to the last.
    package let slots: [Slot]
    /// In the order in which they were proposed, without those that were taken back.
    package let sessions: [Session]
    /// Sessions that were taken back, in order. Nothing is left of them but their pads.
    package let retractedSessions: [EntryID]
    /// Sessions, two or more, that are in one room at one time; by time, then by the room's bytes.
    package let contested: [[EntryID]]
    /// Sessions that had a place and have none any more, for calendars that have them.
    package let cancelled: [Cancelled]
    /// Desks that are open, in the order in which they were opened.
    package let desks: [Desk]
    let names: [PublicKey: String]

    /// What somebody was last called here, also if they left; nil if they never joined.
    package func name(of key: PublicKey) -> String? { names[key] }

    /// A session with this id.
    package func session(_ id: EntryID) -> Session? { sessions.first { $0.id == id } }

    /// A desk with this id.
    package func desk(_ id: EntryID) -> Desk? { desks.first { $0.id == id } }

    /// Somebody who takes part.
    package struct Attendee: Hashable, Sendable {
        /// Who.
        package let key: PublicKey
        /// What to call them.
        package let name: String
    }

    /// A time at which sessions can be.
    package struct Slot: Hashable, Sendable {
        /// When it begins.
        package let time: Content.SlotTime
        /// How long it is.
        package let lengthMinutes: Int
    }

    /// A session.
    package struct Session: Hashable, Sendable {
        /// The entry that proposed it, and the document of its pad.
        package let id: EntryID
        /// What it is called.
        package let title: String
        /// What it is about; may be empty.
        package let about: String
        /// In a word or two each.
        package let topics: [String]
        /// How long it would like to be.
        package let lengthMinutes: Int
        /// Who proposed it.
        package let proposer: PublicKey
        /// When, in milliseconds since 1970, by the proposer's clock.
        package let createdMS: UInt64
        /// Who takes part and wants to be there, in the order in which they said so.
        package let wanters: [PublicKey]
        /// Where it is; nil if nobody has said, if it was taken off the programme, or if its room or slot is no longer
        /// there.
        package let placement: Placement?
        /// Grows whenever something of it, or of its room or slot, changes; the same for all who hold the same entries.
        package let revision: Int
        /// When that last was, in milliseconds since 1970, by the clock of whoever changed it.
        package let changedMS: UInt64
    }

    /// A place in the programme.
    package struct Spot: Hashable, Sendable {
        /// The room's name; nil in the open space.
        package let room: String?
        /// When.
        package let slot: Slot
    }

    /// A session that had a place and has none any more.
    package struct Cancelled: Hashable, Sendable {
        /// The entry that proposed it.
        package let id: EntryID
        /// What it is called; nil if it was taken back, so that nobody knows any more.
        package let title: String?
        /// Who proposed it.
        package let proposer: PublicKey
        /// Where it was last.
        package let spot: Spot
        /// How long it would have liked to be.
        package let lengthMinutes: Int
        /// As in ``Session/revision``.
        package let revision: Int
        /// As in ``Session/changedMS``.
        package let changedMS: UInt64
    }

    /// Where a session is.
    package struct Placement: Hashable, Sendable {
        /// The room's name; nil in the open space.
        package let room: String?
        /// When.
        package let slot: Slot
        /// Who said so.
        package let author: PublicKey
        /// When they did, in milliseconds since 1970, by their clock.
        package let createdMS: UInt64
        /// The entry in which they did.
        package let entry: EntryID
    }
}
