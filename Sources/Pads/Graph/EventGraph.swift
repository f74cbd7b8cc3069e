/// The history of a text: a graph of events, each an insertion or deletion of one scalar at a position of the text that
/// its author saw (Gentle and Kleppmann, "Collaborative Text Editing with Eg-walker", EuroSys 2025, section 2).
///
/// Events are kept in runs: whoever types makes one run of many events, each the only parent of the next. All columns
/// are arrays without gaps, in the order in which this graph learned of the events, which is always an order in which
/// causes come first.
package struct EventGraph: Sendable {
    /// Events of one author, each the only parent of the next. It ends where the next run starts.
    struct Run {
        /// The number of the first.
        let start: Int32
        let author: Int32
        /// The author's number of the first.
        let sequence: Int32
        /// Where those of the first begin in the column of parents.
        let parents: Int32
    }

    private(set) var runs: [Run] = []
    /// Parents of the first events of runs, ascending within each run.
    private var parentColumn: [Int32] = []
    private(set) var operations = OperationColumn()
    private(set) var authors: [Author] = []
    /// The first bytes of each author's name, which mostly decide which of two comes first.
    private var authorPrefixes: [UInt64] = []
    private var authorNumbers: [Author: Int32] = [:]
    /// The runs of each author, by sequence.
    private var runsOfAuthor: [[Int32]] = []
    /// The newest version.
    package private(set) var version = Version.empty

    /// A pad in which nothing was ever written.
    package init() {}

    /// How many events there are.
    package var count: Int { operations.count }

    // Adding.

    /// Begins to add events of an author, where the first has these parents, which are ascending. They join the last
    /// run if they go on with it.
    ///
    /// - Parameter start: the number of the first; nil for the one after all that are here.
    /// - Returns: whether they join it.
    mutating func begin(_ author: Int, _ sequence: Int, _ parents: [Int], at start: Int? = nil) -> Bool {
        let start = start ?? count
        if let last = runs.last, Int(last.author) == author, parents.count == 1, parents[0] == start - 1,
            Int(last.sequence) + start - Int(last.start) == sequence
        {
            return true
        }
        let run = Run(
            start: Int32(start), author: Int32(author), sequence: Int32(sequence), parents: Int32(parentColumn.count))
        for parent in parents { parentColumn.append(Int32(parent)) }
        let place = runsOfAuthor[author].partitioningIndex { runs[Int($0)].sequence > sequence }
        runsOfAuthor[author].insert(Int32(runs.count), at: place)
        runs.append(run)
        return false
    }

    /// Takes all operations at once where there are none yet; the runs are then begun one after the other.
    mutating func adopt(_ column: OperationColumn) { operations = column }

    /// Adds what an author did to the text of a version. Whoever calls has begun, has checked positions and limits, and
    /// calls ``end(past:)`` after the last.
    mutating func add(_ edit: Edit, continues: Bool) {
        switch edit {
        case .insert(let position, let scalars):
            operations.insert(scalars.indices, of: scalars, at: position, continues: continues)
        case .delete(let position, let count): operations.delete(count, at: position, continues: continues)
        }
    }

    mutating func add(_ operation: Operation, of inserted: [Unicode.Scalar], continues: Bool) {
        operations.append(operation, of: inserted, continues: continues)
    }

    /// What was added since the beginning is part of the newest version.
    mutating func end(past parents: [Int], at end: Int? = nil) {
        version.advance(to: (end ?? count) - 1, past: parents)
    }

    /// Begins to add events of an author who saw everything, as most do who type.
    ///
    /// - Returns: whether they join the last run.
    mutating func beginAtNewest(by author: Author) -> Bool {
        if let last = runs.last, version.frontier.count == 1, authors[Int(last.author)] == author { return true }
        let number = number(of: author)
        return begin(number, nextSequence(of: number), version.frontier)
    }

    /// What was added by an author who saw everything is the newest version.
    mutating func endAtNewest() {
        if version.frontier.count == 1 {
            version.frontier[0] = count - 1
        } else {
            version = Version(frontier: [count - 1])
        }
    }

    /// The number of an author, a new one if they are new.
    mutating func number(of author: Author) -> Int {
        // Mostly the one who wrote last.
        if let last = runs.last, authors[Int(last.author)] == author { return Int(last.author) }
        if let number = authorNumbers[author] { return Int(number) }
        authorNumbers[author] = Int32(authors.count)
        authors.append(author)
        authorPrefixes.append(author.prefix)
        runsOfAuthor.append([])
        return authors.count - 1
    }

    /// The number of an author, nil if they are new.
    func existingNumber(of author: Author) -> Int? { authorNumbers[author].map { Int($0) } }

    // Going back.

    /// How much there is, so that what comes can be taken back.
    struct Mark {
        fileprivate let runs, parents, operations, inserted, events, authors: Int
        fileprivate let version: Version
    }

    var mark: Mark {
        Mark(
            runs: runs.count, parents: parentColumn.count, operations: operations.operationCount,
            inserted: operations.inserted.count, events: count, authors: authors.count, version: version)
    }

    /// Drops everything that came after a mark.
    mutating func goBack(to mark: Mark) {
        for author in Set(runs[mark.runs...].map { Int($0.author) }).sorted() {
            runsOfAuthor[author].removeAll { $0 >= mark.runs }
        }
        runs.removeLast(runs.count - mark.runs)
        parentColumn.removeLast(parentColumn.count - mark.parents)
        operations.truncate(to: mark.events, operations: mark.operations, inserted: mark.inserted)
        for author in authors[mark.authors...] { authorNumbers[author] = nil }
        authors.removeLast(authors.count - mark.authors)
        authorPrefixes.removeLast(authorPrefixes.count - mark.authors)
        runsOfAuthor.removeLast(runsOfAuthor.count - mark.authors)
        version = mark.version
    }

    // Looking up.

    /// The place of the run that an event is in.
    func run(of event: Int) -> Int {
        if let last = runs.last, event >= last.start { return runs.count - 1 }
        return runs.partitioningIndex { $0.start > event } - 1
    }

    /// The same where it is this run or one before it, mostly not far before (galloping search).
    func run(of event: Int, notAfter run: Int) -> Int {
        var (low, high, step) = (run, run + 1, 1)
        while low > 0, runs[low].start > event {
            high = low
            low = max(0, low - step)
            step *= 2
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start > event { high = middle } else { low = middle }
        }
        return low
    }

    /// The events of a run.
    func events(of run: Int) -> Range<Int> {
        Int(runs[run].start)..<(run + 1 < runs.count ? Int(runs[run + 1].start) : count)
    }

    /// Calls with the parents of a run's first event, ascending.
    @inline(__always)
    func forEachParent(of run: Int, _ body: (Int) -> Void) {
        let end = run + 1 < runs.count ? Int(runs[run + 1].parents) : parentColumn.count
        for place in Int(runs[run].parents)..<end { body(Int(parentColumn[place])) }
    }

    /// What an event builds on, ascending.
    func parents(of event: Int, in run: Int) -> [Int] {
        guard event == Int(runs[run].start) else { return [event - 1] }
        var parents: [Int] = []
        forEachParent(of: run) { parents.append($0) }
        return parents
    }

    /// The number of an event, nil if it is not known.
    package func number(of id: EventID) -> Int? {
        authorNumbers[id.author].flatMap { number(of: Int($0), id.sequence) }
    }

    func number(of author: Int, _ sequence: Int) -> Int? {
        let places = runsOfAuthor[author]
        let place = places.partitioningIndex { runs[Int($0)].sequence > sequence }
        guard place > 0 else { return nil }
        let run = Int(places[place - 1])
        let (events, offset) = (events(of: run), sequence - Int(runs[run].sequence))
        return offset < events.count ? events.lowerBound + offset : nil
    }

    /// The author's number of one past the last event of theirs that is known.
    func nextSequence(of author: Int) -> Int {
        runsOfAuthor[author].last.map { Int(runs[Int($0)].sequence) + events(of: Int($0)).count } ?? 0
    }

    /// The author's number that their first run has whose number is above this one.
    func sequenceOfRun(after sequence: Int, of author: Int) -> Int? {
        let places = runsOfAuthor[author]
        let place = places.partitioningIndex { runs[Int($0)].sequence > sequence }
        return place < places.count ? Int(runs[Int(places[place])].sequence) : nil
    }

    /// The name of an event.
    package func id(of event: Int) -> EventID {
        let run = runs[run(of: event)]
        return EventID(author: authors[Int(run.author)], sequence: Int(run.sequence) + event - Int(run.start))
    }

    /// The number of whoever made an event.
    func author(of event: Int) -> Int { Int(runs[run(of: event)].author) }

    /// Whether what one author inserted stands before what another did where nothing else decides: by their names.
    func precedes(author: Int32, _ other: Int32) -> Bool {
        let (left, right) = (authorPrefixes[Int(author)], authorPrefixes[Int(other)])
        return left == right ? authors[Int(author)] < authors[Int(other)] : left < right
    }

    /// The author's number of an event of theirs.
    func sequence(of event: Int) -> Int {
        let run = runs[run(of: event)]
        return Int(run.sequence) + event - Int(run.start)
    }
}
