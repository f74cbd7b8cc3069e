/// What one event, or a run of events, does to the text that its author saw. Positions count Unicode scalars.
package enum Edit: Hashable, Sendable {
    /// Insert before the scalar at a position: one event for each scalar, from left to right.
    case insert(at: Int, [Unicode.Scalar])
    /// Delete so many scalars from a position on: one event for each, always at that position.
    case delete(at: Int, count: Int)

    /// How many events it is.
    package var count: Int {
        switch self {
        case .insert(_, let scalars): scalars.count
        case .delete(_, let count): count
        }
    }
}
