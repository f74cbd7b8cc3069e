/// Why something cannot be said, or what an entry says does not count, with a sentence that says what to do.
package enum ContentError: Error, Hashable, Sendable {
    /// A kind that this release does not know.
    case unknownKind(UInt32)
    /// The content was taken back.
    case retracted
    /// Not what its kind has.
    case malformed
    /// More than fits one entry.
    case tooLarge
    /// A text that must say something is empty, or has blanks around it.
    case empty(field: ContentField)
    /// A text has more bytes of UTF-8 than its bound.
    case tooLong(field: ContentField, bytes: Int, max: Int)
    /// A text has more characters than somebody may enter.
    case tooManyCharacters(field: ContentField, count: Int, max: Int)
    /// A list has more members than its bound.
    case tooMany(field: ContentField, count: Int, max: Int)
    /// A text holds a control, escape, bidirectional or invisible character.
    case character(field: ContentField, codePoint: UInt32)
    /// Not a day of the calendar.
    case noDay
    /// The last day comes before the first.
    case daysReversed
    /// More days than a gathering may have.
    case tooManyDays(Int)
    /// A length outside ``ContentLimits/lengthMinutes``.
    case badLength(minutes: Int)
    /// A minute outside ``ContentLimits/startMinutes``.
    case badStart(minute: Int)
    /// Not one to ``ContentLimits/deskSlotsMax`` slots.
    case badDesk(slots: Int)
    /// A slot of a desk begins before the one before it is over, or they are not in order.
    case overlappingSlots
    /// A session in a room, at no time.
    case roomWithoutSlot
    /// A change that changes nothing.
    case noChange
    /// A pad's text that is longer than ``ContentLimits/padBytesMax``.
    case padTooLarge(bytes: Int)
    /// No edit of the pad has this id, or the pad has not heard of this version of its text.
    case notInPad
    /// A gathering by rules of this number, which are not those of this release.
    case otherRules(UInt32)
    /// An entry that founds nothing where one is needed that does.
    case notAFounding
    /// The gathering is by invitation, and there is none.
    case invitationNeeded
    /// The invitation is to another gathering.
    case wrongInvitation
}

extension ContentError: CustomStringConvertible {
    /// A sentence for the person who entered it.
    package var description: String {
        switch self {
        case .unknownKind: "This was written with a later version of baithak: update to see it."
        case .retracted: "Its author took it back: ask them if you need it."
        case .malformed: "This is damaged, or was never right: ask its author to write it again."
        case .tooLarge: "This is more than fits into one entry: make several of it."
        case .empty(let field): "The \(field.rawValue) is empty: write at least one visible character."
        case .tooLong(let field, let bytes, let max):
            "The \(field.rawValue) has \(bytes) bytes and may have \(max): shorten it."
        case .tooManyCharacters(let field, let count, let max):
            "The \(field.rawValue) has \(count) characters and may have \(max): shorten it."
        case .tooMany(let field, let count, let max):
            "There are \(count) \(field.rawValue) entries and may be \(max): leave some out."
        case .character(let field, let codePoint):
            "The \(field.rawValue) holds the character U+\(Self.hex(codePoint)), which is not safe to show: remove it."
        case .noDay: "That is no day of the calendar: write it as 2027-01-31."
        case .daysReversed: "The last day comes before the first: swap them."
        case .tooManyDays(let count):
            "A gathering of \(count) days is too long, \(ContentLimits.daysMax) are possible: found several."
        case .badLength(let minutes):
            "\(minutes) minutes is no length: choose \(ContentLimits.lengthMinutes.lowerBound) to "
                + "\(ContentLimits.lengthMinutes.upperBound) minutes."
        case .badStart: "That is no time of a day: write it as 14:30, before 24:00."
        case .badDesk(let slots):
            "A desk has 1 to \(ContentLimits.deskSlotsMax) slots, and this one would have \(slots): choose other "
                + "times, or open several."
        case .overlappingSlots: "Two slots of the desk overlap: let each begin when the one before it is over."
        case .roomWithoutSlot: "A room needs a time: name the slot as well."
        case .noChange: "Nothing would change: say what should be different."
        case .padTooLarge(let bytes):
            "The notes have \(bytes) bytes and may have \(ContentLimits.padBytesMax): put some of them elsewhere."
        case .notInPad: "These notes have no such edit or version here: look at the list of edits."
        case .otherRules(let rules):
            rules > FoundingTerms.knownRules
                ? "This gathering was founded with a newer baithak: install that version to see it."
                : "This gathering was founded with an older baithak, and only that one shows it."
        case .notAFounding: "This is not the entry that begins a gathering: ask for the gathering again."
        case .invitationNeeded: "This gathering is by invitation: ask an organiser for its `baithak-join:` code."
        case .wrongInvitation: "This invitation is to another gathering: ask an organiser for the right code."
        }
    }

    private static func hex(_ codePoint: UInt32) -> String {
        let text = String(codePoint, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
}
