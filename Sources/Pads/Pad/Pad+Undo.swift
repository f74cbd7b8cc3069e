/// Taking back what one did.
extension Pad {
    /// What an author does to the text as it is now to take back events of theirs: what they inserted goes, if it is
    /// still there; what they deleted comes back where it was, unless somebody else deleted it as well. What others did
    /// in the meantime stays. The edits are to be made like any others, and can be taken back in the same way.
    ///
    /// - Parameter events: numbers of events of this graph, such as ``edit(_:by:)`` gave.
    /// - Returns: edits in their order, from left to right.
    package func undoing(_ events: Range<Int>) -> [Edit] {
        let mine = events.clamped(to: 0..<graph.count)
        guard !mine.isEmpty else { return [] }
        var walker = Walker(graph)
        walker.reset(from: [], baseLength: nil)
        do {
            try walker.walk(graph.pieces(of: [0..<graph.count])) { _ in }
        } catch {
            preconditionFailure("what a pad took has been checked")
        }
        // Which scalars the events deleted.
        var isRestored: Set<UInt32> = []
        graph.operations.forEach(mine) { operation in
            guard operation.kind != .insertion else { return }
            for event in operation.start..<operation.end { isRestored.insert(walker.sequence.target(of: event)) }
        }
        var edits = EditList()
        var position = 0
        walker.sequence.forEach { item in
            guard !item.isBase else { return }
            if item.deletions == 0, Int(item.end) <= mine.lowerBound || mine.upperBound <= Int(item.id) {
                position += Int(item.count)
                return
            }
            for event in item.id..<item.end {
                if item.deletions == 0 {
                    if mine.contains(Int(event)) { edits.delete(at: position) } else { position += 1 }
                } else if item.deletions == 1, isRestored.contains(event), !mine.contains(Int(event)) {
                    edits.insert(scalar(of: Int(event)), at: position)
                    position += 1
                }
            }
        }
        return edits.edits
    }

    /// What an event inserted.
    private func scalar(of event: Int) -> Unicode.Scalar {
        let operation = graph.operations[graph.operations.place(of: event)]
        return graph.operations.inserted[operation.content + event - operation.start]
    }
}

/// Edits from left to right, those beside each other joined.
private struct EditList {
    private(set) var edits: [Edit] = []

    mutating func delete(at position: Int) {
        if case .delete(position, let count)? = edits.last {
            edits[edits.count - 1] = .delete(at: position, count: count + 1)
        } else {
            edits.append(.delete(at: position, count: 1))
        }
    }

    mutating func insert(_ scalar: Unicode.Scalar, at position: Int) {
        if case .insert(let start, var scalars)? = edits.last, start + scalars.count == position {
            scalars.append(scalar)
            edits[edits.count - 1] = .insert(at: start, scalars)
        } else {
            edits.append(.insert(at: position, [scalar]))
        }
    }
}
