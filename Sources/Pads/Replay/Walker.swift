/// The transient state of the Eg-walker algorithm (section 3): the scalars that concurrent events are about, as they
/// are in two versions at once. In the *prepared* version the next event's position means what its author meant; the
/// *effect* version is everything walked so far, and positions in it are where the text must be changed.
struct Walker {
    /// So many items are looked at one by one where an insertion belongs among concurrent ones; more are searched.
    private static let stepsMax = 16

    private let graph: EventGraph
    private(set) var sequence = ItemSequence()
    private var walk = Walk()
    /// Items looked at for the place of a new one.
    private var looks = 0
    /// How long the text is where the walk begins; nil if what is walked is known to be good.
    var baseLength: Int?

    /// Nothing is to be walked before ``reset(from:baseLength:)``.
    init(_ graph: EventGraph) { self.graph = graph }

    /// Forgets everything, and walks on from a critical version, whose text is there and whose history need not be
    /// known.
    mutating func reset(from critical: [Int], baseLength: Int?) {
        walk.removeAll()
        self.baseLength = baseLength
        sequence.reset(firstEvent: (critical.last ?? -1) + 1)
    }

    /// How much work it was so far, in something that is the same on every machine.
    var steps: Int { looks + sequence.moveCount + walk.moveCount }

    /// How much longer the text became by everything walked.
    var growth: Int { sequence.total[.effect] - Int(Item.base.count) }

    /// Walks pieces of history, ascending, all of whose parents were walked before or are among them; says what they do
    /// to the effect version.
    ///
    /// - Parameter others: what will be walked later.
    mutating func walk(
        _ pieces: [EventGraph.Piece], before others: [EventGraph.Piece] = [], _ emit: (Change) -> Void
    ) throws(PadError) {
        for number in walk.add(pieces, before: others) {
            prepare(number)
            try apply(walk.pieces[number], emit)
        }
    }

    private mutating func prepare(_ number: Int) {
        let operations = graph.operations
        walk.prepare(number) { events, isSeen in
            operations.forEach(events) { Self.move($0, by: isSeen ? 1 : -1, in: &sequence) }
        }
    }

    private mutating func apply(_ events: Range<Int>, _ emit: (Change) -> Void) throws(PadError) {
        try graph.operations.forEach(events) { (operation) throws(PadError) in
            if let baseLength {
                let length = sequence.total[.prepared] - Int(Item.base.count) + baseLength
                guard operation.length(after: length) != nil else {
                    throw PadError.outOfBounds(graph.id(of: operation.start))
                }
            }
            switch operation.kind {
            case .insertion: insert(operation, emit)
            case .deletion: delete(operation, emit)
            case .backspace: deleteLeftwards(operation, emit)
            }
        }
    }

    // Moving the prepared version.

    /// Makes events seen or unseen.
    private static func move(_ operation: Operation, by step: Int32, in sequence: inout ItemSequence) {
        if operation.kind == .insertion {
            sequence.forEachItem(of: UInt32(operation.start)..<UInt32(operation.end)) { $0.prepared += step }
            return
        }
        // Their targets, as far as they stand beside each other.
        var event = operation.start
        while event < operation.end {
            let first = sequence.target(of: event)
            var last = first
            event += 1
            while event < operation.end {
                let target = sequence.target(of: event)
                guard target == (operation.kind == .deletion ? last &+ 1 : last &- 1) else { break }
                last = target
                event += 1
            }
            sequence.forEachItem(of: min(first, last)..<max(first, last) + 1) { $0.prepared += step }
        }
    }

    // Applying events.

    private mutating func delete(_ operation: Operation, _ emit: (Change) -> Void) {
        var event = operation.start
        while event < operation.end {
            let (found, offset, before) = sequence.find(operation.position)
            let first = sequence.items[found].id + UInt32(offset)
            let end = min(sequence.items[found].end, first + UInt32(operation.end - event))
            event = delete(found, first..<end, event, leftwards: false, before[.effect] + offset, emit)
        }
    }

