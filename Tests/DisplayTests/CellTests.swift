import Display
import Testing

@Suite struct CellTests {
    @Test(
        "Cells are counted as terminals draw them",
        arguments: [
            ("", 0), ("Asha", 4), ("é", 1), ("e\u{301}", 1), ("山田", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("ｶﾅ", 2), ("Ｆ", 2), ("🎉", 2), ("👍🏽", 2), ("👩‍🚀", 2),
            ("👨‍👩‍👧‍👦", 2), ("🇮🇳", 2), ("🇮🇳🇩🇪", 4), ("❤", 1), ("❤️", 2),
            ("☎︎", 1), ("1️⃣", 2), ("अंजलि", 4), ("…", 1), ("→", 1), ("①", 1), ("\u{25CC}\u{301}", 1),
        ])
    func cells(text: String, count: Int) {
        #expect(cellWidth(text) == count, "\(text)")
    }

    @Test("A text is cut to cells with an ellipsis, no cluster in two") func truncation() {
        #expect(truncated("Asha Rao", to: 8) == "Asha Rao")
        #expect(truncated("Asha Rao", to: 7) == "Asha R…")
        #expect(truncated("Asha", to: 1) == "…")
        #expect(truncated("Asha", to: 0) == "")
        #expect(truncated("", to: 0) == "")
        #expect(truncated("山田太郎", to: 8) == "山田太郎")
        #expect(truncated("山田太郎", to: 7) == "山田太…")
        #expect(truncated("山田太郎", to: 6) == "山田…")
        #expect(truncated("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", to: 3) == "👨‍👩‍👧‍👦…")
        #expect(truncated("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", to: 2) == "…")
        #expect(truncated("अंजलि शर्मा", to: 3).unicodeScalars.elementsEqual("अंज…".unicodeScalars))
    }

    @Test("A fitted text has exactly the cells asked for") func fitting() {
        for text in ["", "Asha", "山田太郎", "👩‍🚀👩‍🚀👩‍🚀"] {
            for cells in 0...12 { #expect(cellWidth(fitted(text, to: cells)) == cells) }
        }
    }

    @Test("A text is wrapped at spaces, and within a word only if need be") func wrapping() {
        #expect(wrapped("", to: 10) == [""])
        #expect(wrapped("one two three", to: 7) == ["one two", "three"])
        #expect(wrapped("one\ntwo", to: 7) == ["one", "two"])
        #expect(wrapped("abcdefghij kl", to: 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(wrapped("山田太郎", to: 5) == ["山田", "太郎"])
        #expect(wrapped("山田", to: 0) == ["山", "田"])
    }
}
