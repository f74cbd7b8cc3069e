/// What changes a text from one version into another.
extension EventGraph {
    /// Walks what the second version has beyond the first, and of the first only what is concurrent with it (partial
    /// replay; section 3.6 of the paper).
    ///
    /// - Parameters:
    ///   - length: of the first version's text.
    ///   - emit: gets what has to be done to that text, in order.
    /// - Returns: how many steps it took (see ``Walker/steps``).
    /// - Throws: ``PadError/outOfBounds(_:)`` for an event of the second version whose position is none.
    @discardableResult
    func transform(
        from version: [Int], length: Int, to other: [Int], _ emit: (Change) -> Void
    ) throws(PadError) -> Int {
        let new = pieces(of: difference(version, other).onlyRight)
        guard !new.isEmpty else { return 0 }
        let (base, beyond) = commonBase(version, other)
        var replay = Replay(self, heads: beyond.isEmpty ? base : version, length: length)
        if !beyond.isEmpty { try replay.begin(from: base, pieces(of: beyond), before: new) }
        // What each piece's followers build on.
        var lowest = [Int](repeating: .max, count: new.count)
        for place in new.indices.dropLast().reversed() {
            lowest[place] = min(lowest[place + 1], new[place + 1].parents.first ?? -1)
        }
        for (piece, lowest) in zip(new, lowest) { try replay.take(piece, lowest: lowest, emit) }
        try replay.walkWaiting(emit)
        return new.count + replay.walker.steps
    }
}

/// A walk that remembers only what concurrent events need.
private struct Replay {
    let graph: EventGraph
    /// The heads of all that was taken, ascending.
    private var heads: Version
    /// Of the text as it is after what was walked.
    private var length: Int
    private(set) var walker: Walker
    /// Whether the walker knows what was walked since its beginning; otherwise a walk begins at ``base``.
    private var isWalking = false
    /// The last critical version, from where the walker begins.
    private var base: [Int]
    /// What was taken since then and must be walked: some of it is concurrent.
    private var waiting: [EventGraph.Piece] = []

    init(_ graph: EventGraph, heads: [Int], length: Int) {
        self.graph = graph
        self.heads = Version(frontier: heads)
        self.length = length
        base = heads
        walker = Walker(graph)
    }

    /// Walks what the text has already.
    mutating func begin(
        from base: [Int], _ pieces: [EventGraph.Piece], before others: [EventGraph.Piece]
    ) throws(PadError) {
        walker.reset(from: base, baseLength: nil)
        try walker.walk(pieces, before: others) { _ in }
        walker.baseLength = length - walker.growth
        isWalking = true
    }

    /// Takes the next piece in the order of numbers.
    ///
    /// - Parameter lowest: the lowest parent of all that comes after it.
    mutating func take(
        _ piece: EventGraph.Piece, lowest: Int, _ emit: (Change) -> Void
    ) throws(PadError) {
        var rest = piece
        if lowest >= piece.events.lowerBound, piece.parents == heads.frontier {
            // The author saw everything so far, so positions are as they are; and nobody to come did not see these, so
            // nothing need be remembered (critical versions, section 3.5).
            try walkWaiting(emit)
            let end = lowest == .max ? piece.events.upperBound : min(piece.events.upperBound, lowest + 1)
            try graph.operations.forEach(piece.events.lowerBound..<end) { (operation) throws(PadError) in
                try apply(operation, emit)
            }
            base = [end - 1]
            heads = Version(frontier: base)
            isWalking = false
            rest = EventGraph.Piece(events: end..<piece.events.upperBound, run: piece.run, parents: base)
        }
        guard !rest.events.isEmpty else { return }
        waiting.append(rest)
        heads.advance(to: rest.events.upperBound - 1, past: rest.parents)
    }

    /// Walks what waits.
    mutating func walkWaiting(_ emit: (Change) -> Void) throws(PadError) {
        guard !waiting.isEmpty else { return }
        if !isWalking { walker.reset(from: base, baseLength: length) }
        isWalking = true
        try walker.walk(waiting, emit)
        waiting.removeAll(keepingCapacity: true)
        length = walker.growth + (walker.baseLength ?? 0)
    }

    private mutating func apply(_ operation: Operation, _ emit: (Change) -> Void) throws(PadError) {
        guard let length = operation.length(after: length) else {
            throw PadError.outOfBounds(graph.id(of: operation.start))
        }
        self.length = length
        emit(
            Change(
                event: operation.start, position: operation.lowestPosition, count: operation.count,
                content: operation.kind == .insertion ? operation.content : nil))
    }
}
