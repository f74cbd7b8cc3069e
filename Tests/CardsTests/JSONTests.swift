import Testing

@testable import Cards

struct JSONTests {
    func parse(_ text: String) -> JSONValue? { JSONParser.parse(Array(text.utf8)) }

    @Test(
        "What is written as it was read is the same, members in their order and numbers in their digits",
        arguments: [
            #"{"b":1,"a":[true,false,null,-0.5e+10,1e400],"é":"\"\\\n"}"#, "[]", "{}", #""𝄞""#, "0", "[[[]]]",
        ])
    func roundTrip(_ text: String) throws {
        let value = try #require(parse(text))
        #expect(String(decoding: JSONWriter.write(value), as: UTF8.self) == text)
    }

    @Test("Escapes are read, surrogates in pairs only")
    func escapes() {
        #expect(parse(#""\u00e9\ud834\udd1e\/\b\f\r\t""#)?.text == "\u{E9}\u{1D11E}/\u{8}\u{C}\r\t")
        for text in [#""\ud834""#, #""\udd1e\ud834""#, #""\ud834\u0041""#, #""\u12g4""#, #""\x""#, "\"\u{1}\"", #"""#] {
            #expect(parse(text) == nil, "\(text)")
        }
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "01", "1.", "-", ".5", "1e", "tru", "nulll", "{a:1}",
            "'a'",
            "[1 2]", "1 2", "{\"a\":1,\"a\":2}", "NaN", "\u{FEFF}1",
        ])
    func refused(_ text: String) { #expect(parse(text) == nil) }

    @Test("Bytes that are no UTF-8 are refused")
    func notUTF8() { #expect(JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) == nil) }

    @Test("What is too deep is refused, and half a megabyte of brackets is no trouble")
    func depth() {
        let fits =
            String(repeating: "[", count: CardLimits.depthMax) + String(repeating: "]", count: CardLimits.depthMax)
        #expect(parse(fits) != nil && parse("[" + fits + "]") == nil)
        #expect(JSONParser.parse([UInt8](repeating: UInt8(ascii: "["), count: 500_000)) == nil)
    }
}
