import PadTrials
import Testing

@testable import Pads

@Suite struct DifferenceTests {
    typealias Scalars = [Unicode.Scalar]

    func edits(_ old: String, _ new: String) -> [Edit] {
        Difference.edits(from: Array(old.unicodeScalars), to: Array(new.unicodeScalars))
    }

    func insert(_ position: Int, _ text: String) -> Edit { .insert(at: position, Array(text.unicodeScalars)) }
    func delete(_ position: Int, _ count: Int) -> Edit { .delete(at: position, count: count) }

    /// What edits make of a text; nothing if one is empty, out of order or not joined with its neighbour.
    func apply(_ edits: [Edit], to old: Scalars) -> Scalars? {
        var (result, rest) = (Scalars(), old[...])
        var last: Edit?
        for edit in edits {
            let position =
                switch edit {
                case .insert(let position, _), .delete(let position, _): position
                }
            let kept = position - result.count
            guard edit.count > 0, kept >= 0, kept <= rest.count else { return nil }
            // Side by side there may be a deletion and an insertion, in this order.
            if kept == 0, let last {
                guard case .delete = last, case .insert = edit else { return nil }
            }
            result += rest.prefix(kept)
            rest = rest.dropFirst(kept)
            switch edit {
            case .insert(_, let scalars): result += scalars
            case .delete(_, let count):
                guard count <= rest.count else { return nil }
                rest = rest.dropFirst(count)
            }
            last = edit
        }
        return result + rest
    }

    // Any texts.

    /// A text of lines, words and letters from a small alphabet, so that much of it occurs more than once.
    func text(of alphabet: Scalars, _ random: inout SplitMix) -> Scalars {
        (0..<random.below(random.below(4) == 0 ? 200 : 12)).map { _ in alphabet[random.below(alphabet.count)] }
    }

    /// Changes a text in a few places: inserts, deletes, replaces, moves and doubles.
    func mutate(_ text: Scalars, with alphabet: Scalars, _ random: inout SplitMix) -> Scalars {
        var text = text
        for _ in 0..<1 + random.below(4) {
            let start = random.below(text.count + 1)
            let range = start..<start + random.below(min(text.count - start, 30) + 1)
            let piece = text[range]
            switch random.below(5) {
            case 0: text.insert(contentsOf: self.text(of: alphabet, &random), at: start)
            case 1: text.removeSubrange(range)
            case 2: text.replaceSubrange(range, with: self.text(of: alphabet, &random))
            case 3:
                text.removeSubrange(range)
                text.insert(contentsOf: piece, at: random.below(text.count + 1))
            default: text.insert(contentsOf: piece, at: start)
            }
        }
        return text
    }

    @Test(
        "Whatever two texts are, the edits turn one into the other, from left to right and joined",
        arguments: [
            "ab", "a\n", "ab \n", "abcdefgh  \n\n", "a\r\n", "x\u{0}\n", "e\u{301}\u{E9} \n",
            "\u{1F469}\u{200D}\u{1F467}\u{1F3FD} \n", "\u{5357}\u{4EAC}\u{3002}\u{2028}\n",
        ])
    func anyTexts(alphabet: String) {
        let alphabet = Array(alphabet.unicodeScalars)
        for seed in UInt64(0)..<600 {
            var random = SplitMix(seed)
            let old = text(of: alphabet, &random)
            let new = random.below(3) == 0 ? text(of: alphabet, &random) : mutate(old, with: alphabet, &random)
            let edits = Difference.edits(from: old, to: new)
            #expect(apply(edits, to: old) == new, "seed \(seed): \(old) to \(new) by \(edits)")
            #expect(edits.isEmpty == (old == new), "seed \(seed)")
            #expect(edits == Difference.edits(from: old, to: new), "seed \(seed)")
        }
    }

    @Test("A text of many lines, changed in a few places, is changed by few edits")
    func documents() {
        for seed in UInt64(0)..<60 {
            var random = SplitMix(seed)
            var lines = (0..<40).map { line in
                let words = (0..<8).map { _ in "word\(random.below(300))" }.joined(separator: " ")
                return Array("\(line): \(words)\n".unicodeScalars)
            }
            let old = Array(lines.joined())
            let count = 1 + random.below(5)
            for _ in 0..<count {
                let line = random.below(lines.count)
                lines[line].insert(contentsOf: Array("new ".unicodeScalars), at: random.below(lines[line].count - 1))
            }
            let new = Array(lines.joined())
            let edits = Difference.edits(from: old, to: new)
            #expect(apply(edits, to: old) == new, "seed \(seed)")
            let events = edits.reduce(0) { $0 + $1.count }
            #expect(events <= 16 * count && edits.count <= 2 * count, "seed \(seed): \(edits)")
        }
    }

