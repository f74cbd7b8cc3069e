import Display
import Testing

@Suite struct PlainTextTests {
    @Test(
        "A byte order mark before a text and other ends of lines are its form",
        arguments: [
            ("", ""), ("a\nb\n", "a\nb\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb", "a\nb"), ("\r\r\n\n\r", "\n\n\n\n"),
            ("\u{FEFF}a", "a"), ("\u{FEFF}\u{FEFF}a\u{FEFF}", "\u{FEFF}a\u{FEFF}"),
            ("e\u{301}\r\n\u{301}", "e\u{301}\n\u{301}"),
        ])
    func form(text: String, plain: String) {
        #expect(PlainText.withoutForm(text).unicodeScalars.elementsEqual(plain.unicodeScalars))
    }

    @Test(
        "The last line of a text gets an end", arguments: [("", ""), ("a", "a\n"), ("a\n", "a\n"), ("a\r\n", "a\r\n")])
    func ended(text: String, ended: String) {
        #expect(PlainText.ended(text).unicodeScalars.elementsEqual(ended.unicodeScalars))
    }
}
