import RecordTrials

/// What it costs two nodes to hold the same, and how fast a joining node takes what there is.
enum RecordFigures {
    private static let source = "published for negentropy in C++, not measured here"

    static func measure() throws -> [Figure] {
        let equal = try Comparison.large { _ in 0 }
        let one = try Comparison.large { $0 == 500 ? 1 : 0 }
        let many = try Comparison.large { _ in 10 }
        let joiner = try Comparison.joiner()
        let rows = [
            ("two equal records of a million entries in 1,000 logs", equal.controlBytes, "bytes", 340, 128),
            ("the same: round trips", equal.roundTrips, "", 1, 1),
            ("one new entry among them, without the entry", one.controlBytes, "bytes", 2_362, 1_500),
            ("the same: round trips", one.roundTrips, "", 3, 2),
            ("1 % missing: control", many.controlBytes, "bytes", 322_000, 32_768),
            ("a fresh joiner of them: control", joiner.controlBytes, "bytes", 32_000_000, 65_536),
        ]
        let figures = rows.map { row in
            Figure(
                name: row.0, value: Double(row.1), unit: row.2, peer: source, peerValue: Double(row.3),
                target: Double(row.4))
        }
        return figures + [try joining()]
    }

    private static func joining() throws -> Figure {
        let joining = try Joining(logs: 100, height: 1_000)
        var rates: [Double] = []
        for _ in 0..<5 {
            _ = try ScratchStore.milliseconds(
                of: { rates.append(1e14 / (try joining.run(into: $0) { try CPUTime.nanoseconds($0) })) }, then: { _ in }
            )
        }
        return Figure(
            name: "joining node takes 100,000 entries of 300 bytes into SQLite", value: median(rates).rounded(),
            unit: "1/s", peer: "published for Secure Scuttlebutt", peerValue: 2_200, target: 60_000, moreIsBetter: true)
    }
}
