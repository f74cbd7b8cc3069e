/// Why an attendee may not say something now, with a sentence that says what to do.
package enum RuleError: Error, Hashable, Sendable {
    /// Whoever does not take part says nothing.
    case notTakingPart
    /// The gathering is by invitation, and the tag does not show one.
    case notInvited
    /// Organisers decide.
    case organisersOnly
    /// The gathering was founded already.
    case foundedAlready
    /// No session has this id, or it was taken back.
    case noSuchSession
    /// Who proposed a session changes it, or an organiser.
    case notYourSession
    /// No room has this name.
    case noSuchRoom
    /// No slot begins then.
    case noSuchSlot
    /// The gathering is on other days.
    case dayOutside(first: Day, last: Day)
    /// They proposed as many sessions as they may: ``ContentLimits/sessionsOfAuthorMax``, or
    /// ``ContentLimits/sessionsOfOrganiserMax``.
    case tooManySessions(max: Int)
    /// There are ``ContentLimits/roomsMax`` rooms.
    case tooManyRooms
    /// There are ``ContentLimits/slotsMax`` slots.
    case tooManySlots
    /// They have ``ContentLimits/desksOfAuthorMax`` desks open.
    case tooManyDesks
    /// No desk has this id, or it was closed.
    case noSuchDesk
    /// Only whose desk it is says what of it is taken, and closes it.
    case notYourDesk
    /// The desk has no slot then.
    case noSuchDeskSlot
    /// There are ``ContentLimits/organisersMax`` organisers.
    case tooManyOrganisers
    /// Only one's own entries can be taken back.
    case notYourEntry
}

extension RuleError: CustomStringConvertible {
    /// The sentence.
    package var description: String {
        switch self {
        case .notTakingPart: "You do not take part in this gathering: join it first."
        case .notInvited:
            "This gathering is by invitation: ask an organiser for its `baithak-join:` code and join with it."
        case .organisersOnly: "Only organisers do this here: ask one of them."
        case .foundedAlready: "This gathering exists already: found another one if you need it."
        case .noSuchSession: "There is no such session, or it was taken back: look at the list of sessions."
        case .notYourSession: "Somebody else proposed this session: ask them, or an organiser, to change it."
        case .noSuchRoom: "There is no such room: look at the list of rooms, or have it added first."
        case .noSuchSlot: "No slot begins then: look at the list of slots, or have it added first."
        case .dayOutside(let first, let last):
            "That is not a day of this gathering, which is from \(first) to \(last): choose one of these."
        case .tooManySessions(let max):
            "You proposed \(max) sessions, which is all that fit: take one back first."
        case .tooManyRooms: "There are \(ContentLimits.roomsMax) rooms, which is all that fit: take one away first."
        case .tooManySlots: "There are \(ContentLimits.slotsMax) slots, which is all that fit: take one away first."
        case .tooManyDesks:
            "You have \(ContentLimits.desksOfAuthorMax) desks open, which is all that fit: close one first."
        case .noSuchDesk: "There is no such desk, or it was closed: look at the list of desks."
        case .notYourDesk: "It is the desk of somebody else: ask them."
        case .noSuchDeskSlot: "The desk has no slot then: look at the list of desks."
        case .tooManyOrganisers: "There are \(ContentLimits.organisersMax) organisers, which is all that fit."
        case .notYourEntry: "Somebody else wrote this: only they can take it back."
        }
    }
}
