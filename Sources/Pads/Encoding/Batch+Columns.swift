/// A batch as columns (section 3.8 of the paper): each says one thing of all runs or operations, so that bytes which
/// are alike stand together.
extension Batch {
    func appendColumns(to output: inout [UInt8]) {
        output.append(number: runs.count)
        output.append(number: operations.operationCount)
        var names: [UInt8] = []
        for author in authors {
            names.append(UInt8(author.name.count))
            names += author.name
        }
        output.append(number: authors.count)
        for column in [names] + runColumns + operationColumns { PackedBytes.append(column, to: &output) }
    }

    /// Of each run: its author, how far its sequence is from what would follow, how many events but one, its parents.
    private var runColumns: [[UInt8]] {
        var (who, sequences, counts, parents): ([UInt8], [UInt8], [UInt8], [UInt8]) = ([], [], [], [])
        var expected = Array(repeating: 0, count: authors.count)
        let starts = RunStarts(self)
        var start = 0
        for run in runs {
            who.append(number: run.author)
            sequences.append(signed: run.sequence - expected[run.author])
            expected[run.author] = run.sequence + run.count
            counts.append(number: run.count - 1)
            parents.append(number: run.parents.count)
            for parent in run.parents {
                // An event of this batch by how far back it is, any other by its name.
                if let event = starts.event(parent), event < start {
                    parents.append(number: (start - event) << 1)
                } else {
                    parents.append(number: parent.author << 1 | 1)
                    parents.append(number: parent.sequence)
                }
            }
            start += run.count
        }
        return [who, sequences, counts, parents]
    }

    /// Of each operation: its kind and how many events but one, its distance from where the last one ended; all that
    /// was inserted.
    private var operationColumns: [[UInt8]] {
        var (shapes, positions, content): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        var cursor = 0
        operations.forEach(0..<count) { operation in
            shapes.append(number: (operation.count - 1) * 3 + Int(operation.kind.rawValue))
            positions.append(signed: operation.position - cursor)
            cursor = operation.cursor
        }
        content.reserveCapacity(operations.inserted.count)
        for scalar in operations.inserted { UTF8.append(scalar, to: &content) }
        return [shapes, positions, content]
    }

    init(columns reader: inout ByteReader) throws(PadError) {
        let runCount = try reader.number(PadLimits.eventsMax)
        let operationCount = try reader.number(PadLimits.eventsMax)
        let authorCount = try reader.number(PadLimits.eventsMax)
        var columns: [ByteReader] = []
        for _ in 0..<8 {
            columns.append(ByteReader(try PackedBytes.read(&reader, bound: PadLimits.encodedBytesMax)[...]))
        }
        guard let content = UTF8.scalars(try columns[7].bytes(columns[7].left)) else { throw .malformed(.content) }
        self.init(adopting: content)
        try readAuthors(&columns[0], authorCount)
        var operations = OperationReader(columns[5], columns[6], contentCount: content.count)
        try readRuns(&columns, runCount, &operations)
        guard operations.isAtEnd, operations.readCount == operationCount,
            columns[0...4].allSatisfy(\.isAtEnd)
        else { throw .malformed(.content) }
    }

    private mutating func readAuthors(_ names: inout ByteReader, _ count: Int) throws(PadError) {
        var known: Set<Author> = []
        for _ in 0..<count {
            guard let author = Author(try names.bytes(Int(try names.byte()))), known.insert(author).inserted else {
                throw .malformed(.content)
            }
            add(author)
        }
    }

    private mutating func readRuns(
        _ columns: inout [ByteReader], _ count: Int, _ operations: inout OperationReader
    ) throws(PadError) {
        var expected = Array(repeating: 0, count: authors.count)
        var starts = RunStarts(self)
        for _ in 0..<count {
            let author = try columns[1].number(authors.count - 1)
            let sequence = expected[author] + (try columns[2].signed(PadLimits.eventsMax))
            let events = try columns[3].number(PadLimits.eventsMax) + 1
            guard sequence >= 0, sequence + events <= PadLimits.eventsMax,
                self.count + events <= PadLimits.eventsMax
            else { throw .malformed(.content) }
            expected[author] = sequence + events
            let parents = try readParents(&columns[4], starts)
            let run = Run(author: author, sequence: sequence, count: events, parents: parents)
            starts.add(run, at: self.count)
            add(run)
            try operations.read(events) { addAdopted($0, continues: $1) }
        }
    }

