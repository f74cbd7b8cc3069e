import PadTrials
import Testing

@testable import Pads

/// Version arithmetic against sets of events.
@Suite struct EventGraphTests {
    /// A graph of random shape; of each event all that it builds on, itself included.
    private func graph(_ random: inout SplitMix) throws -> (EventGraph, [Set<Int>]) {
        var graph = EventGraph()
        var histories: [Set<Int>] = []
        for _ in 0..<3 + random.below(20) {
            let author = graph.number(of: try #require(Author([UInt8(random.below(4))])))
            var heads = graph.version.frontier
            if random.below(3) == 0, !histories.isEmpty {
                heads = (0...random.below(3)).map { _ in random.below(histories.count) }
            }
            // None an ancestor of another.
            let parents = Set(heads).sorted().filter { head in
                !heads.contains { $0 != head && histories[$0].contains(head) }
            }
            var continues = graph.begin(author, graph.nextSequence(of: author), parents)
            for _ in 0..<1 + random.below(3) {
                let number = graph.count
                let before =
                    histories.count == number && number > 0 && continues
                    ? histories[number - 1] : parents.reduce(into: Set<Int>()) { $0.formUnion(histories[$1]) }
                graph.add(.insert(at: 0, ["x"]), continues: continues)
                histories.append(before.union([number]))
                continues = true
            }
            graph.end(past: parents)
        }
        return (graph, histories)
    }

    private func version(_ histories: [Set<Int>], _ random: inout SplitMix) -> (Version, Set<Int>) {
        let picked = (0..<random.below(4)).map { _ in random.below(histories.count) }
        let all = picked.reduce(into: Set<Int>()) { $0.formUnion(histories[$1]) }
        let heads = Set(picked).sorted().filter { head in
            !picked.contains { $0 != head && histories[$0].contains(head) }
        }
        return (Version(frontier: heads), all)
    }

    @Test("Differences, unions, containment and bases are those of sets")
    func arithmetic() throws {
        for seed in UInt64(0)..<1_500 {
            var random = SplitMix(seed)
            let (graph, histories) = try graph(&random)
            let (left, inLeft) = version(histories, &random)
            let (right, inRight) = version(histories, &random)
            let difference = graph.difference(left.frontier, right.frontier)
            #expect(Set(difference.onlyLeft.joined()) == inLeft.subtracting(inRight), "seed \(seed)")
            #expect(Set(difference.onlyRight.joined()) == inRight.subtracting(inLeft), "seed \(seed)")
            let union = graph.union(left, right)
            let inUnion = union.frontier.reduce(into: Set<Int>()) { $0.formUnion(histories[$1]) }
            #expect(inUnion == inLeft.union(inRight), "seed \(seed)")
            for head in union.frontier {
                #expect(!union.frontier.contains { $0 != head && histories[$0].contains(head) }, "seed \(seed)")
            }
            #expect(graph.contains(right, in: left) == inRight.isSubset(of: inLeft), "seed \(seed)")
            for event in histories.indices {
                #expect(graph.contains(event, in: left) == inLeft.contains(event), "seed \(seed)")
                #expect(graph.number(of: graph.id(of: event)) == event, "seed \(seed)")
            }
            try base(graph, histories, left, right, inLeft.union(inRight), seed)
            #expect(graph.version(of: graph.ids(of: left)) == left && graph.known(graph.ids(of: right)) == right)
        }
    }

    /// Everything newer than the base descends from it, and it is the newest such.
    private func base(
        _ graph: EventGraph, _ histories: [Set<Int>], _ left: Version, _ right: Version, _ all: Set<Int>, _ seed: UInt64
    ) throws {
        let (base, beyond) = graph.commonBase(left.frontier, right.frontier)
        let inLeft = left.frontier.reduce(into: Set<Int>()) { $0.formUnion(histories[$1]) }
        let dominators = all.filter { event in
            inLeft.contains(event) && (right.frontier + left.frontier).allSatisfy { histories[$0].contains(event) }
                && all.allSatisfy { histories[event].contains($0) || histories[$0].contains(event) }
        }
        if left.frontier.isEmpty || right.frontier.isEmpty {
            #expect(base.isEmpty, "seed \(seed)")
        } else {
            #expect(base == dominators.max().map { [$0] } ?? [], "seed \(seed)")
        }
        let below = base.first.map { histories[$0] } ?? []
        #expect(Set(beyond.joined()) == inLeft.subtracting(below), "seed \(seed)")
    }

    @Test("Events one by one or many at once make the same operations")
    func operations() {
        for seed in UInt64(0)..<2_000 {
            var random = SplitMix(seed)
            var single: [Edit] = []
            var (whole, joined) = (OperationColumn(), OperationColumn())
            for _ in 0..<1 + random.below(6) {
                let (position, count) = (4 + random.below(3), 1 + random.below(4))
                let isFirst = whole.count == 0
                switch random.below(3) {
                case 0:
                    whole.insert(0..<count, of: Array(repeating: "x", count: count), at: position, continues: !isFirst)
                    single += (0..<count).map { .insert(at: position + $0, ["x"]) }
                case 1:
                    whole.delete(count, at: position, continues: !isFirst)
                    single += (0..<count).map { _ in .delete(at: position, count: 1) }
                default:
                    whole.backspace(count, at: position, continues: !isFirst)
                    single += (0..<count).map { .delete(at: position - $0, count: 1) }
                }
            }
            for edit in single {
                switch edit {
                case .insert(let position, let new):
                    joined.insert(new.indices, of: new, at: position, continues: joined.count > 0)
                case .delete(let position, let count): joined.delete(count, at: position, continues: joined.count > 0)
                }
            }
            #expect(whole == joined, "seed \(seed)")
            var read: [Edit] = []
            for event in 0..<whole.count {
                whole.forEach(event..<event + 1) {
                    read.append(
                        $0.kind == .insertion ? .insert(at: $0.position, ["x"]) : .delete(at: $0.position, count: 1))
                }
            }
            #expect(read == single, "seed \(seed)")
        }
    }
}
