import PadTrials
import Testing

@testable import Pads

/// Many insertions at one spot.
@Suite struct SiblingTests {
    @Test("What is low is found in a tree of leaves as in a list, whatever was inserted between")
    func lows() {
        for seed in UInt64(0)..<40 {
            var random = SplitMix(seed)
            var tree = CountTree.fresh
            var list: [(leaf: Int, lows: Lows)] = [(0, .none)]
            let begins = random.below(200)
            for step in 0..<300 {
                if step == begins {
                    var lows = Array(repeating: Lows.none, count: list.count)
                    for entry in list { lows[entry.leaf] = entry.lows }
                    tree.keepLows(lows)
                }
                let place = random.below(list.count)
                let leaf = tree.insertLeaf(after: list[place].leaf)
                let (rights, lefts) = (Int32(random.below(40)), Int32(random.below(40)))
                let lows = Lows(rights: rights, lefts: lefts, depth: rights + lefts, item: Int32(leaf))
                if step >= begins { tree.setLows(lows, of: leaf) }
                list.insert((leaf, lows), at: place + 1)
            }
            for (place, entry) in list.enumerated() {
                let bound = Int32(random.below(12))
                #expect(
                    tree.leaf(nearest: entry.leaf, isAfter: true) { $0.rights <= bound }
                        == list[(place + 1)...].first { $0.lows.rights <= bound }?.leaf, "seed \(seed)")
                #expect(
                    tree.leaf(nearest: entry.leaf, isAfter: false) { $0.lefts <= bound }
                        == list[..<place].last { $0.lows.lefts <= bound }?.leaf, "seed \(seed)")
            }
        }
    }

    @Test("Of what is lowest, the last counts")
    func last() {
        var lows = Lows(rights: 3, lefts: 1, depth: 4, item: 7)
        lows.formUnion(Lows(rights: 1, lefts: 3, depth: 4, item: 8))
        #expect(lows.item == 8 && lows.depth == 4 && lows.rights == 1 && lows.lefts == 1)
        lows.formUnion(Lows(rights: 9, lefts: 0, depth: 9, item: 9))
        #expect(lows.item == 8 && lows.depth == 4 && lows.rights == 1 && lows.lefts == 0)
    }

    @Test("People at one spot stand in the order of their names, whoever is heard of first, and no run is torn")
    func names() throws {
        var random = SplitMix(1)
        var all = Batch()
        for number in (0..<UInt32(2_000)).shuffled(using: &random) {
            let author = try #require(Author([UInt8(number / 256), UInt8(number % 256)]))
            let scalar = Unicode.Scalar(0x4E00 + number) ?? "?"
            all.append(Batch([.insert(at: 0, [scalar, "-"])], id: EventID(author: author, sequence: 0), parents: []))
        }
        var pad = Pad()
        try pad.merge(all)
        let numbers: [UInt32] = pad.text.scalars.filter { $0 != "-" }.map { $0.value - 0x4E00 }
        #expect(numbers == Array(0..<2_000) && pad.text.count == 4_000)
        #expect(zip(pad.text.scalars, pad.text.scalars.dropFirst()).allSatisfy { ($0 == "-") != ($1 == "-") })
    }

    @Test("Those who type backwards at one spot each keep their words together")
    func backwards() throws {
        var random = SplitMix(2)
        let letters = "zyxwvutsrqponmlkjihgfedcba".unicodeScalars
        var all = Batch()
        for name in (0..<UInt8(100)).shuffled(using: &random) {
            let id = EventID(author: try #require(Author([name])), sequence: 0)
            all.append(Batch(letters.map { Edit.insert(at: 0, [$0]) }, id: id, parents: []))
        }
        var pad = Pad()
        try pad.merge(all)
        #expect(pad.text.string == String(repeating: "abcdefghijklmnopqrstuvwxyz", count: 100))
    }
}
