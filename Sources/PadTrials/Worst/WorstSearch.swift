import Foundation
import Pads

/// A search for the history that costs most to replay for each byte that it takes: random recipes, of which what is
/// worse than before is kept and changed a little. Steps are counted, not time, so a seed always finds the same.
package struct WorstSearch: Sendable {
    /// What a recipe's history costs at one size.
    package struct Cost: Sendable {
        /// Of the history.
        package let bytes: Int
        /// Of a replay.
        package let steps: Int
        /// For each byte.
        package var stepsPerByte: Double { Double(steps) / Double(bytes) }
    }

    /// Something expensive that was found.
    package struct Found: Sendable {
        let recipe: Recipe
        /// At one size, and at twice of that.
        package let costs: [Cost]

        /// By which power of the size the steps grow: 1 is in proportion.
        package var exponent: Double {
            guard let first = costs.first, let last = costs.last, first.steps > 0 else { return 0 }
            return log2(Double(last.steps) / Double(first.steps)) / log2(Double(last.bytes) / Double(first.bytes))
        }

        /// How it is made.
        package var lines: [String] {
            recipe.stages.enumerated().flatMap { place, stage in
                stage.map { "stage \(place + 1): \($0.writer), sees \($0.sights), does \($0.deed)" }
            }
        }
    }

    /// The worst of each start, the worst first.
    package private(set) var found: [Found] = []

    /// - Parameters:
    ///   - starts: how often it begins anew: first with what was expensive once, then with random recipes.
    ///   - tries: how many recipes are tried from each.
    ///   - bytes: the smaller of the sizes.
    package init(seed: UInt64, starts: Int, tries: Int, bytes: Int) {
        for start in 0..<starts {
            var random = SplitMix(seed &+ UInt64(start) &* 0x1_0000)
            let isKnown = start < Recipe.known.count
            var best = Self.cost(of: isKnown ? Recipe.known[start] : .any(&random), bytes: bytes)
            for number in 0..<tries {
                // The first tries are anywhere, then what is best is changed.
                let next = !isKnown && number < tries / 8 ? .any(&random) : best.recipe.changed(&random)
                let other = Self.cost(of: next, bytes: bytes)
                if Self.score(other) > Self.score(best) { best = other }
            }
            found.append(best)
        }
        found.sort { Self.score($0) > Self.score($1) }
    }

    /// At the larger size, where what grows faster shows.
    private static func score(_ found: Found) -> Double { found.costs.last?.stepsPerByte ?? 0 }

    static func cost(of recipe: Recipe, bytes: Int) -> Found {
        Found(recipe: recipe, costs: [bytes, 2 * bytes].compactMap { cost(of: recipe, exactly: $0) })
    }

    private static func cost(of recipe: Recipe, exactly bytes: Int) -> Cost? {
        let history = RecipeHistory(recipe, bytes: bytes)
        var pad = Pad()
        do {
            try pad.merge(history.batch)
        } catch {
            return nil
        }
        return Cost(bytes: history.bytes, steps: pad.replaySteps)
    }

    /// What the same recipe costs at another size, with the time of a merge in milliseconds.
    package static func measure(_ found: Found, bytes: Int) -> (cost: Cost, milliseconds: Double)? {
        guard let cost = cost(of: found.recipe, exactly: bytes) else { return nil }
        let batch = RecipeHistory(found.recipe, bytes: bytes).batch
        let time = Measuring.medianMS(3) {
            var pad = Pad()
            _ = try? pad.merge(batch)
        }
        return (cost, time)
    }
}
