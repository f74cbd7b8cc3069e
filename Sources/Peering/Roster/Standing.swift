/// What an attendee is to us.
package enum Standing: String, Hashable, Sendable {
    /// Nobody we know.
    case stranger
    /// We hold their card.
    case contact
    /// We hold their card and compared codes in person.
    case verified
    /// We want to hear nothing from them.
    case blocked
}
