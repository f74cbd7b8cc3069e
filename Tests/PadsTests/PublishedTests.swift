import Foundation
import Testing

@testable import Pads

@Suite(.enabled(if: Vectors.areThere, "\(Vectors.why)")) struct PublishedTests {
    /// A graph of transactions in the order of these places, and its events by their place in the published history.
    private func graph(_ history: Vectors.History, _ order: [Int]) throws -> EventGraph {
        var graph = EventGraph()
        var numbers: [Int: Int] = [:]
        for place in order {
            let transaction = history.txns[place]
            let parents = try transaction.parents.map { try #require(numbers[$0]) }.sorted()
            let author = try #require(Author(transaction.agent.utf8))
            let events = graph.add(transaction.edits, graph.number(of: author), transaction.seqStart, parents)
            for (event, published) in zip(events, transaction.span[0]..<transaction.span[1]) {
                numbers[published] = event
            }
        }
        return graph
    }

    @Test("Every published history merges to its text, in its own and in any other causal order")
    func merges() throws {
        let histories: [Vectors.History] = try Vectors.read(Vectors.merges)
        #expect(histories.count == 500)
        for (number, history) in histories.enumerated() {
            for seed in 0...20 {
                var random = SplitMix(UInt64(number * 100 + seed))
                let order = seed == 0 ? Array(history.txns.indices) : causalOrder(history, &random)
                let graph = try graph(history, order)
                #expect(graph.text(at: graph.version).string == history.endContent, "history \(number), seed \(seed)")
            }
        }
    }

    /// Any order in which parents come first.
    private func causalOrder(_ history: Vectors.History, _ random: inout SplitMix) -> [Int] {
        let place = { (event: Int) in history.txns.firstIndex { $0.span[0] <= event && event < $0.span[1] } }
        let needs = history.txns.map { Set($0.parents.compactMap(place)) }
        var (order, done, waiting) = ([Int](), Set<Int>(), Array(history.txns.indices))
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { needs[waiting[$0]].isSubset(of: done) }
            let next = waiting.remove(at: ready[Int(random.next() % UInt64(ready.count))])
            order.append(next)
            done.insert(next)
        }
        return order
    }

    @Test("Two people's trace replays to its text")
    func concurrent() throws {
        let trace: Vectors.ConcurrentTrace = try Vectors.read(
            Vectors.folder.appending(path: "traces/friendsforever.json.gz"))
        var graph = EventGraph()
        var last: [Int] = []
        for change in trace.txns {
            let author = try #require(Author("\(change.agent)".utf8))
            let edits = change.patches.flatMap(\.edits)
            let parents = Version(frontier: change.parents.map { last[$0] }.sorted())
            last.append(graph.append(edits, by: author, at: parents).last ?? last[change.parents[0]])
        }
        #expect(graph.text(at: graph.version).string == trace.endContent)
    }

    @Test("One person's trace replays to its text, as it is typed and at once")
    func sequential() throws {
        let trace: Vectors.SequentialTrace = try Vectors.read(
            Vectors.folder.appending(path: "traces/seph-blog1.json.gz"))
        let author = try #require(Author("seph".utf8))
        var graph = EventGraph()
        var text = Text()
        for change in trace.txns {
            let edits = change.patches.flatMap(\.edits)
            graph.append(edits, by: author, at: graph.version)
            for edit in edits { text.apply(edit) }
        }
        #expect(text.string == trace.endContent)
        #expect(graph.text(at: graph.version).string == trace.endContent)
    }
}
