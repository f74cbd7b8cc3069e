import Testing

@testable import Launch

@Suite struct ArgumentsTests {
    @Test("An argument in UTF-8 is taken as it is, also a replacement character that somebody typed") func taken()
        throws
    {
        for text in ["", "maps", "Zoë", "बैठक", "\u{FFFD}", "👩‍👩‍👧"] {
            #expect(try Arguments.text(Array(text.utf8), 1) == text)
        }
    }

    @Test(
        "An argument in another encoding is refused, its wrong bytes as numbers",
        arguments: [
            ([0x5A, 0x6F, 0xEB], "Zo\\xEB"), ([0xFF], "\\xFF"), ([0xE0, 0xA4], "\\xE0\\xA4"),
            ([0xC3, 0xA9, 0xE9, 0x21], "é\\xE9!"), ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], shown: String) {
        #expect(throws: Arguments.NotUTF8(position: 3, shown: shown)) { _ = try Arguments.text(bytes, 3) }
    }
}
