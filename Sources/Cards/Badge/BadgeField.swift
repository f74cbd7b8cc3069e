/// The parts of a badge, by the word a person uses for them.
package enum BadgeField: String, Hashable, Sendable, CaseIterable {
    /// The display name.
    case name
    /// The line about the person.
    case headline
    /// What the person cares about.
    case topics = "topic"
    /// What the person is looking for.
    case asks = "ask"
    /// What the person can give.
    case offers = "offer"
}
