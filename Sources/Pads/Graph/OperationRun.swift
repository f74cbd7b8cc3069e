/// What consecutive events do: insert from left to right, or delete at one position, or delete backwards.
struct OperationRun: Hashable, Sendable {
    /// The first event.
    let start: Int
    /// How many.
    var count: Int
    /// Where the first acts.
    let position: Int
    /// Where the first inserted scalar is kept; nil for deletions.
    let content: Int?
    /// Whether each deletion is one to the left of the one before, as by the backspace key.
    var isBackward = false

    var end: Int { start + count }
    var isInsertion: Bool { content != nil }

    init(start: Int, count: Int, position: Int, content: Int?) {
        self.start = start
        self.count = count
        self.position = position
        self.content = content
    }

    /// Takes what follows, if it goes on in the same way.
    mutating func append(_ next: OperationRun) -> Bool {
        guard isInsertion == next.isInsertion, !next.isBackward else { return false }
        if let content, let other = next.content {
            guard next.position == position + count, other == content + count else { return false }
        } else if next.count == 1, isBackward || count == 1, next.position == position - count {
            isBackward = true
        } else {
            guard !isBackward, next.position == position else { return false }
        }
        count += next.count
        return true
    }

    /// The part of the run that these events of it are.
    func part(_ events: Range<Int>) -> OperationRun {
        let offset = events.lowerBound - start
        let shift = isInsertion ? offset : isBackward ? -offset : 0
        var part = OperationRun(
            start: events.lowerBound, count: events.count, position: position + shift,
            content: content.map { $0 + offset })
        part.isBackward = isBackward && events.count > 1
        return part
    }

    /// What the author did, an event for each scalar.
    func edits(of graph: EventGraph) -> [Edit] {
        if let content { return [.insert(at: position, Array(graph.inserted[content..<content + count]))] }
        guard isBackward else { return [.delete(at: position, count: count)] }
        return (0..<count).map { .delete(at: position - $0, count: 1) }
    }

    /// The same as few edits as a text needs: backwards or not makes no difference there.
    func textEdit(of graph: EventGraph) -> Edit {
        if let content { return .insert(at: position, Array(graph.inserted[content..<content + count])) }
        return .delete(at: isBackward ? position - count + 1 : position, count: count)
    }
}
