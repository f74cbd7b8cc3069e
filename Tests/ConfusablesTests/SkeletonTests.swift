import Testing

@testable import Confusables

@Suite struct SkeletonTests {
    @Test(
        "Names that look alike have one skeleton",
        arguments: [
            ("Alice", "\u{391}lice"), ("Ravi Kumar", "R\u{430}vi Kum\u{430}r"), ("Ravi Kumar", "ravi  kumar"),
            ("Ravi", "RAVI"), ("Paul", "Pau1"), ("Modern", "Modem"), ("Ravi", "R\u{200B}avi"),
            ("Jos\u{E9}", "Jose\u{301}"), ("Ravi", "\u{1D411}\u{1D41A}\u{1D42F}\u{1D422}"),
            ("Ravi Kumar", "Ravi\u{A0}Kumar"), ("\u{930}\u{935}\u{93F}", "\u{930}\u{935}\u{93F}"),
        ])
    func alike(one: String, other: String) {
        #expect(Skeleton(of: one) == Skeleton(of: other))
    }

    @Test(
        "Other names have others",
        arguments: [("Ravi", "Rani"), ("Asha", "Usha"), ("Ravi Kumar", "RaviKumar"), ("", "a")])
    func unlike(one: String, other: String) {
        #expect(Skeleton(of: one) != Skeleton(of: other))
    }

    @Test("Any text has one, in the time of its length")
    func hostile() {
        for text in ["", "\0", String(repeating: "\u{FDFA}", count: 2_000), "\u{202E}abc", "a\u{300}\u{301}"] {
            #expect(Skeleton(of: text) == Skeleton(of: text))
        }
    }
}
