/// How a history is made that may be expensive to replay: stages, each of which makes its share of the edits by going
/// through its few turns again and again. So one recipe makes histories of any size.
struct Recipe: Hashable, Sendable {
    /// Whose edit it is.
    enum Writer: Hashable, Sendable {
        /// Somebody who never wrote before.
        case newcomer
        /// One of a few who write again and again.
        case regular(Int)
    }

    /// What an edit builds on, beside the writer's edit before it.
    enum Sight: Hashable, Sendable {
        /// The edit so many before this one, any of whomever.
        case back(Int)
        /// The edit at this many sixteenths of all that were made before.
        case sixteenth(Int)
        /// Any edit, drawn anew each time.
        case any
        /// The newest edits of so many regulars, drawn anew each time.
        case regulars(Int)
    }

    /// What it does.
    enum Deed: Hashable, Sendable {
        /// So many insertions, each before the one before it: none can join another.
        case prepend(Int)
        /// A run of so many scalars at so many eighths of the text.
        case type(Int, at: Int)
        /// So many scalars at the beginning go, if there are so many.
        case delete(Int)
        /// Every second scalar of twice so many goes.
        case thin(Int)
    }

    struct Turn: Hashable, Sendable {
        var writer: Writer
        var sights: [Sight]
        var deed: Deed
    }

    var stages: [[Turn]]
}

// Drawing them.

extension Recipe {
    static let regulars = 8

    /// Where a search begins: what was expensive once, and what moves the prepared version as far as anything can.
    static let known = [
        // Everybody types backwards at one spot.
        Recipe(stages: [[Turn(writer: .newcomer, sights: [], deed: .prepend(256))]]),
        // Somebody builds on much and on newcomers who saw nothing, one after the other.
        Recipe(stages: [
            [Turn(writer: .regular(0), sights: [], deed: .prepend(256))],
            [
                Turn(writer: .newcomer, sights: [], deed: .prepend(1)),
                Turn(writer: .regular(0), sights: [.back(1)], deed: .type(1, at: 0)),
            ],
        ]),
        // Of eight long branches, each newcomer has seen some others.
        Recipe(stages: [
            (0..<regulars).map { Turn(writer: .regular($0), sights: [], deed: .prepend(256)) },
            [Turn(writer: .newcomer, sights: [.regulars(4)], deed: .prepend(1))],
        ]),
        // Everybody knows how far any two of eight had come.
        Recipe(stages: [
            (0..<regulars).map { Turn(writer: .regular($0), sights: [], deed: .prepend(64)) },
            [Turn(writer: .newcomer, sights: [.any, .any], deed: .prepend(1))],
        ]),
        // Two go on with each other's work, and hear late of a third who hears of nobody and writes more.
        Recipe(stages: [
            [
                Turn(writer: .regular(1), sights: [.sixteenth(2), .back(7), .sixteenth(15)], deed: .prepend(64)),
                Turn(writer: .regular(4), sights: [.regulars(7), .back(4)], deed: .prepend(64)),
                Turn(writer: .regular(0), sights: [], deed: .prepend(256)),
            ]
        ]),
    ]

    /// Any recipe.
    static func any(_ random: inout SplitMix) -> Recipe {
        Recipe(stages: (0...random.below(3)).map { _ in (0...random.below(2)).map { _ in Turn.any(&random) } })
    }

    /// One that differs a little.
    func changed(_ random: inout SplitMix) -> Recipe {
        var changed = self
        for _ in 0...random.below(2) {
            let stage = random.below(changed.stages.count)
            let turn = random.below(changed.stages[stage].count)
            switch random.below(10) {
            case 0 where changed.stages.count < 4: changed.stages.insert([.any(&random)], at: stage)
            case 1 where changed.stages.count > 1: changed.stages.remove(at: stage)
            case 2 where changed.stages[stage].count < 4: changed.stages[stage].insert(.any(&random), at: turn)
            case 3 where changed.stages[stage].count > 1: changed.stages[stage].remove(at: turn)
            case 4, 5: changed.stages[stage][turn].writer = .any(&random)
            case 6, 7: changed.stages[stage][turn].sights = Sight.some(&random)
            default: changed.stages[stage][turn].deed = .any(&random)
            }
        }
        return changed
    }
}

extension Recipe.Turn {
    static func any(_ random: inout SplitMix) -> Self {
        Self(writer: .any(&random), sights: Recipe.Sight.some(&random), deed: .any(&random))
    }
}

extension Recipe.Writer {
    static func any(_ random: inout SplitMix) -> Self {
        random.below(2) == 0 ? .newcomer : .regular(random.below(Recipe.regulars))
    }
}

extension Recipe.Sight {
    static func some(_ random: inout SplitMix) -> [Self] {
        (0..<random.below(4)).map { _ in
            switch random.below(4) {
            case 0: .back(1 + random.below(8))
            case 1: .sixteenth(random.below(16))
            case 2: .any
            default: .regulars(1 + random.below(Recipe.regulars))
            }
        }
    }
}

extension Recipe.Deed {
    static func any(_ random: inout SplitMix) -> Self {
        let many = [1, 8, 64, 256][random.below(4)]
        return switch random.below(6) {
        case 0: .type(many, at: random.below(9))
        case 1: .delete(many)
        case 2: .thin(many)
        default: .prepend(many)
        }
    }
}
