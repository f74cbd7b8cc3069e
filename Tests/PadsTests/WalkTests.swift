import Testing

@testable import PadTrials
@testable import Pads

/// The order of a walk, and the version that it prepares.
@Suite struct WalkTests {
    /// Pieces of five events each that build on any events before them; of each event all that it builds on.
    private func pieces(_ random: inout SplitMix) -> (pieces: [EventGraph.Piece], histories: [Set<Int>]) {
        var (pieces, histories): ([EventGraph.Piece], [Set<Int>]) = ([], [])
        for number in 0..<2 + random.below(25) {
            let parents = number == 0 ? [] : Set((0..<random.below(4)).map { _ in random.below(5 * number) }).sorted()
            pieces.append(EventGraph.Piece(events: 5 * number..<5 * number + 5, run: number, parents: parents))
            for event in 5 * number..<5 * number + 5 {
                let before = event % 5 > 0 ? [event - 1] : parents
                histories.append(before.reduce(into: Set([event])) { $0.formUnion(histories[$1]) })
            }
        }
        return (pieces, histories)
    }

    @Test("Causes are walked first, and before each piece exactly what it builds on is prepared")
    func prepared() {
        for seed in UInt64(0)..<300 {
            var random = SplitMix(seed)
            let (all, histories) = pieces(&random)
            let middle = 1 + random.below(all.count - 1)
            let (first, second) = (Array(all[..<middle]), Array(all[middle...]))
            var walk = Walk()
            var (prepared, walked) = (Set<Int>(), Set<Int>())
            // In one call, or in two.
            let calls = random.below(2) == 0 ? [all] : [first, second]
            for call in calls {
                for number in walk.add(call, before: calls.count == 2 && walked.isEmpty ? second : []) {
                    walk.prepare(number) { events, isSeen in
                        let isNew = isSeen ? prepared.isDisjoint(with: events) : prepared.isSuperset(of: events)
                        #expect(isNew && walked.isSuperset(of: events), "seed \(seed)")
                        if isSeen { prepared.formUnion(events) } else { prepared.subtract(events) }
                    }
                    let events = walk.pieces[number]
                    #expect(prepared == histories[events.lowerBound].subtracting(events), "seed \(seed)")
                    prepared.formUnion(events)
                    walked.formUnion(events)
                }
            }
            #expect(walked.count == histories.count, "seed \(seed)")
        }
    }

    @Test("A branch is walked to its end, short ones first, and what builds on two comes when both are done")
    func order() {
        var order = Order(first: 0, count: 7)
        // A long branch 0, 2, 4 of many events and a short one 1, 3; 5 builds on both, 6 on 5.
        for (number, (events, parents)) in [(9, []), (1, []), (9, [0]), (1, [1]), (9, [2]), (1, [3, 4]), (1, [5])]
            .enumerated()
        { order.add(number, events, parents) }
        #expect(order.ordered() == [1, 3, 0, 2, 4, 5, 6])
    }

    @Test("What was expensive once is replayed in steps that grow with its size", arguments: [0, 1, 4])
    func growth(number: Int) {
        let found = WorstSearch.cost(of: Recipe.known[number], bytes: 24_000)
        #expect(found.costs.count == 2 && found.exponent < 1.3, "\(found.costs)")
        #expect((found.costs.last?.stepsPerByte ?? .infinity) < 8)
    }

    @Test("The same seed finds the same, and more than it began with")
    func search() {
        let searches = (0..<2).map { _ in WorstSearch(seed: 3, starts: 1, tries: 12, bytes: 3_000).found }
        #expect(searches[0].map(\.lines) == searches[1].map(\.lines))
        let known = WorstSearch.cost(of: Recipe.known[0], bytes: 3_000)
        #expect((searches[0].first?.costs.last?.steps ?? 0) >= (known.costs.last?.steps ?? .max))
    }
}
