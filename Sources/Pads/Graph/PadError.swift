/// Why a pad takes no events, or bytes are no pad. The pad is then as it was.
package enum PadError: Error, Hashable, Sendable {
    /// Events are missing that those of the batch build on: ask for these.
    case missing([EventID])
    /// Other events stand under this name already: its author made two different ones.
    case conflicting(EventID)
    /// The position of this event lies outside the text that its author saw.
    case outOfBounds(EventID)
    /// More events, or parents of one event, than ``PadLimits`` allows.
    case tooMany
    /// These bytes are no pad and no batch, or they are damaged.
    case malformed(Malformation)

    /// What is wrong with bytes.
    package enum Malformation: Hashable, Sendable {
        /// They do not begin as those of a pad do.
        case notAPad
        /// They were written by a later release, in this version of the format.
        case newer(Int)
        /// They end too early, or go on after their end.
        case length
        /// A checksum differs: they were changed after they were written.
        case checksum
        /// A column holds what it cannot.
        case content
    }
}
