import PadTrials
import Testing

@testable import Pads

@Suite struct RopeTests {
    @Test("A text edited anywhere is what an array would be, with pages that fill, empty and join")
    func editing() {
        for seed in UInt64(0)..<60 {
            var random = SplitMix(seed)
            var text = Text("start".unicodeScalars)
            var array = Array("start".unicodeScalars)
            for _ in 0..<250 {
                if random.below(2) == 0, !array.isEmpty {
                    let position = random.below(array.count)
                    let most = random.below(20) == 0 ? array.count : 40
                    let count = 1 + random.below(min(array.count - position, most))
                    text.apply(.delete(at: position, count: count))
                    array.removeSubrange(position..<position + count)
                } else {
                    let position = random.below(array.count + 1)
                    let count = random.below(15) == 0 ? random.below(2_000) : random.below(60)
                    let new = (0..<count).map { Unicode.Scalar(UInt8(0x21 + $0 % 90)) }
                    text.apply(.insert(at: position, new))
                    array.insert(contentsOf: new, at: position)
                }
                #expect(text.count == array.count)
            }
            #expect(text.scalars == array, "seed \(seed)")
            let start = random.below(array.count + 1)
            let end = start + random.below(array.count - start + 1)
            #expect(text.scalars(in: start..<end) == Array(array[start..<end]), "seed \(seed)")
        }
    }

    @Test("Offsets of UTF-8 and UTF-16 are those of the string")
    func offsets() {
        var text = Text(String(repeating: "a\u{E9}\u{939}\u{1F389}\r\nz", count: 80).unicodeScalars)
        text.apply(.insert(at: 2, ["e", "\u{301}"]))
        let string = text.string
        let indices = Array(string.unicodeScalars.indices) + [string.endIndex]
        for (position, index) in indices.enumerated() {
            let utf8 = string.utf8.distance(from: string.startIndex, to: index)
            let utf16 = string.utf16.distance(from: string.startIndex, to: index)
            #expect(text.offset(of: position, in: .utf8) == utf8 && text.offset(of: position, in: .utf16) == utf16)
            #expect(text.position(ofOffset: utf8, in: .utf8) == position)
            #expect(text.position(ofOffset: utf16, in: .utf16) == position)
        }
        #expect(text.utf8Count == string.utf8.count && text.utf16Count == string.utf16.count)
        #expect(text.position(ofOffset: 2, in: .utf8) == nil, "within a scalar")
        #expect(text.position(ofOffset: string.utf16.count + 1, in: .utf16) == nil)
        #expect(text.position(ofOffset: -1, in: .utf8) == nil)
        #expect(Text().position(ofOffset: 0, in: .utf8) == 0)
    }

    @Test("A tree over leaves finds and counts as a list does")
    func tree() {
        for seed in UInt64(0)..<60 {
            var random = SplitMix(seed)
            var tree = CountTree.fresh
            var list: [(leaf: Int, count: Int)] = [(0, 0)]
            for _ in 0..<400 {
                let place = random.below(list.count)
                if random.below(4) > 0 {
                    let leaf = tree.insertLeaf(after: list[place].leaf)
                    let count = random.below(5)
                    tree.add(Sums(Int32(count), 0, 0, Int32(2 * count)), to: leaf)
                    list.insert((leaf, count), at: place + 1)
                } else if list.count > 1 {
                    tree.add(Sums(Int32(-list[place].count), 0, 0, Int32(-2 * list[place].count)), to: list[place].leaf)
                    tree.removeLeaf(list[place].leaf)
                    list.remove(at: place)
                }
            }
            var before = 0
            #expect(tree.firstLeaf == list[0].leaf)
            for (place, entry) in list.enumerated() {
                #expect(tree.leaf(after: entry.leaf) == (place + 1 < list.count ? list[place + 1].leaf : nil))
                if entry.count > 0 {
                    let found = tree.leaf(where: .first, exceeds: before)
                    #expect(found.leaf == entry.leaf, "seed \(seed)")
                    #expect(found.before == Sums(Int32(before), 0, 0, Int32(2 * before)), "seed \(seed)")
                    #expect(tree.leaf(where: .fourth, reaches: 2 * before + 1).leaf == entry.leaf, "seed \(seed)")
                }
                before += entry.count
            }
            #expect(tree.total[.first] == before)
        }
    }
}
