/// What changes a text from one version into another.
extension EventGraph {
    /// Walks what the second version has beyond the first, and of the first only what is concurrent with it (partial
    /// replay; section 3.6 of the paper).
    ///
    /// - Parameters:
    ///   - length: of the first version's text.
    ///   - emit: gets what has to be done to that text, in order.
    /// - Throws: ``PadError/outOfBounds(_:)`` for an event of the second version whose position is none.
    func transform(
        from version: [Int], length: Int, to other: [Int], _ emit: (Change) -> Void
    ) throws(PadError) {
        let new = pieces(of: difference(version, other).onlyRight)
        guard !new.isEmpty else { return }
        let (base, beyond) = commonBase(version, other)
        var replay = Replay(self, heads: beyond.isEmpty ? base : version, length: length)
        if !beyond.isEmpty { try replay.begin(from: base, pieces(of: beyond)) }
        // What each piece's followers build on: an event at or below that is critical if it is the only head.
        var lowest = [Int](repeating: .max, count: new.count)
        for place in new.indices.dropLast().reversed() {
            lowest[place] = min(lowest[place + 1], new[place + 1].parents.first ?? -1)
        }
        for (piece, lowest) in zip(new, lowest) { try replay.walk(piece, lowest: lowest, emit) }
    }
}

/// A walk that remembers only what concurrent events need.
private struct Replay {
    let graph: EventGraph
    /// The heads of all that was walked, ascending.
    var heads: Version
    /// Of the text as it is after what was walked.
    var length: Int
    private var walker: Walker?
    /// Whether the walker knows what was walked since its beginning; otherwise a walk begins at the heads.
    private var isWalking = false

    init(_ graph: EventGraph, heads: [Int], length: Int) {
        self.graph = graph
        self.heads = Version(frontier: heads)
        self.length = length
    }

    /// Walks what the text has already.
    mutating func begin(from base: [Int], _ pieces: [EventGraph.Piece]) throws(PadError) {
        var first = Walker(graph, from: base, baseLength: nil)
        for piece in pieces { try first.walk(piece.events, parents: piece.parents) { _ in } }
        first.baseLength = length - first.growth
        walker = first
        isWalking = true
    }

    /// - Parameter lowest: the lowest parent of all that comes after this piece.
    mutating func walk(
        _ piece: EventGraph.Piece, lowest: Int, _ emit: (Change) -> Void
    ) throws(PadError) {
        var rest = piece.events
        if lowest >= rest.lowerBound, piece.parents == heads.frontier {
            // The author saw everything that was walked, so positions are as they are; and nobody to come did not see
            // these, so they need not be remembered (critical versions, section 3.5).
            let end = lowest == .max ? rest.upperBound : min(rest.upperBound, lowest + 1)
            try graph.operations.forEach(rest.lowerBound..<end) { (operation) throws(PadError) in
                try apply(operation, emit)
            }
            heads = Version(frontier: [end - 1])
            isWalking = false
            rest = end..<rest.upperBound
        }
        guard !rest.isEmpty else { return }
        let parents = rest.lowerBound == piece.events.lowerBound ? piece.parents : [rest.lowerBound - 1]
        if !isWalking { startWalking() }
        guard var walking = walker.take() else { return }
        try walking.walk(rest, parents: parents, emit)
        length = walking.growth + (walking.baseLength ?? 0)
        walker = walking
        heads.advance(to: rest.upperBound - 1, past: parents)
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

    private mutating func startWalking() {
        isWalking = true
        if walker == nil {
            walker = Walker(graph, from: heads.frontier, baseLength: length)
        } else {
            walker?.reset(from: heads.frontier, baseLength: length)
        }
    }
}
