internal import FoundationEssentials

extension RecordStep {
    func protobuf(of gathering: UInt64) -> PBRecord {
        var message = PBRecord()
        message.gathering = gathering
        switch self {
        case .frontier(let hash): message.frontier.hash = .init(hash)
        case .same: message.frontier = PBFrontier()
        case .buckets(let hashes): message.buckets.hashes = .init(hashes)
        case .lines(let lines, let buckets, let takesNewLogs):
            message.lines.buckets = buckets
            message.lines.noNewLogs = !takesNewLogs
            message.lines.logs = lines.map(\.log)
            message.lines.heights = lines.map(\.height)
            message.lines.heads = lines.map(\.head)
            if lines.contains(where: { $0.stop != nil || $0.isFull }) {
                message.lines.stops = lines.map { $0.isFull ? .max : $0.stop.map { $0 + 1 } ?? 0 }
            }
        case .wants(let ranges, let graft):
            message.wants.logs = ranges.map(\.log)
            message.wants.lower = ranges.map(\.heights.lowerBound)
            message.wants.upper = ranges.map(\.heights.upperBound)
            message.wants.graft = graft
        case .entries(let entries, let pushed):
            message.entries.entries = entries.map { .init($0) }
            message.entries.pushed = pushed
        case .taken(let messages): message.entriesTaken.messages = messages
        case .held(let heights):
            message.entriesHeld.logs = heights.map(\.log)
            message.entriesHeld.heights = heights.map(\.height)
        case .prune: message.entriesPrune = PBEntriesPrune()
        case .askProof(let log): message.forkProof.log = log
        case .proof(let first, let second):
            message.forkProof.first = .init(first)
            message.forkProof.second = .init(second)
        case .askFounding: message.foundingAsk = PBFoundingAsk()
        case .founding(let entry): message.founding.entry = .init(entry)
        }
        return message
    }

    init(_ message: PBRecord) throws(WireError) {
        switch message.step {
        case .frontier(let value):
            self = value.hash.isEmpty ? .same : .frontier(try value.hash.bytes(32...32))
        case .buckets(let value):
            self = .buckets(try value.hashes.bytes(WireLimits.bucketBytes...WireLimits.bucketBytes))
        case .lines(let value):
            self = .lines(try Self.lines(value), buckets: value.buckets, takesNewLogs: !value.noNewLogs)
        case .wants(let value): self = .wants(try Self.ranges(value), graft: value.graft)
        case .entries(let value):
            guard value.entries.count <= WireLimits.entriesMax else { throw .outOfBounds }
            self = .entries(value.entries.map { [UInt8]($0) }, pushed: value.pushed)
        case .entriesTaken(let value): self = .taken(messages: value.messages)
        case .entriesHeld(let value):
            guard value.logs.count == value.heights.count, value.logs.count <= WireLimits.linesMax
            else { throw .outOfBounds }
            self = .held(zip(value.logs, value.heights).map { LogHeight(log: $0, height: $1) })
        case .entriesPrune: self = .prune
        case .forkProof(let value):
            if value.first.isEmpty, value.second.isEmpty {
                self = .askProof(value.log)
            } else {
                self = .proof([UInt8](value.first), [UInt8](value.second))
            }
        case .foundingAsk: self = .askFounding
        case .founding(let value): self = .founding([UInt8](value.entry))
        case nil: throw .unknownKind
        }
    }

    private static func lines(_ value: PBLines) throws(WireError) -> [LogLine] {
        let count = value.logs.count
        guard value.heights.count == count, value.heads.count == count, count <= WireLimits.linesMax,
            value.stops.isEmpty || value.stops.count == count
        else { throw .outOfBounds }
        return value.logs.indices.map { place in
            let stop = value.stops.isEmpty ? 0 : value.stops[place]
            return LogLine(
                log: value.logs[place], height: value.heights[place], head: value.heads[place],
                stop: stop == 0 || stop == .max ? nil : stop - 1, isFull: stop == .max)
        }
    }

    private static func ranges(_ value: PBWants) throws(WireError) -> [LogRange] {
        let count = value.logs.count
        guard value.lower.count == count, value.upper.count == count, count <= WireLimits.linesMax
        else { throw .outOfBounds }
        var ranges: [LogRange] = []
        for place in value.logs.indices {
            guard value.lower[place] < value.upper[place] else { throw .outOfBounds }
            ranges.append(
                LogRange(log: value.logs[place], heights: value.lower[place]..<value.upper[place]))
        }
        return ranges
    }
}
