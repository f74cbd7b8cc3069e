import Wire

extension Samples {
    /// Every step of a record, with fields at and between their bounds, and what is said of gatherings.
    static let records: [Message] =
        [
            .gatherings(open: [], proofs: []),
            .gatherings(open: [bytes(32, 1)], proofs: []),
            .gatherings(open: [], proofs: [bytes(16, 2), bytes(16, 3)]),
            .gatherings(open: [bytes(32, 0), bytes(32, 255)], proofs: [bytes(16, 0)]),
        ]
        + recordSteps.map { .record(0xFEDC_BA98_7654_3210, $0) } + [.record(0, .same), .record(.max, .prune)]

    static let recordSteps: [RecordStep] = [
        .frontier(bytes(32, 4)), .frontier(bytes(32, 0)), .same,
        .buckets(bytes(WireLimits.bucketBytes, 5)),
        .lines([], buckets: 0, takesNewLogs: true),
        .lines(lines(stops: [nil, nil]), buckets: 1 << 63 | 1, takesNewLogs: true),
        .lines(lines(stops: [0, nil]), buckets: .max, takesNewLogs: true),
        .lines(lines(stops: [nil, 7]), buckets: 2, takesNewLogs: true),
        .lines(lines(stops: [.max - 2, 1]), buckets: 3, takesNewLogs: true),
        .lines(
            [
                LogLine(log: 1, height: 2, head: 3, stop: nil, isFull: true),
                LogLine(log: 4, height: 5, head: 6, stop: 0),
            ],
            buckets: 1, takesNewLogs: false),
        .wants([], graft: false),
        .wants([LogRange(log: 0, heights: 0..<1), LogRange(log: .max, heights: 7..<UInt32.max)], graft: false),
        .wants([LogRange(log: 9, heights: 3..<4)], graft: true),
        .entries([], pushed: false), .entries([], pushed: true),
        .entries([bytes(300, 6), [], [1]], pushed: false), .entries([bytes(200, 7)], pushed: true),
        .taken(messages: 0), .taken(messages: 1), .taken(messages: .max),
        .held([]), .held([LogHeight(log: 0, height: 0), LogHeight(log: .max, height: .max)]),
        .prune,
        .askProof(0), .askProof(.max),
        .proof(bytes(150, 8), bytes(151, 9)), .proof([], [1]), .proof([1], []),
        .askFounding,
        .founding([]), .founding(bytes(300, 10)),
    ]

    static func bytes(_ count: Int, _ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    private static func lines(stops: [UInt32?]) -> [LogLine] {
        stops.enumerated().map { place, stop in
            LogLine(log: .max - UInt64(place), height: UInt32(place) * .max, head: UInt64(place), stop: stop)
        }
    }
}
