/// The history of a text: a graph of events, each an insertion or deletion of one scalar at a position of the text that
/// its author saw (Gentle and Kleppmann, "Collaborative Text Editing with Eg-walker", EuroSys 2025, section 2).
///
/// Events are kept in runs: whoever types makes one run of many events, each the parent of the next.
package struct EventGraph: Sendable {
    /// Events of one author, each the only parent of the next.
    struct Run: Hashable, Sendable {
        /// The number of the first.
        let start: Int
        /// How many.
        var count: Int
        /// Those of the first, ascending.
        let parents: [Int]
        /// The author's number.
        let author: Int
        /// The author's number of the first.
        let sequence: Int

        var end: Int { start + count }
        var last: Int { start + count - 1 }
        /// The smallest parent, -1 for the empty version.
        var lowestParent: Int { parents.first ?? -1 }
    }

    /// Ascending and without gaps.
    private(set) var runs: [Run] = []
    /// What the events do, ascending and without gaps, in runs of their own.
    private(set) var operations: [OperationRun] = []
    /// What was inserted, in the order of events.
    private(set) var inserted: [Unicode.Scalar] = []
    private(set) var authors: [Author] = []
    private var numbers: [Author: Int] = [:]
    /// The runs of each author by sequence.
    private var ofAuthor: [[Int]] = []
    /// The newest version.
    package private(set) var version = Version.empty

    /// A pad in which nothing was ever written.
    package init() {}

    /// How many events there are.
    package var count: Int { runs.last?.end ?? 0 }

    /// Adds what an author did to the text of a version of this graph. Positions are not checked here: they were made
    /// from that very text.
    ///
    /// - Returns: the numbers of the events.
    @discardableResult
    package mutating func append(_ edits: [Edit], by author: Author, at parents: Version) -> Range<Int> {
        let sequence = nextSequence(of: author)
        return add(edits, number(of: author), sequence, parents.frontier)
    }

    /// One past the last event of an author that is known.
    package func nextSequence(of author: Author) -> Int {
        numbers[author].flatMap { ofAuthor[$0].last }.map { runs[$0].sequence + runs[$0].count } ?? 0
    }

    mutating func add(_ edits: [Edit], _ author: Int, _ sequence: Int, _ parents: [Int]) -> Range<Int> {
        let start = count
        let total = edits.reduce(0) { $0 + $1.count }
        guard total > 0 else { return start..<start }
        precondition(start + total <= PadLimits.eventsMax, "whoever adds has counted")
        for edit in edits { addOperation(edit) }
        if let last = runs.indices.last, runs[last].author == author, parents == [start - 1],
            runs[last].sequence + runs[last].count == sequence
        {
            runs[last].count += total
        } else {
            let run = Run(start: start, count: total, parents: parents, author: author, sequence: sequence)
            let place = ofAuthor[author].firstIndex { runs[$0].sequence > sequence } ?? ofAuthor[author].count
            ofAuthor[author].insert(runs.count, at: place)
            runs.append(run)
        }
        let kept = version.frontier.filter { !parents.contains($0) }
        version = Version(frontier: kept + [start + total - 1])
        return start..<start + total
    }

    private mutating func addOperation(_ edit: Edit) {
        let start = operations.last?.end ?? 0
        let new: OperationRun
        switch edit {
        case .insert(let position, let scalars):
            new = OperationRun(start: start, count: scalars.count, position: position, content: inserted.count)
            inserted += scalars
        case .delete(let position, let count):
            new = OperationRun(start: start, count: count, position: position, content: nil)
        }
        guard new.count > 0 else { return }
        if let last = operations.indices.last, operations[last].append(new) { return }
        operations.append(new)
    }

    mutating func number(of author: Author) -> Int {
        if let number = numbers[author] { return number }
        numbers[author] = authors.count
        authors.append(author)
        ofAuthor.append([])
        return authors.count - 1
    }

    // Looking up.

    /// The place of the run that an event is in.
    func run(of event: Int) -> Int {
        var (low, high) = (0, runs.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if runs[middle].start <= event { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The place of the operations that an event is in.
    func operation(of event: Int) -> Int {
        var (low, high) = (0, operations.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if operations[middle].start <= event { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The number of an event, nil if it is not known.
    package func number(of id: EventID) -> Int? {
        guard let author = numbers[id.author] else { return nil }
        let places = ofAuthor[author]
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[places[middle]].sequence <= id.sequence { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let run = runs[places[low - 1]]
        let offset = id.sequence - run.sequence
        return offset < run.count ? run.start + offset : nil
    }

    /// The name of an event.
    package func id(of event: Int) -> EventID {
        let run = runs[run(of: event)]
        return EventID(author: authors[run.author], sequence: run.sequence + event - run.start)
    }

    /// Whether one event's insertion stands before another's where nothing else decides: by author, then by sequence.
    func precedes(_ event: Int, _ other: Int) -> Bool {
        let (left, right) = (runs[run(of: event)], runs[run(of: other)])
        if left.author != right.author { return authors[left.author] < authors[right.author] }
        return left.sequence + event - left.start < right.sequence + other - right.start
    }
}
