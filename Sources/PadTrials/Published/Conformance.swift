/// Whether published histories merge to their texts, in their own and in other causal orders.
package struct Conformance: Sendable {
    /// How many there are.
    package let histories: Int
    /// How many agree in every order.
    package private(set) var agreeing = 0
    /// The first that does not: its place in the file, the order's seed (0 for its own), both texts.
    package private(set) var first: Difference?

    /// A history that gives another text.
    package struct Difference: Sendable {
        /// Its place in the file, from 0.
        package let history: Int
        /// Of the order in which it was fed; 0 for its own.
        package let seed: UInt64
        /// The published text.
        package let expected: String
        /// What it gave, or why it was refused.
        package let got: String
    }

    /// - Parameter orders: how many random causal orders of each are tried beside its own.
    package init(_ histories: [History], orders: Int) {
        self.histories = histories.count
        for (place, history) in histories.enumerated() {
            let difference = Self.difference(history, place, orders)
            if difference == nil { agreeing += 1 }
            first = first ?? difference
        }
    }

    private static func difference(_ history: History, _ place: Int, _ orders: Int) -> Difference? {
        for number in 0...orders {
            let seed = UInt64(number == 0 ? 0 : place * 1_000 + number)
            var random = SplitMix(seed)
            let order = number == 0 ? Array(history.txns.indices) : history.causalOrder(&random)
            let text: String
            do {
                text = try history.text(order)
            } catch {
                text = "refused: \(error)"
            }
            if text != history.endContent {
                return Difference(history: place, seed: seed, expected: history.endContent, got: text)
            }
        }
        return nil
    }
}
