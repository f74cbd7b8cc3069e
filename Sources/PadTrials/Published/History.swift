import Pads

/// A small history with concurrent insertions, and the text that the FugueMax order gives (as of
/// `josephg/egwalker-paper`, `eg-walker-reference/testdata`).
package struct History: Decodable, Sendable {
    /// What one agent did to the text of its parents.
    struct Transaction: Decodable {
        /// Its first operation's index in the history, and one past its last.
        private let span: [Int]
        /// Indexes of operations.
        let parents: [Int]
        let agent: String
        let seqStart: Int
        let ops: [Patch]

        /// The indexes of its operations; none if the span is none.
        var operations: Range<Int> { span.count == 2 && span[0] <= span[1] ? span[0]..<span[1] : 0..<0 }
    }

    let txns: [Transaction]
    /// The text after all transactions.
    package var endContent: String

    /// Why this is no history.
    struct Nonsense: Error, CustomStringConvertible {
        let description = "it names operations that are not there, or an agent that is none"
    }

    /// The places of the transactions in any order in which parents come first.
    func causalOrder(_ random: inout SplitMix) -> [Int] {
        let needs = txns.map { Set($0.parents.compactMap(transaction)) }
        var (order, done, waiting) = ([Int](), Set<Int>(), Array(txns.indices))
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { needs[waiting[$0]].isSubset(of: done) }
            guard !ready.isEmpty else { return order }
            let next = waiting.remove(at: ready[random.below(ready.count)])
            order.append(next)
            done.insert(next)
        }
        return order
    }

    /// The text after the transactions at these places, each given to a pad as a batch.
    func text(_ order: [Int]) throws -> String {
        var pad = Pad()
        for place in order {
            let transaction = txns[place]
            let batch = Batch(
                transaction.ops.flatMap(\.edits), id: try id(transaction.agent, transaction.seqStart),
                parents: try transaction.parents.map { try self.id(of: $0) })
            try pad.merge(batch)
        }
        return pad.text.string
    }

    private func transaction(of operation: Int) -> Int? {
        txns.firstIndex { $0.operations.contains(operation) }
    }

    private func id(of operation: Int) throws -> EventID {
        guard let place = transaction(of: operation) else { throw Nonsense() }
        return try id(txns[place].agent, txns[place].seqStart + operation - txns[place].operations.lowerBound)
    }

    private func id(_ agent: String, _ sequence: Int) throws -> EventID {
        guard let author = Author(agent.utf8), 0...PadLimits.eventsMax ~= sequence else { throw Nonsense() }
        return EventID(author: author, sequence: sequence)
    }
}
