import OrderedCollections

/// How much of something each of several neighbours has brought. Where there is no more room, whoever brought most
/// makes some: so nobody is left with less than an equal share, however much others bring.
struct Shares<Bringer: Hashable & Sendable>: Sendable {
    /// In the order in which they came, so that equal shares are told apart alike in every run.
    private var counts: OrderedDictionary<Bringer, Int> = [:]
    private(set) var total = 0

    subscript(bringer: Bringer) -> Int { counts[bringer] ?? 0 }

    /// The largest of them.
    var most: Int { counts.values.max() ?? 0 }

    mutating func add(_ bringer: Bringer) {
        counts[bringer, default: 0] += 1
        total += 1
    }

    mutating func remove(_ bringer: Bringer) {
        guard let count = counts[bringer] else { return }
        counts[bringer] = count > 1 ? count - 1 : nil
        total -= 1
    }

    /// Who makes room for one more of a neighbour's: whoever brought most, and another rather than them.
    func loser(to bringer: Bringer) -> Bringer? {
        let (most, own) = (most, self[bringer])
        guard most > 0 else { return nil }
        return own == most && counts.values.count(where: { $0 == most }) == 1
            ? bringer : counts.first { $0.value == most && $0.key != bringer }?.key
    }
}
