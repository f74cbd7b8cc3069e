import Pads

/// One figure of pads beside what it is to be.
package struct PadFigure: Sendable {
    /// The key that benchmarks of others use as well.
    let key: String
    let name: String
    let unit: String
    let value: Double
    /// The most that is good; nil where nothing was promised.
    var target: Double?
    /// The most that is very good.
    var stretch: Double?

    /// One object.
    package var json: String {
        let bound = { (bound: Double?) in bound.map { "\($0)" } ?? "null" }
        return """
            {"key": "\(key)", "figure": "\(name)", "unit": "\(unit)", "value": \(rounded(value)), \
            "target": \(bound(target)), "stretch": \(bound(stretch))}
            """
    }
}

/// The figures of pads, on the published traces.
package struct PadFigures {
    private let blog: Trace
    private let friends: Trace

    /// - Parameter folder: where `traces/seph-blog1.json.gz` and `traces/friendsforever.json.gz` are.
    /// - Throws: ``GzipFile/Unreadable``.
    package init(folder: String) throws {
        blog = try GzipFile.read(Trace.self, at: folder + "/traces/seph-blog1.json.gz")
        friends = try GzipFile.read(Trace.self, at: folder + "/traces/friendsforever.json.gz")
    }

    /// Takes them one after the other.
    ///
    /// - Throws: ``PadError``, and ``Disagreement`` where a text is not what it must be.
    package func take(_ report: (PadFigure) -> Void) throws {
        let edits = blog.edits
        let (typedBytes, typed) = try Measuring.liveBytes { try TraceReplay.typed(edits) }
        try expect(typed.text.string == blog.endContent, "seph-blog1")
        report(
            PadFigure(
                key: "typed_ms", name: "seph-blog1, each edit as it comes", unit: "ms",
                value: try Measuring.medianMS { _ = try TraceReplay.typed(edits) }, target: 30, stretch: 6))
        try encoding(typed, report)
        report(
            PadFigure(
                key: "memory_typed_bytes", name: "its memory, as typed", unit: "bytes", value: Double(typedBytes),
                target: 6e6, stretch: 2.5e6))
        try merging(typed, edits, report)
        try wide(report)
        try growth(typed, edits, report)
        looking(typed, report)
    }

    private func encoding(_ pad: Pad, _ report: (PadFigure) -> Void) throws {
        let (bytes, withText) = (pad.encoded(withText: false), pad.encoded())
        report(
            PadFigure(
                key: "size_bytes", name: "its history as bytes", unit: "bytes", value: Double(bytes.count),
                target: 170_000, stretch: 150_000))
        report(
            PadFigure(
                key: "encode_ms", name: "to those bytes", unit: "ms",
                value: Measuring.medianMS { _ = pad.encoded(withText: false) }))
        report(
            PadFigure(
                key: "load_ms", name: "from those bytes to history and text", unit: "ms",
                value: try Measuring.medianMS { _ = try Pad(decoding: bytes) }, target: 5, stretch: 2))
        report(
            PadFigure(
                key: "load_cached_ms", name: "to the text alone, where it was written along", unit: "ms",
                value: try Measuring.medianMS(31) { _ = try Pad.text(ofEncoded: withText)?.string }, target: 0.5,
                stretch: 0.2))
        let (loadedBytes, loaded) = try Measuring.liveBytes { try Pad(decoding: bytes) }
        try expect(loaded.text.string == blog.endContent, "seph-blog1 from bytes")
        report(
            PadFigure(
                key: "memory_bytes", name: "its memory, as loaded", unit: "bytes", value: Double(loadedBytes),
                target: 6e6, stretch: 2.5e6))
    }

    private func merging(_ blog: Pad, _ edits: [[Edit]], _ report: (PadFigure) -> Void) throws {
        let bursts = (try ConcurrentEdits(blog, burst: 50, "one"), try ConcurrentEdits(blog, burst: 50, "other"))
        report(try merge(bursts, "merge_ms", "10,000 + 10,000 concurrent edits onto it, in bursts of 50", 6, 1.3))
        let scattered = (try ConcurrentEdits(blog, burst: 1, "one"), try ConcurrentEdits(blog, burst: 1, "other"))
        report(try merge(scattered, "merge_scattered_ms", "the same, each at a place of its own", 6, 1.3))
        var pad = Pad()
        for batch in try friends.batches() { try pad.merge(batch) }
        try expect(pad.text.string == friends.endContent, "friendsforever")
        let whole = pad.graph.batch(since: .empty)
        report(
            PadFigure(
                key: "friends_ms", name: "friendsforever, merged from scratch", unit: "ms",
                value: try Measuring.medianMS {
                    var pad = Pad()
                    try pad.merge(whole)
                }, target: 12, stretch: 2.5))
        let one = try TraceReplay.typed(edits, by: "one").graph.batch(since: .empty)
        let other = try TraceReplay.typed(edits, by: "other").graph.batch(since: .empty)
        report(
            PadFigure(
                key: "twice_ms", name: "seph-blog1 typed twice concurrently, merged", unit: "ms",
                value: try Measuring.medianMS {
                    var pad = Pad()
                    try pad.merge(one)
                    try pad.merge(other)
                    try expect(pad.text.count == 2 * blog.text.count, "typed twice")
                }, target: 150, stretch: 36))
    }

    private func wide(_ report: (PadFigure) -> Void) throws {
        for (people, key, most) in [(10_000, "wide_ms", 20.0), (50_000, "wider_ms", 150)] {
            let batch = try ConcurrentEdits.wide(people: people)
            let value = try Measuring.medianMS(3) {
                var pad = Pad()
                try pad.merge(batch)
                try expect(pad.text.count == 2 * people, "many people")
            }
            let name = "\(people / 1_000),000 people who write at one spot at once"
            report(PadFigure(key: key, name: name, unit: "ms", value: value, target: most))
        }
    }

    /// The time to take the second's edits where the first's are already.
    private func merge(
        _ edits: (ConcurrentEdits, ConcurrentEdits), _ key: String, _ name: String, _ target: Double, _ stretch: Double
    ) throws -> PadFigure {
        let value = try Measuring.medianMS {
            var pad = edits.0.pad
            try pad.merge(edits.1.batch)
            try expect(pad.text.count == edits.0.pad.text.count + edits.1.growth, name)
        }
        return PadFigure(key: key, name: name, unit: "ms", value: value, target: target, stretch: stretch)
    }

    private func growth(_ blog: Pad, _ edits: [[Edit]], _ report: (PadFigure) -> Void) throws {
        let tenfold = (0..<10).flatMap { time in
            time == 0 ? edits : edits.map { $0.map { $0.moved(by: time * blog.text.count) } }
        }
        let ten = try TraceReplay.typed(tenfold)
        let (short, long) = (blog.encoded(withText: false), ten.encoded(withText: false))
        let typing =
            try Measuring.medianMS(5) { _ = try TraceReplay.typed(tenfold) }
            / Measuring.medianMS(5) { _ = try TraceReplay.typed(edits) }
        report(
            PadFigure(
                key: "growth_typed", name: "ten times the linear history, typed", unit: "times", value: typing,
                target: 11))
        let loading =
            try Measuring.medianMS(5) { _ = try Pad(decoding: long) }
            / Measuring.medianMS(5) { _ = try Pad(decoding: short) }
        report(
            PadFigure(
                key: "growth_loaded", name: "ten times the linear history, loaded", unit: "times", value: loading,
                target: 11))
    }

    private func looking(_ pad: Pad, _ report: (PadFigure) -> Void) {
        report(
            PadFigure(
                key: "attribution_ms", name: "who wrote each scalar of seph-blog1", unit: "ms",
                value: Measuring.medianMS { _ = pad.attribution(at: pad.version) }))
        report(
            PadFigure(
                key: "undo_ms", name: "taking back a hundred events in its middle", unit: "ms",
                value: Measuring.medianMS { _ = pad.undoing(180_000..<180_100) }))
        let old = pad.text.scalars
        var new = old
        new.replaceSubrange(20_000..<20_010, with: "something else".unicodeScalars)
        report(
            PadFigure(
                key: "difference_ms", name: "the difference of one changed line of it", unit: "ms",
                value: Measuring.medianMS { _ = Difference.edits(from: old, to: new) }))
    }

    /// A figure that would be that of something wrong.
    package struct Disagreement: Error, CustomStringConvertible {
        /// A sentence.
        package let description: String
    }

    private func expect(_ holds: Bool, _ what: String) throws {
        if !holds { throw Disagreement(description: "The text of \(what) is not what it must be.") }
    }
}
