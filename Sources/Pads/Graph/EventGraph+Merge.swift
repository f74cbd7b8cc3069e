/// Taking what another graph had.
extension EventGraph {
    /// Adds the events of a batch that are not known yet. Positions are not checked; whoever calls goes back to a
    /// ``Mark`` if this throws, or if a position turns out to be none.
    mutating func add(_ batch: Batch) throws(PadError) {
        guard count + batch.count <= PadLimits.eventsMax else { throw .tooMany }
        var missing: [EventID] = []
        let numbers = batch.authors.map { number(of: $0) }
        // Most of what is loaded comes into an empty graph: then its columns need not be copied.
        let isAdopting = count == 0 && batch.hasOnlyWholeRuns
        if isAdopting { adopt(batch.operations) }
        var start = 0
        for run in batch.runs {
            defer { start += run.count }
            guard run.parents.count <= PadLimits.parentsMax, 0...PadLimits.eventsMax - run.count ~= run.sequence
            else {
                throw .tooMany
            }
            var parents: [Int] = []
            for parent in run.parents {
                if let event = number(of: numbers[parent.author], parent.sequence), !isAdopting || event < start {
                    parents.append(event)
                } else {
                    missing.append(EventID(author: batch.authors[parent.author], sequence: parent.sequence))
                }
            }
            // What builds on what is missing is left out, and the whole batch is refused in the end.
            guard missing.isEmpty else { continue }
            parents = Set(parents).sorted()
            let author = numbers[run.author]
            if isAdopting {
                try beginAdopted(run, author, parents, start)
                continue
            }
            let known = try checkKnown(run, author, parents, start, batch.operations)
            guard known < run.count else { continue }
            if known > 0 { parents = number(of: author, run.sequence + known - 1).map { [$0] } ?? [] }
            try add(start + known..<start + run.count, of: batch, author, run.sequence + known, parents)
        }
        if !missing.isEmpty { throw .missing(unknown(missing, in: batch)) }
    }

    private mutating func beginAdopted(
        _ run: Batch.Run, _ author: Int, _ parents: [Int], _ start: Int
    ) throws(PadError) {
        // The last run seems to reach to the end of everything, of which only what is before the start has begun.
        let known = number(of: author, run.sequence).map { $0 < start } ?? false
        let next = sequenceOfRun(after: run.sequence, of: author) ?? .max
        guard !known, next >= run.sequence + run.count else {
            throw .conflicting(EventID(author: authors[author], sequence: run.sequence))
        }
        _ = begin(author, run.sequence, parents, at: start)
        end(past: parents, at: start + run.count)
    }

    private mutating func add(
        _ events: Range<Int>, of batch: Batch, _ author: Int, _ sequence: Int, _ parents: [Int]
    ) throws(PadError) {
        // Whatever comes later of this author must not stand under these names already.
        if let next = sequenceOfRun(after: sequence, of: author), next < sequence + events.count {
            throw .conflicting(EventID(author: authors[author], sequence: next))
        }
        var continues = begin(author, sequence, parents)
        batch.operations.forEach(events) { operation in
            add(operation, of: batch.operations.inserted, continues: continues)
            continues = true
        }
        end(past: parents)
    }

    /// How many of the first events of a run are known, which must be the same as here.
    private func checkKnown(
        _ run: Batch.Run, _ author: Int, _ parents: [Int], _ start: Int, _ column: OperationColumn
    ) throws(PadError) -> Int {
        var known = 0
        while known < run.count, let event = number(of: author, run.sequence + known) {
            let place = self.run(of: event)
            let end = min(events(of: place).upperBound, event + run.count - known)
            let before = known == 0 ? parents : number(of: author, run.sequence + known - 1).map { [$0] } ?? []
            guard self.parents(of: event, in: place) == before,
                isSame(event..<end, as: start + known, of: column)
            else { throw .conflicting(EventID(author: authors[author], sequence: run.sequence + known)) }
            known += end - event
        }
        return known
    }

    /// Whether events do what as many events of another column do.
    private func isSame(_ events: Range<Int>, as start: Int, of column: OperationColumn) -> Bool {
        var next = events.lowerBound
        while next < events.upperBound {
            let other = start + next - events.lowerBound
            let (mine, theirs) = (operations[operations.place(of: next)], column[column.place(of: other)])
            let count = min(mine.end - next, theirs.end - other, events.upperBound - next)
            let (left, right) = (mine.part(next..<next + count), theirs.part(other..<other + count))
            guard left.kind == right.kind, left.position == right.position else { return false }
            if left.kind == .insertion {
                guard
                    operations.inserted[left.content..<left.content + count]
                        == column.inserted[right.content..<right.content + count]
                else { return false }
            }
            next += count
        }
        return true
    }

    /// Those of the missing that the batch does not bring itself, each once.
    private func unknown(_ missing: [EventID], in batch: Batch) -> [EventID] {
        var coming: [Author: [Range<Int>]] = [:]
        for run in batch.runs {
            coming[batch.authors[run.author], default: []].append(run.sequence..<run.sequence + run.count)
        }
        var named: Set<EventID> = []
        return missing.filter { id in
            !(coming[id.author]?.contains { $0.contains(id.sequence) } ?? false) && named.insert(id).inserted
        }
    }
}

extension Batch {
    /// Whether no run goes on with the one before it, so that a graph would have the same runs.
    fileprivate var hasOnlyWholeRuns: Bool {
        zip(runs, runs.dropFirst()).allSatisfy { run, next in
            run.author != next.author || run.sequence + run.count != next.sequence || next.parents.count != 1
                || next.parents[0] != Parent(author: run.author, sequence: next.sequence - 1)
        }
    }
}
