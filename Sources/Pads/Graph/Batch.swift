/// Events on their way to another graph, under names that are the same everywhere.
package struct Batch: Hashable, Sendable {
    /// Causes first.
    package var runs: [Run]

    /// Events of one author, each the only parent of the next.
    package struct Run: Hashable, Sendable {
        /// The first.
        package var id: EventID
        /// What the first builds on.
        package var parents: [EventID]
        /// What they do, at least one event.
        package var edits: [Edit]

        /// All fields at once.
        package init(id: EventID, parents: [EventID], edits: [Edit]) {
            self.id = id
            self.parents = parents
            self.edits = edits
        }

        /// How many events.
        package var count: Int { edits.reduce(0) { $0 + $1.count } }
    }

    /// The only field.
    package init(runs: [Run]) { self.runs = runs }
}

extension EventGraph {
    /// Everything that a version lacks.
    package func batch(since version: Version) -> Batch {
        Batch(
            runs: pieces(of: difference(version.frontier, self.version.frontier).onlyRight).map { piece in
                Batch.Run(
                    id: id(of: piece.events.lowerBound), parents: piece.parents.map { id(of: $0) },
                    edits: operations(of: piece.events).flatMap { $0.edits(of: self) })
            })
    }

    /// Takes what another graph had; events that are known already are passed over.
    ///
    /// - Returns: the numbers of the new events.
    /// - Throws: ``PadError``; the graph is then as it was.
    @discardableResult
    package mutating func merge(_ batch: Batch) throws(PadError) -> Range<Int> {
        try check(batch)
        let start = count
        for run in batch.runs {
            let (known, total) = (knownPrefix(of: run), run.count)
            guard known < total else { continue }
            let parents =
                known == 0
                ? run.parents.compactMap { number(of: $0) }.sorted()
                : [number(of: EventID(author: run.id.author, sequence: run.id.sequence + known - 1)) ?? 0]
            _ = add(
                run.edits.dropping(known), number(of: run.id.author), run.id.sequence + known, parents)
        }
        return start..<count
    }

    /// How many of the first events of a run are known.
    private func knownPrefix(of run: Batch.Run) -> Int {
        var (low, high) = (0, run.count)
        while low < high {
            let middle = (low + high) / 2
            if number(of: EventID(author: run.id.author, sequence: run.id.sequence + middle)) != nil {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func check(_ batch: Batch) throws(PadError) {
        var missing: [EventID] = []
        var coming: [Author: [Range<Int>]] = [:]
        var total = count
        for run in batch.runs {
            total += run.count
            guard total <= PadLimits.eventsMax, run.parents.count <= PadLimits.parentsMax else { throw .tooMany }
            for parent in run.parents where number(of: parent) == nil {
                let isComing = coming[parent.author]?.contains { $0.contains(parent.sequence) } ?? false
                if !isComing, !missing.contains(parent) { missing.append(parent) }
            }
            coming[run.id.author, default: []].append(run.id.sequence..<run.id.sequence + run.count)
        }
        if !missing.isEmpty { throw .missing(missing) }
    }
}

extension [Edit] {
    /// Without the first so many events.
    fileprivate func dropping(_ number: Int) -> [Edit] {
        var left = number
        var rest: [Edit] = []
        for edit in self {
            let dropped = Swift.min(left, edit.count)
            left -= dropped
            guard dropped < edit.count else { continue }
            switch edit {
            case .insert(let position, let scalars):
                rest.append(.insert(at: position + dropped, [Unicode.Scalar](scalars.dropFirst(dropped))))
            case .delete(let position, let count): rest.append(.delete(at: position, count: count - dropped))
            }
        }
        return rest
    }
}
