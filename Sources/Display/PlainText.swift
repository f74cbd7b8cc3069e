/// What a file, a form of a page or an editor made of a text, and the text in it.
package enum PlainText {
    /// A text without what only its form adds: a byte order mark before it (RFC 3629, 6), and lines that end with CR LF
    /// or CR instead of a line feed. A text without these comes back as it is.
    package static func withoutForm(_ text: String) -> String {
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        guard hasMark || text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var plain = String.UnicodeScalarView()
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars.dropFirst(hasMark ? 1 : 0) {
            if scalar == "\r" {
                plain.append("\n")
            } else if scalar != "\n" || before != "\r" {
                plain.append(scalar)
            }
            before = scalar
        }
        return String(plain)
    }

    /// A text whose last line has an end, as every line of a text file has (POSIX, 3.206); an empty text has no line.
    package static func ended(_ text: String) -> String {
        text.utf8.last.map { $0 != UInt8(ascii: "\n") } == true ? text + "\n" : text
    }
}
