import Pads

/// One published trace, replayed: whether it gives its text, and what that takes.
package struct TraceReplay: Sendable {
    /// Whether the text at the end is that of the trace.
    package let agrees: Bool
    /// How many events, each a scalar inserted or deleted.
    package let events: Int
    /// How many scalars the text has at the end.
    package let length: Int
    /// Of a trace of one person: every edit applied as it comes. Of several: every change merged as it comes.
    package let replayMS: Double
    /// All of it merged into an empty pad at once.
    package let mergeMS: Double
    /// As bytes, without the text.
    package let encodedBytes: Int
    /// From those bytes to history and text.
    package let loadMS: Double
    /// The memory of history and text, as loaded.
    package let liveBytes: Int

    /// - Throws: whatever is wrong with the trace, or ``PadError``.
    package init(_ trace: Trace, runs: Int = 5) throws {
        let pad = try Self.replay(trace)
        agrees = pad.text.string == trace.endContent
        events = pad.graph.count
        length = pad.text.count
        if trace.isConcurrent {
            let batches = try trace.batches()
            replayMS = try Measuring.medianMS(runs) {
                var pad = Pad()
                for batch in batches { try pad.merge(batch) }
            }
        } else {
            let edits = trace.edits
            replayMS = try Measuring.medianMS(runs) { _ = try Self.typed(edits) }
        }
        let batch = pad.graph.batch(since: .empty)
        mergeMS = try Measuring.medianMS(runs) {
            var pad = Pad()
            try pad.merge(batch)
        }
        let bytes = pad.encoded(withText: false)
        encodedBytes = bytes.count
        loadMS = try Measuring.medianMS(runs) { _ = try Pad(decoding: bytes) }
        liveBytes = try Measuring.liveBytes { try Pad(decoding: bytes) }.bytes
    }

    private static func replay(_ trace: Trace) throws -> Pad {
        guard trace.isConcurrent else { return try typed(trace.edits) }
        var pad = Pad()
        for batch in try trace.batches() { try pad.merge(batch) }
        return pad
    }

    /// A pad in which one person did this.
    static func typed(_ edits: [[Edit]], by name: String = "author") throws -> Pad {
        guard let author = Author(name.utf8) else { throw Trace.Nonsense() }
        var pad = Pad()
        for some in edits { try pad.edit(some, by: author) }
        return pad
    }

    /// One object.
    package var json: String {
        """
        {"agrees": \(agrees), "events": \(events), "length": \(length), "replay_ms": \(rounded(replayMS)), \
        "merge_ms": \(rounded(mergeMS)), "encoded_bytes": \(encodedBytes), "load_ms": \(rounded(loadMS)), \
        "live_bytes": \(liveBytes)}
        """
    }

    /// For people.
    package var lines: [String] {
        [
            "\(agrees ? "agrees" : "DIFFERS"): \(events) events, \(length) scalars at the end",
            "each edit as it comes  \(rounded(replayMS)) ms",
            "all at once            \(rounded(mergeMS)) ms",
            "encoded                \(encodedBytes) bytes, loaded in \(rounded(loadMS)) ms",
            "in memory              \(liveBytes) bytes",
        ]
    }
}

/// To three digits after the point.
func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

extension Edit {
    func moved(by distance: Int) -> Edit {
        switch self {
        case .insert(let position, let scalars): .insert(at: position + distance, scalars)
        case .delete(let position, let count): .delete(at: position + distance, count: count)
        }
    }
}
