/// A schedule of pauses: the first, then twice as long each time, up to the last.
struct Backoff: Hashable, Sendable {
    private let firstMS: Int64
    private let lastMS: Int64
    private var nextMS: Int64

    /// A schedule from `firstMS` to `lastMS` milliseconds.
    init(firstMS: Int64, lastMS: Int64) {
        self.firstMS = firstMS
        self.lastMS = max(firstMS, lastMS)
        nextMS = firstMS
    }

    /// The pause to make now, in milliseconds.
    mutating func next() -> Int64 {
        defer { nextMS = min(nextMS * 2, lastMS) }
        return nextMS
    }

    /// Starts over after a success.
    mutating func reset() { nextMS = firstMS }
}