    private func readParents(_ column: inout ByteReader, _ starts: RunStarts) throws(PadError) -> [Parent] {
        var parents: [Parent] = []
        for _ in 0..<(try column.number(PadLimits.parentsMax)) {
            let code = try column.number(2 * PadLimits.eventsMax + 1)
            if code & 1 == 0 {
                guard code > 0, code >> 1 <= count else { throw .malformed(.content) }
                parents.append(starts.parent(count - code >> 1, runs))
            } else {
                guard code >> 1 < authors.count else { throw .malformed(.content) }
                parents.append(Parent(author: code >> 1, sequence: try column.number(PadLimits.eventsMax)))
            }
        }
        return parents
    }
}

/// The events of a batch by number and by name.
private struct RunStarts {
    /// The number of each run's first event.
    private var starts: [Int] = []
    /// Of each author the runs as first sequence, count and first number; in the order of the batch.
    private var ofAuthor: [[(sequence: Int, count: Int, start: Int)]]

    init(_ batch: Batch) {
        ofAuthor = Array(repeating: [], count: batch.authors.count)
        var start = 0
        for run in batch.runs {
            add(run, at: start)
            start += run.count
        }
    }

    mutating func add(_ run: Batch.Run, at start: Int) {
        starts.append(start)
        ofAuthor[run.author].append((run.sequence, run.count, start))
    }

    /// The number of an event, nil if it is not in the batch, or not where a search for its author's runs in their
    /// order finds it.
    func event(_ parent: Batch.Parent) -> Int? {
        let runs = ofAuthor[parent.author]
        let place = runs.partitioningIndex { $0.sequence > parent.sequence }
        guard place > 0 else { return nil }
        let run = runs[place - 1]
        let offset = parent.sequence - run.sequence
        return 0..<run.count ~= offset ? run.start + offset : nil
    }

    func parent(_ event: Int, _ runs: [Batch.Run]) -> Batch.Parent {
        let place = starts.partitioningIndex { $0 > event } - 1
        return Batch.Parent(author: runs[place].author, sequence: runs[place].sequence + event - starts[place])
    }
}

/// Reads operations run by run.
private struct OperationReader {
    private var shapes: ByteReader
    private var positions: ByteReader
    private let contentCount: Int
    private var nextContent = 0
    private var cursor = 0
    private(set) var readCount = 0

    init(_ shapes: ByteReader, _ positions: ByteReader, contentCount: Int) {
        self.shapes = shapes
        self.positions = positions
        self.contentCount = contentCount
    }

    var isAtEnd: Bool { shapes.isAtEnd && positions.isAtEnd && nextContent == contentCount }

    /// Reads what so many events do.
    mutating func read(
        _ events: Int, _ add: (Operation, Bool) -> Void
    ) throws(PadError) {
        var left = events
        while left > 0 {
            let shape = try shapes.number(3 * PadLimits.eventsMax)
            let position = cursor + (try positions.signed(PadLimits.eventsMax))
            guard let kind = Operation.Kind(rawValue: UInt32(shape % 3)), 0...PadLimits.eventsMax ~= position else {
                throw .malformed(.content)
            }
            let count = shape / 3 + 1
            let operation = Operation(kind: kind, start: 0, count: count, position: position, content: nextContent)
            guard count <= left, operation.lowestPosition >= 0, kind != .backspace || count > 1 else {
                throw .malformed(.content)
            }
            if kind == .insertion {
                guard count <= contentCount - nextContent else { throw .malformed(.content) }
                nextContent += count
            }
            cursor = operation.cursor
            add(operation, left < events)
            left -= count
            readCount += 1
        }
    }
}

extension Operation {
    /// Where its author's cursor is afterwards.
    fileprivate var cursor: Int { kind == .insertion ? position + count : lowestPosition }
}
