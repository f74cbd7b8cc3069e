/// Events on their way to another graph, under names that are the same everywhere.
package struct Batch: Hashable, Sendable {
    /// Events of one author, each the only parent of the next.
    struct Run: Hashable {
        /// The place of the author in `authors`.
        let author: Int
        /// The author's number of the first event.
        let sequence: Int
        let count: Int
        /// What the first builds on, as an author's place and number.
        let parents: [Parent]
    }

    struct Parent: Hashable {
        let author: Int
        let sequence: Int
    }

    /// All that runs and parents name, each once.
    private(set) var authors: [Author] = []
    /// Causes first.
    private(set) var runs: [Run] = []
    /// What the events do, run after run; no operation is in two runs.
    private(set) var operations = OperationColumn()

    /// Without events.
    package init() {}

    /// How many events.
    package var count: Int { operations.count }

    /// One author's events, each the only parent of the next.
    ///
    /// - Parameters:
    ///   - id: of the first event.
    ///   - parents: what that builds on.
    package init(_ edits: [Edit], id: EventID, parents: [EventID]) {
        authors = [id.author]
        var numbers = [id.author: 0]
        let own = parents.map { parent in
            let number = numbers[parent.author] ?? authors.count
            if number == authors.count {
                numbers[parent.author] = number
                authors.append(parent.author)
            }
            return Parent(author: number, sequence: parent.sequence)
        }
        for edit in edits {
            switch edit {
            case .insert(let position, let scalars):
                operations.insert(scalars.indices, of: scalars, at: position, continues: count > 0)
            case .delete(let position, let number): operations.delete(number, at: position, continues: count > 0)
            }
        }
        if count > 0 { runs = [Run(author: 0, sequence: id.sequence, count: count, parents: own)] }
    }

    /// What several batches have, one after the other.
    package init(joining batches: some Sequence<Batch>) {
        var places: [Author: Int] = [:]
        for batch in batches { append(batch, &places) }
    }

    /// Takes what another batch has, after everything that is here.
    package mutating func append(_ other: Batch) {
        var places: [Author: Int] = [:]
        for (place, author) in authors.enumerated() { places[author] = place }
        append(other, &places)
    }

    private mutating func append(_ other: Batch, _ places: inout [Author: Int]) {
        let here = other.authors.map { author in
            if let place = places[author] { return place }
            places[author] = authors.count
            add(author)
            return authors.count - 1
        }
        var start = 0
        for run in other.runs {
            let parents = run.parents.map { Parent(author: here[$0.author], sequence: $0.sequence) }
            add(Run(author: here[run.author], sequence: run.sequence, count: run.count, parents: parents))
            other.operations.forEach(start..<start + run.count) {
                add($0, of: other.operations.inserted, continues: $0.start > start)
            }
            start += run.count
        }
    }

    /// Takes an author's name, whose place is then the next.
    mutating func add(_ author: Author) { authors.append(author) }

    /// Takes a run whose operations follow.
    mutating func add(_ run: Run) { runs.append(run) }

    mutating func add(_ operation: Operation, of inserted: [Unicode.Scalar], continues: Bool) {
        operations.append(operation, of: inserted, continues: continues)
    }

    /// Without events, but with all that those to come insert.
    init(adopting inserted: [Unicode.Scalar]) { operations = OperationColumn(adopting: inserted) }

    /// Takes an operation whose content is here already.
    mutating func addAdopted(_ operation: Operation, continues: Bool) {
        operations.appendAdopted(operation, continues: continues)
    }
}

extension EventGraph {
    /// Everything that a version lacks.
    package func batch(since version: Version) -> Batch {
        var batch = Batch()
        var places: [Int: Int] = [:]
        func place(of author: Int) -> Int {
            if let place = places[author] { return place }
            batch.add(authors[author])
            places[author] = batch.authors.count - 1
            return batch.authors.count - 1
        }
        for piece in pieces(of: difference(version.frontier, self.version.frontier).onlyRight) {
            let run = runs[piece.run]
            let author = place(of: Int(run.author))
            let parents = piece.parents.map { parent in
                let other = runs[self.run(of: parent)]
                return Batch.Parent(
                    author: place(of: Int(other.author)), sequence: Int(other.sequence) + parent - Int(other.start))
            }
            let sequence = Int(run.sequence) + piece.events.lowerBound - Int(run.start)
            batch.add(Batch.Run(author: author, sequence: sequence, count: piece.events.count, parents: parents))
            operations.forEach(piece.events) { operation in
                batch.add(operation, of: operations.inserted, continues: operation.start > piece.events.lowerBound)
            }
        }
        return batch
    }
}

extension Batch {
    /// One run for those who read a batch event by event.
    package struct Listing {
        /// The first event.
        package let id: EventID
        /// What it builds on.
        package let parents: [EventID]
        /// What each event does, one scalar at a time.
        package let edits: [Edit]
    }

    /// Everything in it, event by event: for tests and for those who want to look.
    package var listing: [Listing] {
        var start = 0
        return runs.map { run in
            defer { start += run.count }
            var edits: [Edit] = []
            operations.forEach(start..<start + run.count) { operation in
                for event in operation.start..<operation.end {
                    let one = operation.part(event..<event + 1)
                    edits.append(
                        one.kind == .insertion
                            ? .insert(at: one.position, [operations.inserted[one.content]])
                            : .delete(at: one.position, count: 1))
                }
            }
            return Listing(
                id: EventID(author: authors[run.author], sequence: run.sequence),
                parents: run.parents.map { EventID(author: authors[$0.author], sequence: $0.sequence) }, edits: edits)
        }
    }
}
