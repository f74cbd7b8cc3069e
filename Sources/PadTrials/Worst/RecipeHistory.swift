import Pads

/// A history that a recipe made, of about so many bytes.
struct RecipeHistory {
    private struct Made {
        let id: EventID
        /// How many scalars the longest chain of what it builds on inserted.
        let inserted: Int
    }

    /// What an entry takes beside its edits: header, signature, and each parent's name.
    private static let headerBytes = 160
    private static let parentBytes = 32

    /// All edits.
    private(set) var batch = Batch()
    /// How many bytes they are on their way, each signed and with the names of what it builds on.
    private(set) var bytes = 0
    private var parts: [Batch] = []
    private var made: [Made] = []
    private var newest: [Recipe.Writer: Int] = [:]
    private var deleted = 0
    private var random = SplitMix(7)

    init(_ recipe: Recipe, bytes: Int) {
        for (place, stage) in recipe.stages.enumerated() {
            var turn = 0
            while self.bytes < bytes * (place + 1) / recipe.stages.count {
                make(stage[turn % stage.count])
                turn += 1
            }
        }
        batch = Batch(joining: parts)
    }

    private mutating func make(_ turn: Recipe.Turn) {
        let seen = Set(turn.sights.flatMap { places(of: $0) } + (newest[turn.writer].map { [$0] } ?? []))
        let parents = seen.sorted()
        let inserted = parents.map { made[$0].inserted }.max() ?? 0
        // At least so long is the text, whatever others deleted.
        let edits = edits(turn.deed, length: max(0, inserted - deleted))
        let growth = edits.reduce(0) { $0 + ($1.isInsertion ? $1.count : 0) }
        deleted += edits.reduce(0) { $0 + ($1.isInsertion ? 0 : $1.count) }
        // Each edit has a name of its own, as an entry has; names are in no order.
        let mixed = UInt64(made.count) &* 0x9E37_79B9_7F4A_7C15
        guard let author = Author((0..<8).map { UInt8(truncatingIfNeeded: mixed >> (8 * $0)) }) else { return }
        let part = Batch(edits, id: EventID(author: author, sequence: 0), parents: parents.map { made[$0].id })
        parts.append(part)
        bytes += Self.headerBytes + Self.parentBytes * parents.count + 2 * edits.count + growth
        if turn.writer != .newcomer { newest[turn.writer] = made.count }
        made.append(Made(id: EventID(author: author, sequence: part.count - 1), inserted: inserted + growth))
    }

    private mutating func places(of sight: Recipe.Sight) -> [Int] {
        guard !made.isEmpty else { return [] }
        switch sight {
        case .back(let count): return count <= made.count ? [made.count - count] : []
        case .sixteenth(let part): return [made.count * part / 16]
        case .any: return [random.below(made.count)]
        case .regulars(let count):
            return (0..<count).compactMap { _ in newest[.regular(random.below(Recipe.regulars))] }
        }
    }

    private func edits(_ deed: Recipe.Deed, length: Int) -> [Edit] {
        switch deed {
        case .prepend(let count): Array(repeating: .insert(at: 0, ["x"]), count: count)
        case .type(let count, let eighths):
            [.insert(at: length * eighths / 8, Array(repeating: "y", count: count))]
        case .delete(let count) where count <= length: [.delete(at: 0, count: count)]
        case .thin(let count) where 2 * count <= length: (0..<count).map { .delete(at: $0, count: 1) }
        default: [.insert(at: 0, ["z"])]
        }
    }
}

extension Edit {
    fileprivate var isInsertion: Bool {
        if case .insert = self { true } else { false }
    }
}