    // What a person would say was changed.

    @Test("Equal texts need no edit, and an empty text needs one")
    func nothing() {
        #expect(edits("", "") == [])
        #expect(edits("same\n", "same\n") == [])
        #expect(edits("", "new\n") == [insert(0, "new\n")])
        #expect(edits("old\n", "") == [delete(0, 4)])
    }

    @Test("A word that was changed is replaced")
    func word() {
        #expect(edits("a quick brown fox\n", "a quick green fox\n") == [delete(8, 5), insert(8, "green")])
        #expect(edits("it is the weather here\n", "it is the sea here\n") == [delete(10, 7), insert(10, "sea")])
    }

    @Test("Letters of a word that was corrected are changed, and no others")
    func letters() {
        #expect(edits("two colours here\n", "two colors here\n") == [delete(8, 1)])
        #expect(edits("the cat sat\n", "the cut sat\n") == [delete(5, 1), insert(5, "u")])
        #expect(edits("colour or neighbour\n", "color or neighbor\n") == [delete(4, 1), delete(16, 1)])
    }

    @Test("What changes far apart is several edits, each of the text that the ones before left")
    func several() {
        let old = "The old house stands on a hill.\nNobody lives there.\n"
        let new = "The house stands on a green hill.\nNobody ever lives there.\n"
        #expect(edits(old, new) == [delete(4, 4), insert(22, "green "), insert(41, "ever ")])
    }

    @Test("A line that came or went is a whole line")
    func line() {
        #expect(edits("one\nthree\n", "one\ntwo\nthree\n") == [insert(4, "two\n")])
        #expect(edits("one\ntwo\nthree\n", "one\nthree\n") == [delete(4, 4)])
        #expect(edits("one\r\nthree\r\n", "one\r\ntwo\r\nthree\r\n") == [insert(5, "two\r\n")])
    }

    @Test("What could have been inserted in several places begins where a word, a line or a paragraph does")
    func sliding() {
        #expect(edits("so foo bar", "so foo foo bar") == [insert(7, "foo ")])
        #expect(edits("ab\nac\n", "ab\nad\nac\n") == [insert(3, "ad\n")])
        #expect(edits("a {\n}\n\nc {\n}\n", "a {\n}\n\nb {\n}\n\nc {\n}\n") == [insert(7, "b {\n}\n\n")])
        #expect(edits("one, two, six", "one, two, three, six") == [insert(10, "three, ")])
    }

    @Test("A block that was moved is one deletion and one insertion of it")
    func movedBlock() {
        let block = "Dave\nEve\n"
        #expect(edits("Ann\nBob\nCarol\n\(block)", "\(block)Ann\nBob\nCarol\n") == [insert(0, block), delete(23, 9)])
        let lines = "This stays.\nSo does this.\nAnd this.\n"
        #expect(edits("\(block)\(lines)", "\(lines)\(block)") == [delete(0, 9), insert(36, block)])
    }

    @Test("A newline at the end that came or went is that, and nothing else")
    func lastNewline() {
        #expect(edits("a\nlast", "a\nlast\n") == [insert(6, "\n")])
        #expect(edits("a\nlast\n", "a\nlast") == [delete(6, 1)])
        #expect(edits("a\nb\n", "a\nb\n\n") == [insert(4, "\n")])
    }

    @Test("Other ends of lines are insertions of a carriage return in each, and nothing else")
    func carriageReturns() {
        let inserted = [insert(3, "\r"), insert(8, "\r"), insert(13, "\r")]
        #expect(edits("one\ntwo\nten\n", "one\r\ntwo\r\nten\r\n") == inserted)
        #expect(edits("one\r\ntwo\r\n", "one\ntwo\n") == [delete(3, 1), delete(7, 1)])
    }

