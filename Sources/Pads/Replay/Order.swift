/// The order in which pieces of history are walked: causes first, and one branch to its end before another begins.
///
/// A piece belongs to the branch of the parent with the largest history, its trunk. What becomes ready elsewhere waits
/// until nothing is left where the walk is, because each way there and back costs what the branches differ by.
struct Order {
    private let first: Int
    /// How many parents each piece waits for.
    private var needs: [Int32]
    /// How many events each piece is.
    private var counts: [Int]
    /// How large the history of each is, about.
    private var histories: [Sketch]
    /// The parent with the largest, -1 if there is none.
    private var trunks: [Int32]
    /// The last edge from each piece, and of each edge the one before it and where it leads to.
    private var last: [Int32]
    private var edges: [(before: Int32, to: Int32)] = []

    /// Of so many pieces, numbered from one on.
    init(first: Int, count: Int) {
        self.first = first
        needs = Array(repeating: 0, count: count)
        counts = Array(repeating: 0, count: count)
        histories = Array(repeating: Sketch(), count: count)
        trunks = Array(repeating: -1, count: count)
        last = Array(repeating: -1, count: count)
    }

    /// Adds the next piece, of so many events.
    mutating func add(_ number: Int, _ events: Int, _ parents: some Sequence<Int>) {
        let piece = number - first
        counts[piece] = events
        histories[piece] = Sketch(number, events)
        var largest = Float.zero
        for parent in parents where parent >= first {
            let parent = parent - first
            edges.append((last[parent], Int32(piece)))
            last[parent] = Int32(edges.count - 1)
            needs[piece] += 1
            histories[piece].formUnion(histories[parent])
            let size = histories[parent].size
            if size > largest { (trunks[piece], largest) = (Int32(parent), size) }
        }
    }

    /// The numbers of all in their order.
    mutating func ordered() -> [Int] {
        let places = places()
        var ordered: [Int] = []
        ordered.reserveCapacity(needs.count)
        // Of what is ready the last comes next.
        var ready = needs.indices.filter { needs[$0] == 0 }
        ready.sort { places[$0] > places[$1] }
        var elsewhere: [Int] = []
        while true {
            while let next = ready.popLast() {
                ordered.append(first + next)
                let kept = ready.count
                var edge = Int(last[next])
                while edge >= 0 {
                    let piece = Int(edges[edge].to)
                    edge = Int(edges[edge].before)
                    needs[piece] -= 1
                    guard needs[piece] == 0 else { continue }
                    if Int(trunks[piece]) == next { ready.append(piece) } else { elsewhere.append(piece) }
                }
                if ready.count > kept + 1 { ready[kept...].sort { places[$0] > places[$1] } }
            }
            guard !elsewhere.isEmpty else { return ordered }
            (ready, elsewhere) = (elsewhere.sorted { places[$0] > places[$1] }, [])
        }
    }

    /// Where each piece stands in a walk of all trunks, of which short ones come before long ones: less is to be made
    /// unseen on the way back.
    private func places() -> [Int] {
        let count = needs.count
        // With what hangs on it; all that hang on nothing hang on one more.
        var sizes = [Int](repeating: 0, count: count + 1)
        for piece in needs.indices.reversed() {
            let trunk = trunks[piece] < 0 ? count : Int(trunks[piece])
            sizes[piece] += counts[piece]
            sizes[trunk] += sizes[piece]
        }
        var (places, next) = ([Int](repeating: 0, count: count + 1), [Int](repeating: 0, count: count + 1))
        for piece in needs.indices.sorted(by: { sizes[$0] < sizes[$1] }) {
            let trunk = trunks[piece] < 0 ? count : Int(trunks[piece])
            places[piece] = next[trunk]
            next[trunk] += sizes[piece]
        }
        for piece in needs.indices where trunks[piece] >= 0 { places[piece] += places[Int(trunks[piece])] + 1 }
        return places
    }
}

/// About how many events a set of pieces has, in a size that does not grow: the least of numbers that each piece draws,
/// the smaller the more events it is (Edith Cohen, "Size-Estimation Framework with Applications to Transitive Closure
/// and Reachability", 1997). What is in another set is never taken for larger than that.
private struct Sketch {
    private var least = SIMD16<Float>(repeating: .infinity)

    /// Of nothing.
    init() {}

    /// Of one piece.
    init(_ number: Int, _ events: Int) {
        var state = UInt64(number)
        for lane in 0..<least.scalarCount {
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            least[lane] = Float(mixed >> 40 | 1) / Float(events)
        }
    }

    mutating func formUnion(_ other: Sketch) { least.replace(with: other.least, where: other.least .< least) }

    /// In no unit.
    var size: Float { 1 / least.sum() }
}
