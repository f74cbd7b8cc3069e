import Testing

struct ScannerTests {
    func texts(_ source: String) -> [String] { Scanner.tokens(of: source).map(\.text) }

    @Test("Comments leave nothing, whichever way they are written")
    func comments() {
        #expect(texts("a // b\nc /* d /* e */ f */ g /// h\n/* never closed") == ["a", "c", "g"])
    }

    @Test("A string leaves one mark, whichever way it is written")
    func strings() {
        #expect(texts(#"a "b" c "" d "\"" e"#) == ["a", "\"", "c", "\"", "d", "\"", "e"])
        #expect(texts("a \"\"\"\n b \"c\" \\\n d\n \"\"\" e") == ["a", "\"", "e"])
        #expect(texts(##"a #"b " \n \(c)"# d"##) == ["a", "\"", "d"])
        #expect(texts("a \"never closed\nb") == ["a", "b"])
        #expect(texts("a \"// no comment\" b") == ["a", "\"", "b"])
    }

    @Test("What a string interpolates is code")
    func interpolations() {
        #expect(texts(#""x \(a(b)) y \("z \(c)")" d"#) == ["a", "(", "b", ")", "c", "\"", "\"", "d"])
        #expect(texts(##"#"x \(a) \#(b)"# c"##) == ["b", "\"", "c"])
    }

    @Test("Lines are counted through comments, long strings and escaped line ends")
    func lines() {
        let tokens = Scanner.tokens(of: "a\n/* \n */ b \"\"\"\n x\\\n y\n \"\"\"\nc")
        #expect(tokens.map(\.line) == [1, 3, 6, 7])
    }

    @Test("A name in backticks equals no keyword, and directives are marks and words")
    func names() {
        #expect(texts("case `public`, #if os(Linux)") == ["case", "`public`", ",", "#", "if", "os", "(", "Linux", ")"])
    }

    @Test("A token knows whether a blank stands before it")
    func glue() {
        #expect(
            Scanner.tokens(of: "a! b != !c\n!d").map(\.isGlued) == [
                false, true, false, false, true, false, true, false, true,
            ])
    }
}
