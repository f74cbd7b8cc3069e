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

extension Edit {
    /// What it makes of a length, nil if its position lies beyond.
    func length(after length: Int) -> Int? {
        switch self {
        case .insert(let position, let scalars): 0...length ~= position ? length + scalars.count : nil
        case .delete(let position, let count):
            position >= 0 && count >= 0 && count <= length && position <= length - count ? length - count : nil
        }
    }

    /// Whether its numbers are such as a pad can hold.
    var isWithinLimits: Bool {
        switch self {
        case .insert(let position, let scalars):
            0...PadLimits.eventsMax ~= position && scalars.count <= PadLimits.eventsMax
        case .delete(let position, let count):
            0...PadLimits.eventsMax ~= position && 0...PadLimits.eventsMax ~= count
        }
    }
}
