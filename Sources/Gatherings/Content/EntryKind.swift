/// What the content of an entry is, by the number in its header. Numbers are never given twice; what a later release
/// adds is kept and passed on by older ones, and counts for nothing there.
package enum EntryKind: UInt32, Hashable, Sendable, CaseIterable {
    /// Begins a gathering.
    case founding = 1
    /// Takes part from now on, under a name.
    case join = 2
    /// Takes part no longer.
    case leave = 3
    /// Makes somebody an organiser.
    case organiser = 4
    /// Adds a room, or takes it away.
    case room = 5
    /// Adds a slot, or takes it away.
    case slot = 6
    /// Proposes a session.
    case session = 7
    /// Changes what a session's proposal says.
    case sessionEdit = 8
    /// Says whether somebody wants to be at a session.
    case want = 9
    /// Puts a session into a room and slot.
    case placement = 10
    /// Edits a pad.
    case padEdit = 11
    /// Takes back an entry.
    case retraction = 12
    /// Opens a desk, or closes it.
    case desk = 13
    /// Says whether a slot of a desk is taken.
    case deskSlot = 14
    /// Lets a log in.
    case admission = 15
    // Reserved: 16 removal, 17 door, 18 announcement, 19 break, 20 zone, 21 introduction.
}
