import Testing

@testable import Discovery

struct SampleTests {
    @Test("Every instance belongs to one of sixteen samples, whatever the case of its letters")
    func members() {
        // 98+97+105+116+104+97+107+45 = 769 for "baithak-", and 97 for each "a".
        #expect(Sample(of: "baithak-aaaa").number == (769 + 4 * 97) % 16)
        #expect(Sample(of: "BAITHAK-AAAA") == Sample(of: "baithak-aaaa"))
        #expect(Sample(of: "\u{E9}").number == (0xC3 + 0xA9) % 16)
    }

    @Test("A sample is registered and browsed under a subtype of its own")
    func subtypes() {
        let subtypes = (0..<Sample.count).map { Sample(number: $0).subtype }
        #expect(subtypes.first == "_sample0" && subtypes.last == "_samplef")
        #expect(Set(subtypes).count == Sample.count)
        #expect(subtypes.allSatisfy(ServiceNames.isSubtype))
    }

    @Test("A room of names as ours falls into samples of about the same size")
    func evenly() {
        var random = SeededGenerator(state: 1)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var sizes = [Int](repeating: 0, count: Sample.count)
        for _ in 0..<16_000 {
            let tag = String((0..<4).compactMap { _ in alphabet.randomElement(using: &random) })
            sizes[Sample(of: "baithak-\(tag)").number] += 1
        }
        #expect(sizes.allSatisfy { 850...1_150 ~= $0 })
    }
}
