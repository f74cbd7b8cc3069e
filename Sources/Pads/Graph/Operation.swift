/// What consecutive events of one author do, each of them seeing the one before.
struct Operation: Hashable, Sendable {
    /// What happens at the first position, and where it goes on.
    enum Kind: UInt32, Sendable {
        /// Scalars come in, from left to right.
        case insertion = 0
        /// Scalars go, all at one position, as by the delete key.
        case deletion = 1
        /// Scalars go, each one to the left of the one before, as by the backspace key; always more than one.
        case backspace = 2
    }

    var kind: Kind
    /// The number of the first event.
    var start: Int
    /// How many.
    var count: Int
    /// Where the first acts.
    var position: Int
    /// Where the first inserted scalar is kept; for deletions of no meaning.
    var content: Int

    var end: Int { start + count }

    /// These events of it.
    func part(_ events: Range<Int>) -> Operation {
        let offset = events.lowerBound - start
        var part = self
        (part.start, part.count) = (events.lowerBound, events.count)
        switch kind {
        case .insertion:
            part.position += offset
            part.content += offset
        case .deletion: break
        case .backspace:
            part.position -= offset
            if part.count == 1 { part.kind = .deletion }
        }
        return part
    }

    /// Where the leftmost of its scalars is.
    var lowestPosition: Int { kind == .backspace ? position - count + 1 : position }

    /// What it makes of a length, nil if it reaches beyond it.
    func length(after length: Int) -> Int? {
        switch kind {
        case .insertion: position <= length ? length + count : nil
        case .deletion: position + count <= length ? length - count : nil
        case .backspace: position < length ? length - count : nil
        }
    }
}
