package import Pads

/// What people typed while they were recorded (as of `josephg/editing-traces`): one alone, or several at once.
package struct Trace: Decodable, Sendable {
    /// Some edits one after the other.
    struct Change: Decodable {
        /// Indexes of changes; of a trace of one person there are none.
        let parents: [Int]?
        let agent: Int?
        let patches: [Patch]
    }

    let txns: [Change]
    /// The text at the end.
    package let endContent: String
    private let startContent: String?

    /// Whether several people wrote it.
    package var isConcurrent: Bool { txns.contains { $0.agent != nil } }

    /// Why this is no trace.
    struct Nonsense: Error, CustomStringConvertible {
        let description = "The trace names changes that do not come before, or an agent that is none."
    }

    /// All edits in their order; the text before the first comes as an edit of its own.
    package var edits: [[Edit]] {
        let start = startContent ?? ""
        let first: [[Edit]] = start.isEmpty ? [] : [[.insert(at: 0, Array(start.unicodeScalars))]]
        return first + txns.flatMap { $0.patches.map(\.edits) }
    }

    /// One batch a change, causes first.
    package func batches() throws -> [Batch] {
        var next: [Int: Int] = [:]
        var last: [EventID?] = []
        return try txns.map { change in
            let agent = change.agent ?? 0
            guard let author = Author("author \(agent)".utf8) else { throw Nonsense() }
            let edits = change.patches.flatMap(\.edits)
            let count = edits.reduce(0) { $0 + $1.count }
            let builtOn = change.parents ?? (last.isEmpty ? [] : [last.count - 1])
            guard builtOn.allSatisfy(last.indices.contains) else { throw Nonsense() }
            let parents = builtOn.compactMap { last[$0] }
            let sequence = next[agent] ?? 0
            next[agent] = sequence + count
            // A change without edits stands for what it builds on.
            last.append(count > 0 ? EventID(author: author, sequence: sequence + count - 1) : parents.first)
            return Batch(edits, id: EventID(author: author, sequence: sequence), parents: parents)
        }
    }
}
