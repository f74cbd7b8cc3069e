/// Why a pad takes no events.
package enum PadError: Error, Hashable, Sendable {
    /// Events are missing that those of the batch build on: ask for these.
    case missing([EventID])
    /// Other events stand under these names already.
    case conflicting(EventID)
    /// A position lies outside the text that the author saw.
    case outOfBounds(EventID)
    /// More events, or parents of one event, than ``PadLimits`` allows.
    case tooMany
}