    @Test("In a paragraph that was wrapped anew, only spaces and newlines change")
    func wrapping() {
        let old = "It was the best of times, it was\nthe worst of times.\n"
        let new = "It was the best of times,\nit was the worst of times.\n"
        #expect(
            edits(old, new) == [delete(25, 1), insert(25, "\n"), delete(32, 1), insert(32, " ")])
    }

    @Test("A paragraph that came between others, which changed too, is not mistaken for one of them")
    func paragraphs() {
        let old = "About apples on trees.\n\nAbout pears, which are softer.\n\nThe end.\n"
        let new = "About red apples on trees.\n\nOf nuts.\n\nAbout pears, which are much softer.\n\nThe end.\n"
        #expect(edits(old, new) == [insert(6, "red "), insert(28, "Of nuts.\n\n"), insert(61, "much ")])
    }

    @Test("A rewrite is one deletion and one insertion, although some words and many letters occur in both")
    func rewrite() {
        let old = "We meet tomorrow at the station and take the first train to the coast, as the weather is fine"
        let new = "Nobody knows where the keys of the old house are, so we break a window and hope for the best"
        #expect(edits(old, new) == [delete(0, old.unicodeScalars.count), insert(0, new)])
        let (lines, others) = ("1\n\n22\n\n333\n\n\(old)\n", "one\n\ntwo\n\nthree\n\n\(new)\n")
        #expect(edits(lines, others).map(\.count) == [lines.unicodeScalars.count - 1, others.unicodeScalars.count - 1])
    }

    @Test("A rewrite is one deletion and one insertion also where a phrase stands next to a small change")
    func rewriteWithPhrase() {
        let (old, new) = ("Completely unlike what follows the ab", "An entirely new beginning here the cd")
        #expect(edits(old, new) == [delete(0, 37), insert(0, new)])
    }

    @Test("A long line that stays between two rewritten ones stays")
    func solid() {
        let kept = "\nThis line of the text nobody touched.\n"
        let found = edits(
            "Completely unlike what follows\(kept)Some things remain",
            "An entirely new beginning here\(kept)And other endings too")
        #expect(
            found == [
                delete(0, 30), insert(0, "An entirely new beginning here"), delete(69, 18),
                insert(69, "And other endings too"),
            ])
    }

    @Test("A short line or word between two additions is not written anew")
    func additions() {
        #expect(
            edits("- eggs\n", "- oat milk\n- eggs\n- strawberry jam\n")
                == [insert(0, "- oat milk\n"), insert(18, "- strawberry jam\n")])
        #expect(edits("an egg here", "an old egg of a hen here") == [insert(3, "old "), insert(11, "of a hen ")])
        #expect(edits("an old egg of a hen here", "an egg here") == [delete(3, 4), delete(7, 9)])
    }

    @Test("Scalars are compared, not characters: marks, modifiers and joiners change alone, and nothing is normalised")
    func scalars() {
        #expect(edits("cafe\u{301} noir", "cafe noir") == [delete(4, 1)])
        #expect(edits("caf\u{E9}", "cafe\u{301}") == [delete(3, 1), insert(3, "e\u{301}")])
        #expect(edits("hi \u{1F44D}", "hi \u{1F44D}\u{1F3FD}") == [insert(4, "\u{1F3FD}")])
        #expect(edits("\u{1F600} ok", "\u{1F389} ok") == [delete(0, 1), insert(0, "\u{1F389}")])
    }

    // Texts that are made to be expensive.

    @Test("Texts without an end of resemblance are replaced as a whole instead of being compared for ever")
    func hostile() {
        var random = SplitMix(1)
        func line(_ letters: Int) -> Scalars {
            (0..<20_000).map { _ in Unicode.Scalar(UInt8(0x61 + random.below(letters))) }
        }
        for letters in [2, 26] {
            let (old, new) = (line(letters), line(letters))
            #expect(Difference.edits(from: old, to: new).count == 2, "seed 1")
        }
        let newline: Unicode.Scalar = "\n"
        let (old, new) = (line(26).flatMap { [$0, newline] }, line(26).flatMap { [$0, newline] })
        let edits = Difference.edits(from: old, to: new)
        #expect(apply(edits, to: old) == new, "seed 1")
        #expect(edits.count == 2, "seed 1")
    }

    @Test("A long line with more changes than Myers would look for is changed only where it changed")
    func manyChanges() {
        var random = SplitMix(4)
        let old = (0..<120_000).map { _ in Unicode.Scalar(UInt8(0x61 + random.below(26))) }
        var new = old
        for place in stride(from: 50, to: old.count, by: 50) { new[place] = "1" }
        let edits = Difference.edits(from: old, to: new)
        #expect(apply(edits, to: old) == new, "seed 4")
        #expect(edits.count <= 4_800 && edits.reduce(0) { $0 + $1.count } <= 5_000, "seed 4: \(edits.count) edits")
    }

    @Test("Lines that came between many equal ones are insertions, one each")
    func interleaved() {
        func repeated(_ text: String) -> Scalars {
            Array(repeatElement(Scalars(text.unicodeScalars), count: 10_000).joined())
        }
        let edits = Difference.edits(from: repeated("a\n"), to: repeated("b\na\n"))
        #expect(apply(edits, to: repeated("a\n")) == repeated("b\na\n"))
        #expect(edits.count == 10_000 && edits.reduce(0) { $0 + $1.count } == 20_000)
    }

    @Test("Of more changes than one difference has room for, those near each other are one, and the text is the same")
    func tooMany() {
        func lines(_ text: (Int) -> String) -> Scalars { (0..<27_000).flatMap { Scalars(text($0).unicodeScalars) } }
        // Every third line is longer, so what is before it stays.
        func kept(_ number: Int) -> String { number % 3 == 0 ? "kept as it is\n" : "a\n" }
        let (old, new) = (lines(kept), lines { "b\n" + kept($0) })
        let edits = Difference.edits(from: old, to: new)
        #expect(apply(edits, to: old) == new)
        #expect(edits.count <= DifferenceLimits.editsMax && edits.count >= DifferenceLimits.editsMax / 4)
    }

    @Test("Whatever large texts are, the edits turn one into the other, and are no more than there may be")
    func largeTexts() {
        for seed in UInt64(0)..<12 {
            var random = SplitMix(seed)
            let alphabet = Scalars(["ab \n", "abcdefgh   \n", "01\n\n"][Int(seed % 3)].unicodeScalars)
            let old = (0..<40_000).map { _ in alphabet[random.below(alphabet.count)] }
            var new = old
            for _ in 0..<[3, 300, 30_000, 60_000][Int(seed % 4)] {
                new[random.below(new.count)] = alphabet[random.below(alphabet.count)]
            }
            let edits = Difference.edits(from: old, to: new)
            #expect(apply(edits, to: old) == new && edits.count <= DifferenceLimits.editsMax, "seed \(seed)")
        }
    }

    @Test("A long line with a few changes is changed by as few edits")
    func longLine() {
        var random = SplitMix(2)
        let old = (0..<20_000).map { _ in Unicode.Scalar(UInt8(0x61 + random.below(26))) }
        var new = old
        for place in [19_000, 9_000, 500] { new.insert(contentsOf: ["1", "2"], at: place) }
        #expect(
            Difference.edits(from: old, to: new)
                == [insert(500, "12"), insert(9_002, "12"), insert(19_004, "12")], "seed 2")
    }

    // The parts.

    @Test("Blank lines and lone brackets are no tokens, as they would match anything")
    func tokens() {
        let scalars = "one {\n\n  }\nend".unicodeScalars.map(\.value)
        #expect(Difference.Token.line.ranges(in: scalars.indices, of: scalars) == [0..<6, 11..<14])
        #expect(Difference.Token.word.ranges(in: scalars.indices, of: scalars) == [0..<3, 11..<14])
        #expect(Difference.Token.word.ranges(in: 3..<7, of: scalars) == [])
        #expect(Difference.Token.line.ranges(in: 4..<4, of: scalars) == [])
    }

    @Test("Chunks end in the same places of equal stretches, wherever these are")
    func chunks() {
        var random = SplitMix(5)
        let stretch = (0..<2_000).map { _ in UInt32(random.below(1_000)) }
        func chunks(_ scalars: [UInt32]) -> Set<[UInt32]> {
            Set(Difference.Token.chunk.ranges(in: scalars.indices, of: scalars).map { Array(scalars[$0]) })
        }
        let (one, other) = (chunks(stretch), chunks([1, 2, 3] + stretch + [4]))
        #expect(one.count > 10 && one.intersection(other).count >= one.count - 2, "seed 5")
    }

    @Test("A token that both texts have once is an anchor, though without it more would match")
    func anchors() {
        var myers = Difference.Myers()
        let pairs = Difference.Alignment([0, 1, 1, 2], [1, 1, 0, 1, 3], below: 4, with: &myers).pairs
        #expect(pairs.map(\.old) == [0, 1] && pairs.map(\.new) == [2, 3])
    }

    @Test("Of anchors that changed places, as many stay as can")
    func order() {
        var myers = Difference.Myers()
        let pairs = Difference.Alignment([0, 1, 2, 3, 4, 5], [3, 0, 5, 1, 2, 4], below: 6, with: &myers).pairs
        #expect(pairs.map(\.old) == [0, 1, 2, 4] && pairs.map(\.new) == [1, 3, 4, 5])
    }

    @Test("An insertion that can stand next to another change does, and is one with it")
    func meeting() {
        let (old, new) = (Scalars("\n\nxy xy b".unicodeScalars), Scalars("\n\nxy xy xy ".unicodeScalars))
        let hunks = [Difference.Hunk(old: 2..<2, new: 2..<5), Difference.Hunk(old: 8..<9, new: 11..<11)]
        #expect(Difference.Slide(hunks, from: old, to: new).hunks == [Difference.Hunk(old: 8..<9, new: 8..<11)])
        let back = [Difference.Hunk(old: 0..<1, new: 0..<0), Difference.Hunk(old: 3..<3, new: 2..<3)]
        let (before, after) = (Scalars("bcc".unicodeScalars), Scalars("ccc".unicodeScalars))
        #expect(Difference.Slide(back, from: before, to: after).hunks == [Difference.Hunk(old: 0..<1, new: 0..<1)])
    }

    /// The length of the longest common subsequence, by the table of all prefixes.
    func longestCommon(_ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) -> Int {
        var row = Array(repeating: 0, count: other.count + 1)
        for symbol in one {
            var diagonal = 0
            for (index, second) in other.enumerated() {
                let length = symbol == second ? diagonal + 1 : max(row[index], row[index + 1])
                (diagonal, row[index + 1]) = (row[index + 1], length)
            }
        }
        return row[other.count]
    }

    @Test("Myers finds a longest common subsequence")
    func shortest() {
        for seed in UInt64(0)..<1_500 {
            var random = SplitMix(seed)
            let letters = 1 + random.below(5)
            let (width, height) = (random.below(25), random.below(25))
            let symbols = (0..<width + height).map { _ in UInt32(random.below(letters)) }
            let hunk = Difference.Hunk(old: 0..<width, new: width..<width + height)
            var myers = Difference.Myers()
            var snakes: [Difference.Snake] = []
            myers.forEachSnake(in: hunk, of: symbols) { snakes.append($0) }
            var (common, oldEnd, newEnd) = (0, 0, width)
            for snake in snakes {
                let isInOrder = snake.old >= oldEnd && snake.new >= newEnd && snake.count > 0
                #expect(isInOrder && snake.oldEnd <= width && snake.newEnd <= width + height, "seed \(seed)")
                #expect(symbols[snake.old..<snake.oldEnd] == symbols[snake.new..<snake.newEnd], "seed \(seed)")
                common += snake.count
                (oldEnd, newEnd) = (snake.oldEnd, snake.newEnd)
            }
            #expect(common == longestCommon(symbols[..<width], symbols[width...]), "seed \(seed)")
        }
    }

    /// Searches that shall end, though not with a path.
    static func expensive() -> [(old: [UInt32], new: [UInt32])] {
        var random = SplitMix(3)
        func line(_ letters: Int) -> [UInt32] { (0..<20_000).map { _ in UInt32(random.below(letters)) } }
        let pairs = Array(repeatElement([UInt32(1), 2], count: 20_000).joined())
        return [
            (line(1), line(1)), (line(2), line(2)), (line(26), line(26)),
            // After 1,000 edits, 1,000 paths have a snake of up to 40,000 squares before them, all in one round.
            (Array(repeating: 1, count: 1_000) + pairs + Array(repeating: 3, count: 2_000), [4] + pairs),
        ]
    }

    @Test("The steps of a search are in proportion to what is compared", arguments: 0..<4)
    func steps(number: Int) {
        let (old, new) = Self.expensive()[number]
        var myers = Difference.Myers()
        let hunk = Difference.Hunk(old: 0..<old.count, new: old.count..<old.count + new.count)
        myers.forEachSnake(in: hunk, of: old + new) { _ in }
        let count = old.count + new.count
        let bound = DifferenceLimits.stepsPerSymbol * count + DifferenceLimits.stepsFree
        // The last snake begins before the bound and may go on behind it.
        #expect(myers.steps <= bound + count, "seed 3")
    }
}
