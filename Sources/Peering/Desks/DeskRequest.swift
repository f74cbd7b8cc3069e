package import Gatherings
package import Keys
package import Wire

/// A slot that our owner asked for at somebody's desk. It is on our disk before it is said.
package struct DeskRequest: Hashable, Sendable {
    /// Which booking it would be.
    package let id: BookingID
    /// In which gathering.
    package let gathering: EntryID
    /// At which desk.
    package let desk: EntryID
    /// Whose desk it is.
    package let owner: PublicKey
    /// Which of its slots.
    package let slot: Content.SlotTime
    /// What it is about.
    package let about: String
    /// What became of it.
    package internal(set) var state: State
    /// Where the slot is taken: the next that was free then, nil if none was.
    package internal(set) var next: Content.SlotTime?
    /// Whether it came to nothing, and our owner has not looked at that yet.
    package internal(set) var isNews: Bool

    /// What became of a request.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// Whose desk it is has not answered yet.
        case waiting
        /// The slot is ours.
        case accepted
        /// We want it no more, and have not heard yet that they know.
        case releasing
        /// Somebody else has it.
        case taken
        /// The desk is closed.
        case closed
        /// We had it, and were told that we have it no more.
        case freed
        /// We hold, or have held, as many slots of that desk as one person may.
        case tooMany
        /// They know of no such desk or slot.
        case unknown

        /// Whether the slot may be ours, or become ours.
        package var isLive: Bool { self == .waiting || self == .accepted }
        /// Whether we are not done with it: it is live, or to be given back.
        var isUnsettled: Bool { isLive || self == .releasing }
        /// Whether something is to be said.
        var isOpen: Bool { self == .waiting || self == .releasing }
    }

    /// All fields at once.
    package init(
        id: BookingID, gathering: EntryID, desk: EntryID, owner: PublicKey, slot: Content.SlotTime, about: String,
        state: State = .waiting, next: Content.SlotTime? = nil, isNews: Bool = false
    ) {
        self.isNews = isNews
        self.id = id
        self.gathering = gathering
        self.desk = desk
        self.owner = owner
        self.slot = slot
        self.about = about
        self.state = state
        self.next = next
    }

    /// What is to be said while it is open.
    var step: DeskStep {
        state == .releasing
            ? .release : .request(desk: desk.bytes.bytes, slot: DeskTime(slot), about: about)
    }
}

extension DeskTime {
    init(_ slot: Content.SlotTime) {
        self.init(day: slot.day.description, startMinute: UInt32(slot.startMinute))
    }
}

extension Content.SlotTime {
    /// Nil if it is no time of a day of the calendar.
    init?(_ time: DeskTime) {
        guard let day = try? Day(time.day), let slot = try? Self(day: day, startMinute: Int(time.startMinute)) else {
            return nil
        }
        self = slot
    }
}
