/// Operations next to each other, and what they insert. Twelve bytes an operation: each ends where the next starts.
///
/// However events come in, one by one or many at once, the same events make the same operations: each event joins the
/// operation before it if it can. So a graph has one encoding.
struct OperationColumn: Hashable, Sendable {
    private struct Entry: Hashable {
        let start: UInt32
        let position: UInt32
        /// Where the content begins, and the kind in the upper two bits.
        var packed: UInt32
    }

    private var entries: [Entry] = []
    /// What was inserted, in the order of events.
    private(set) var inserted: [Unicode.Scalar] = []
    /// How many events.
    private(set) var count = 0
    /// How many events the last operation has.
    private var lastCount = 0

    /// How many operations.
    var operationCount: Int { entries.count }

    subscript(place: Int) -> Operation {
        let entry = entries[place]
        let end = place + 1 < entries.count ? Int(entries[place + 1].start) : count
        return Operation(
            kind: Operation.Kind(rawValue: entry.packed >> 30) ?? .insertion, start: Int(entry.start),
            count: end - Int(entry.start), position: Int(entry.position), content: Int(entry.packed & 0x3FFF_FFFF))
    }

    /// The place of the operation that an event is in.
    func place(of event: Int) -> Int {
        if let last = entries.last, event >= last.start { return entries.count - 1 }
        return entries.partitioningIndex { $0.start > event } - 1
    }

    /// Calls with the operations that some events are, from the first or from the last, cut to them.
    @inline(__always)
    func forEach<Failure>(_ events: Range<Int>, _ body: (Operation) throws(Failure) -> Void) throws(Failure) {
        guard !events.isEmpty else { return }
        var place = place(of: events.lowerBound)
        while place < entries.count {
            let operation = self[place]
            guard operation.start < events.upperBound else { return }
            let inside = max(operation.start, events.lowerBound)..<min(operation.end, events.upperBound)
            try body(inside.count == operation.count ? operation : operation.part(inside))
            place += 1
        }
    }

    // Adding.

    /// Adds an insertion of some scalars of an array, which may go on with the last operation if that `continues`.
    mutating func insert(_ range: Range<Int>, of scalars: [Unicode.Scalar], at position: Int, continues: Bool) {
        guard !range.isEmpty else { return }
        noteInsertion(range.count, at: position, content: inserted.count, continues: continues)
        if range.count < 8 {
            for place in range { inserted.append(scalars[place]) }
        } else {
            inserted.append(contentsOf: scalars[range])
        }
    }

    private mutating func noteInsertion(_ number: Int, at position: Int, content: Int, continues: Bool) {
        if continues, let last = entries.last, last.packed >> 30 == 0, Int(last.position) + lastCount == position {
            lastCount += number
        } else {
            begin(.insertion, position, number, content)
        }
        count += number
    }

    /// A column of operations that are to come by ``appendAdopted(_:continues:)``, and all that they insert.
    init(adopting inserted: [Unicode.Scalar] = []) { self.inserted = inserted }

    /// Adds an operation whose content is here already, behind that of the one before.
    mutating func appendAdopted(_ operation: Operation, continues: Bool) {
        if operation.kind == .insertion {
            noteInsertion(operation.count, at: operation.position, content: operation.content, continues: continues)
        } else {
            append(operation, of: [], continues: continues)
        }
    }

    /// Adds deletions, all at one position.
    mutating func delete(_ number: Int, at position: Int, continues: Bool) {
        guard number > 0 else { return }
        var left = number
        if continues, let last = entries.last, last.packed >> 30 != 0 {
            let isBackspace = last.packed >> 30 == Operation.Kind.backspace.rawValue
            if !isBackspace, Int(last.position) == position {
                lastCount += left
                count += left
                return
            }
            if isBackspace || lastCount == 1, Int(last.position) - lastCount == position {
                entries[entries.count - 1].packed = Operation.Kind.backspace.rawValue << 30
                lastCount += 1
                count += 1
                left -= 1
            }
        }
        guard left > 0 else { return }
        begin(.deletion, position, left, 0)
        count += left
    }

    /// Adds an operation whose content is in these scalars. Its events may join the last operation if that `continues`.
    mutating func append(_ operation: Operation, of other: [Unicode.Scalar], continues: Bool) {
        switch operation.kind {
        case .insertion:
            let content = operation.content..<operation.content + operation.count
            insert(content, of: other, at: operation.position, continues: continues)
        case .deletion: delete(operation.count, at: operation.position, continues: continues)
        case .backspace: backspace(operation.count, at: operation.position, continues: continues)
        }
    }

    /// Adds deletions, each one to the left of the one before.
    mutating func backspace(_ number: Int, at position: Int, continues: Bool) {
        delete(1, at: position, continues: continues)
        guard number > 1 else { return }
        delete(1, at: position - 1, continues: true)
        // The second joined the first, or began an operation that the third will join; from there on all is alike.
        guard number > 2 else { return }
        delete(1, at: position - 2, continues: true)
        lastCount += number - 3
        count += number - 3
    }

    private mutating func begin(_ kind: Operation.Kind, _ position: Int, _ number: Int, _ content: Int) {
        entries.append(
            Entry(start: UInt32(count), position: UInt32(position), packed: kind.rawValue << 30 | UInt32(content)))
        lastCount = number
    }

    /// Drops all but the first events, which end where an operation may be cut.
    mutating func truncate(to events: Int, operations: Int, inserted scalars: Int) {
        entries.removeLast(entries.count - operations)
        inserted.removeLast(inserted.count - scalars)
        count = events
        lastCount = entries.last.map { events - Int($0.start) } ?? 0
        // A backspace of which one event is left is a deletion.
        if lastCount == 1, let last = entries.last, last.packed >> 30 == Operation.Kind.backspace.rawValue {
            entries[entries.count - 1].packed = Operation.Kind.deletion.rawValue << 30
        }
    }
}
