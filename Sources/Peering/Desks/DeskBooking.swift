package import Gatherings
package import Keys
package import Wire

/// Somebody's booking of a slot at a desk of ours. Who it is and what it is about stays between the two.
package struct DeskBooking: Hashable, Sendable {
    /// Drawn by whoever booked.
    package let id: BookingID
    /// In which gathering.
    package let gathering: EntryID
    /// At which desk of ours.
    package let desk: EntryID
    /// Which of its slots.
    package let slot: Content.SlotTime
    /// Who booked.
    package let booker: PublicKey
    /// What it is about; characters as they sent them.
    package let about: String
    /// What it is now.
    package internal(set) var state: State
    /// Whether they gave it back, and our owner has not looked at that yet.
    package internal(set) var isNews: Bool

    /// What a booking is.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// The slot is theirs.
        case held
        /// Our owner took it back, and they have not heard of it yet.
        case freed
        /// It is over, and both know.
        case released
    }

    /// All fields at once.
    package init(
        id: BookingID, gathering: EntryID, desk: EntryID, slot: Content.SlotTime, booker: PublicKey, about: String,
        state: State = .held, isNews: Bool = false
    ) {
        self.isNews = isNews
        self.id = id
        self.gathering = gathering
        self.desk = desk
        self.slot = slot
        self.booker = booker
        self.about = about
        self.state = state
    }
}

/// A desk of ours that is open, as the programme has it.
package struct OwnDesk: Hashable, Sendable {
    /// The entry that opened it.
    package let id: EntryID
    /// When its slots begin, ascending.
    package let slots: [Content.SlotTime]
    /// Those that the programme says are taken.
    package let taken: Set<Content.SlotTime>

    /// All fields at once.
    package init(id: EntryID, slots: [Content.SlotTime], taken: Set<Content.SlotTime>) {
        self.id = id
        self.slots = slots
        self.taken = taken
    }
}
