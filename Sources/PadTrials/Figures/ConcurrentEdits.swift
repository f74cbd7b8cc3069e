import Pads

/// Ten thousand insertions that somebody makes in a pad without hearing of anybody else.
struct ConcurrentEdits {
    static let count = 10_000

    /// With the edits.
    let pad: Pad
    /// The edits alone.
    let batch: Batch
    /// How much longer the text became.
    let growth: Int

    /// - Parameter burst: how many stand beside each other, as when somebody types.
    init(_ before: Pad, burst: Int, _ name: String) throws {
        guard let author = Author(name.utf8) else { throw Trace.Nonsense() }
        var pad = before
        // The numbers of a Lehmer generator, which benchmarks of others draw as well.
        var state = name == "one" ? 12_345 : 987_654_321
        for _ in 0..<Self.count / burst {
            state = state * 48_271 % 2_147_483_647
            let place = state % (pad.text.count + 1)
            for step in 0..<burst { try pad.edit([.insert(at: place + step, ["x"])], by: author) }
        }
        growth = pad.text.count - before.text.count
        batch = pad.graph.batch(since: before.version)
        self.pad = pad
    }

    /// What so many people wrote at the beginning of an empty pad, none of whom saw another: two scalars each.
    static func wide(people: Int) throws -> Batch {
        let parts = try (0..<people).map { number in
            guard let author = Author("author \(number)".utf8) else { throw Trace.Nonsense() }
            let id = EventID(author: author, sequence: 0)
            return Batch([.insert(at: 0, ["x", "y"])], id: id, parents: [])
        }
        return Batch(joining: parts)
    }
}
