/// A text that many people write, with its history: what one person edits here and what others edited elsewhere comes
/// together to one text, the same for all who have the same events.
package struct Pad: Sendable {
    /// Who did what, and what they saw.
    package private(set) var graph = EventGraph()
    /// The text of the newest version.
    package private(set) var text = Text()

    /// A pad in which nothing was ever written.
    package init() {}

    /// The newest version.
    package var version: Version { graph.version }

    /// Adds what an author does to the text as it is now.
    ///
    /// - Parameter edits: each position is of the text that the edits before it left.
    /// - Returns: the numbers of the new events.
    /// - Throws: ``PadError/outOfBounds(_:)`` or ``PadError/tooMany``; the pad is then as it was.
    @discardableResult
    package mutating func edit(_ edits: [Edit], by author: Author) throws(PadError) -> Range<Int> {
        let start = graph.count
        guard try check(edits, by: author) > 0 else { return start..<start }
        var continues = graph.beginAtNewest(by: author)
        for edit in edits {
            graph.add(edit, continues: continues)
            text.apply(edit)
            // An edit of nothing begins nothing.
            continues = continues || edit.count > 0
        }
        graph.endAtNewest()
        return start..<graph.count
    }

    /// How many events some edits are, whose positions must be of this text.
    private func check(_ edits: [Edit], by author: Author) throws(PadError) -> Int {
        var (total, length) = (0, text.count)
        for edit in edits {
            guard let next = edit.length(after: length) else {
                throw .outOfBounds(EventID(author: author, sequence: graph.nextSequence(of: author) + total))
            }
            total += abs(next - length)
            length = next
        }
        guard graph.count + total <= PadLimits.eventsMax else { throw .tooMany }
        return total
    }

    /// Adds what an author did to the text of an older version, as somebody does who opened it in an editor and saved
    /// it while others wrote.
    ///
    /// - Returns: what that does to the text as it was until now.
    /// - Throws: ``PadError/outOfBounds(_:)`` or ``PadError/tooMany``; the pad is then as it was.
    @discardableResult
    package mutating func edit(_ edits: [Edit], by author: Author, at version: Version) throws(PadError) -> [Edit] {
        let id = EventID(author: author, sequence: graph.nextSequence(of: author))
        guard edits.allSatisfy(\.isWithinLimits) else { throw .outOfBounds(id) }
        return try merge(Batch(edits, id: id, parents: graph.ids(of: version)))
    }

    /// Takes what another pad had, in any order in which causes come before effects; events that are known already are
    /// passed over.
    ///
    /// - Returns: what that does to the text as it was until now, in order: what an editor that shows it must do.
    /// - Throws: ``PadError``; the pad is then as it was.
    @discardableResult
    package mutating func merge(_ batch: Batch) throws(PadError) -> [Edit] {
        try take(batch).map { $0.edit(of: graph) }
    }

    /// How many steps it takes to get the text from the history: pieces of history walked, items and runs looked at.
    /// The same on every machine, so that a search for what is expensive finds the same again.
    package var replaySteps: Int {
        (try? graph.transform(from: [], length: 0, to: graph.version.frontier) { _ in }) ?? 0
    }

    mutating func take(_ batch: Batch) throws(PadError) -> [Change] {
        let mark = graph.mark
        let before = graph.version.frontier
        var changes: [Change] = []
        do {
            try graph.add(batch)
            try graph.transform(from: before, length: text.count, to: graph.version.frontier) { changes.append($0) }
        } catch {
            graph.goBack(to: mark)
            throw error
        }
        for change in changes { text.apply(change, of: graph) }
        return changes
    }
}

extension Change {
    func edit(of graph: EventGraph) -> Edit {
        guard let content else { return .delete(at: position, count: count) }
        return .insert(at: position, Array(graph.operations.inserted[content..<content + count]))
    }
}

extension Text {
    mutating func apply(_ change: Change, of graph: EventGraph) {
        if let content = change.content {
            insert(content..<content + change.count, of: graph.operations.inserted, at: change.position)
        } else {
            delete(change.count, at: change.position)
        }
    }
}

extension EventGraph {
    /// The author's number that their next event will have.
    package func nextSequence(of author: Author) -> Int { existingNumber(of: author).map { nextSequence(of: $0) } ?? 0 }
}
