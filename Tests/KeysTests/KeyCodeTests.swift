import Testing

@testable import Keys

@Suite struct KeyCodeTests {
    static let nowMS: Int64 = 1_795_000_000_000
    let key: PublicKey

    init() throws { key = try SigningKey.generate().publicKey }

    @Test("A code says whose it is, and fits the smallest alphabet and version 4 of QR codes")
    func roundTrip() throws {
        let text = KeyCode(key, nowMS: Self.nowMS).text
        #expect(text.utf8.count == 74)
        #expect(text.utf8.allSatisfy { ("A"..."Z").contains(Character(UnicodeScalar($0))) || (0x32...0x3A) ~= $0 })
        for shown in [text, text.lowercased(), "  \(text)\r\n"] {
            #expect(try KeyCode(reading: shown, nowMS: Self.nowMS).key == key)
        }
    }

    @Test("No code with one character changed, lost or added counts")
    func mutated() {
        let text = Array(KeyCode(key, nowMS: Self.nowMS).text.utf8)
        for place in text.indices {
            for byte in [UInt8(ascii: "A"), UInt8(ascii: "7"), 0, 0xFF] where byte != text[place] {
                var changed = text
                changed[place] = byte
                check(changed)
            }
            check(text[..<place] + text[(place + 1)...])
            check(text[..<place] + [UInt8(ascii: "B")] + text[place...])
        }
        check([])
        check([UInt8](repeating: 0x41, count: 100_000))
        check(Array("https://example.org/BAITHAK:".utf8) + text)
    }

    @Test("The digits that two people compare are no code of a key, so that neither passes for the other")
    func digits() {
        for text in ["042 917", "042917", "BAITHAK:042917", "baithak-042917"] { check(Array(text.utf8)) }
    }

    private func check(_ bytes: some Sequence<UInt8>) {
        let text = String(decoding: Array(bytes), as: UTF8.self)
        #expect(throws: KeyCodeError.self) { try KeyCode(reading: text, nowMS: Self.nowMS) }
    }

    @Test("A code of another day does not count", arguments: [-3, -1, 2, 400])
    func stale(days: Int64) {
        let text = KeyCode(key, nowMS: Self.nowMS - days * 86_400_000).text
        #expect((try? KeyCode(reading: text, nowMS: Self.nowMS)) == nil || days == -1)
    }

    @Test("Base32 is that of RFC 4648, 10")
    func base32() {
        for (bytes, text) in [("", ""), ("f", "my"), ("fo", "mzxq"), ("foob", "mzxw6yq"), ("foobar", "mzxw6ytboi")] {
            #expect(Base32.encode(Array(bytes.utf8)) == Array(text.utf8))
            #expect(Base32.decode(text.utf8) == Array(bytes.utf8))
        }
        #expect(Base32.decode("mz".utf8) == nil && Base32.decode("m1".utf8) == nil && Base32.decode("mzxr".utf8) == nil)
    }
}