    private mutating func deleteLeftwards(_ operation: Operation, _ emit: (Change) -> Void) {
        var event = operation.start
        while event < operation.end {
            let (found, offset, before) = sequence.find(operation.position - (event - operation.start))
            let last = sequence.items[found].id + UInt32(offset)
            let count = min(offset + 1, operation.end - event)
            let ids = last + 1 - UInt32(count)..<last + 1
            event = delete(found, ids, event, leftwards: true, before[.effect] + offset + 1 - count, emit)
        }
    }

    /// Deletes scalars of one item; gives the next event.
    private mutating func delete(
        _ found: Int, _ ids: Range<UInt32>, _ event: Int, leftwards: Bool, _ effect: Int, _ emit: (Change) -> Void
    ) -> Int {
        let number = sequence.isolate(found, ids)
        let wasThere = sequence.items[number].deletions == 0
        sequence.update(number) {
            $0.prepared += 1
            $0.deletions += 1
        }
        let next = event + ids.count
        sequence.noteDeletion(
            event..<next, of: leftwards ? ids.upperBound - 1 : ids.lowerBound, leftwards: leftwards)
        if wasThere { emit(Change(event: event, position: effect, count: ids.count, content: nil)) }
        return next
    }

    /// Puts a run of scalars where it belongs.
    private mutating func insert(_ operation: Operation, _ emit: (Change) -> Void) {
        // Directly after the scalar to the left.
        var cursor = sequence.cursor(after: operation.position)
        var leftOrigin = Item.none
        var (rights, lefts) = (Int32(1), Int32(0))
        if operation.position > 0 {
            let left = sequence.items[sequence.item(before: cursor)]
            leftOrigin = left.end - 1
            (rights, lefts) = (left.rights + left.count, left.lefts)
        }
        // The next that exists where the author stood is the right parent, if it hangs on the same scalar.
        var rightParent = Item.none
        if let next = sequence.existing(from: cursor), sequence.items[next].leftOrigin == leftOrigin {
            rightParent = sequence.items[next].id
            lefts = sequence.items[next].lefts + 1
        }
        let item = Item(
            id: UInt32(operation.start), count: Int32(operation.count), leftOrigin: leftOrigin,
            rightParent: rightParent, prepared: 1, deletions: 0,
            author: Int32(graph.author(of: operation.start)), rights: rights, lefts: lefts)
        if let next = sequence.item(at: cursor), sequence.items[next].prepared == 0 { cursor = integrate(item, cursor) }
        sequence.insert(item, at: cursor)
        emit(
            Change(
                event: operation.start, position: cursor.before[.effect], count: operation.count,
                content: operation.content))
    }

    /// The place of a new item after a cursor: behind concurrent insertions that stand before it (FugueMax; Weidner and
    /// Kleppmann, "The Art of the Fugue", algorithm 2).
    private mutating func integrate(_ new: Item, _ start: ItemSequence.Cursor) -> ItemSequence.Cursor {
        var (cursor, scan, isScanning) = (start, start, false)
        // Mostly there are few.
        for _ in 0..<Self.stepsMax {
            guard let place = sequence.item(at: scan), sequence.items[place].prepared == 0 else { return cursor }
            looks += 1
            let other = sequence.items[place]
            // Further to the left: it belongs to something that stands before all that is new here.
            if other.rights < new.rights { return cursor }
            if other.rights == new.rights {
                if other.rightParent == new.rightParent, graph.precedes(new, other) { return cursor }
                isScanning = other.lefts > new.lefts
            }
            sequence.advance(&scan)
            if !isScanning { cursor = scan }
        }
        return sequence.cursor(of: new, after: start) { [graph] in graph.precedes(new, $0) }
    }
}

extension EventGraph {
    /// Whether one insertion stands before another where nothing but their names decides.
    fileprivate func precedes(_ new: Item, _ other: Item) -> Bool {
        if new.author != other.author { return precedes(author: new.author, other.author) }
        return sequence(of: Int(new.id)) < sequence(of: Int(other.id))
    }
}
