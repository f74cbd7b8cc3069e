/// The transient state of the Eg-walker algorithm (section 3): the scalars that concurrent events are about, as they
/// are in two versions at once. In the *prepared* version the next event's position means what its author meant; the
/// *effect* version is everything walked so far, and positions in it are where the text must be changed.
struct Walker {
    let graph: EventGraph
    private var items: [Item]
    /// What each deletion walked so far deleted, in the order of events.
    private var targets: [Int: Int] = [:]
    /// The prepared version.
    private var prepared: [Int]

    /// A walk from a critical version, whose text is there and whose history need not be known.
    init(_ graph: EventGraph, from critical: [Int]) {
        self.graph = graph
        prepared = critical
        // The text's length does not matter: nothing acts beyond its end.
        items = [
            Item(
                id: Item.textBase, count: Item.textBase, leftOrigin: -1, rightParent: -1, prepared: 1, isDeleted: false)
        ]
    }

    /// Walks events of one run, whose parents were walked before; says what they do to the effect version.
    mutating func walk(_ events: Range<Int>, parents: [Int], _ emit: (Edit) -> Void) {
        let (retreating, advancing) = graph.difference(prepared, parents)
        for range in retreating.reversed() { forEach(range, backwards: true) { $0.move($1, by: -1) } }
        for range in advancing { forEach(range, backwards: false) { $0.move($1, by: 1) } }
        forEach(events, backwards: false) { $0.apply($1, emit) }
        prepared = [events.upperBound - 1]
    }

    private mutating func forEach(_ events: Range<Int>, backwards: Bool, _ body: (inout Walker, OperationRun) -> Void) {
        let parts = graph.operations(of: events)
        for part in backwards ? parts.reversed() : parts { body(&self, part) }
    }

    // Moving the prepared version.

    /// Makes events seen or unseen.
    private mutating func move(_ operation: OperationRun, by step: Int) {
        for event in operation.start..<operation.end {
            let scalar = operation.isInsertion ? event : targets[event] ?? event
            let place = isolate(scalar)
            items[place].prepared += step
        }
    }

    /// The place of an item that holds this scalar alone.
    private mutating func isolate(_ scalar: Int) -> Int {
        var place = place(of: scalar)
        if items[place].id < scalar {
            let right = items[place].split(at: scalar - items[place].id)
            place += 1
            items.insert(right, at: place)
        }
        if items[place].count > 1 { items.insert(items[place].split(at: 1), at: place + 1) }
        return place
    }

    private func place(of scalar: Int) -> Int {
        guard let place = items.firstIndex(where: { $0.holds(scalar) }) else {
            preconditionFailure("what was walked is there")
        }
        return place
    }

    // Applying events.

    private mutating func apply(_ operation: OperationRun, _ emit: (Edit) -> Void) {
        if let content = operation.content {
            let position = insert(operation)
            emit(.insert(at: position, Array(graph.inserted[content..<content + operation.count])))
        } else {
            for offset in 0..<operation.count {
                let position = operation.isBackward ? operation.position - offset : operation.position
                delete(operation.start + offset, at: position, emit)
            }
        }
    }

    private mutating func delete(_ event: Int, at position: Int, _ emit: (Edit) -> Void) {
        // The item with the scalar at this position of the prepared version.
        var (place, left, effect) = (0, position, 0)
        while items[place].preparedCount <= left {
            left -= items[place].preparedCount
            effect += items[place].effectCount
            place += 1
        }
        let scalar = items[place].id + left
        place = isolate(scalar)
        targets[event] = scalar
        items[place].prepared += 1
        guard !items[place].isDeleted else { return }
        items[place].isDeleted = true
        emit(.delete(at: effect + left, count: 1))
    }

    /// Puts a run of scalars where it belongs; gives the position in the effect version.
    private mutating func insert(_ operation: OperationRun) -> Int {
        var cursor = Cursor()
        var left = operation.position
        // Directly after the scalar to the left.
        while left > 0 {
            let item = items[cursor.place]
            if item.preparedCount > left {
                items.insert(items[cursor.place].split(at: left), at: cursor.place + 1)
            }
            left -= items[cursor.place].preparedCount
            cursor.effect += items[cursor.place].effectCount
            cursor.place += 1
        }
        let leftOrigin = cursor.place == 0 ? -1 : items[cursor.place - 1].id + items[cursor.place - 1].count - 1
        // The next that exists where the author stood is the right parent, if it hangs on the same scalar.
        let next = items[cursor.place...].first { $0.prepared > 0 }
        let rightParent = next.flatMap { $0.leftOrigin == leftOrigin ? $0.id : nil } ?? -1
        let item = Item(
            id: operation.start, count: operation.count, leftOrigin: leftOrigin, rightParent: rightParent, prepared: 1,
            isDeleted: false)
        integrate(item, &cursor)
        items.insert(item, at: cursor.place)
        return cursor.effect
    }

    private struct Cursor {
        var place = 0
        var effect = 0
    }

    /// Moves the cursor past concurrent insertions that stand before a new one (FugueMax; Weidner and Kleppmann, "The
    /// Art of the Fugue", algorithm 2).
    private func integrate(_ new: Item, _ cursor: inout Cursor) {
        let leftPlace = cursor.place - 1
        let rightPlace = new.rightParent < 0 ? items.count : place(of: new.rightParent)
        var (scan, isScanning) = (cursor, false)
        while scan.place < items.count, items[scan.place].prepared == 0 {
            let other = items[scan.place]
            let otherLeft = other.leftOrigin < 0 ? -1 : place(of: other.leftOrigin)
            if otherLeft < leftPlace { break }
            if otherLeft == leftPlace {
                let otherRight = other.rightParent < 0 ? items.count : place(of: other.rightParent)
                if otherRight == rightPlace, graph.precedes(new.id, other.id) { break }
                isScanning = otherRight < rightPlace
            }
            scan.effect += other.effectCount
            scan.place += 1
            if !isScanning { cursor = scan }
        }
    }
}
