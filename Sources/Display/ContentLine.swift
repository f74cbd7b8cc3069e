/// Content lines, as vCard (RFC 6350, 3.2) and iCalendar (RFC 5545, 3.1) fold them alike.
package enum ContentLine {
    /// The most octets that a line has without its end.
    private static let octetsMax = 75

    /// A line with its end, folded so that none has more than 75 octets.
    ///
    /// No character is divided, nor is what escapes from what is escaped (`\n`, `^n`), and none but the first line
    /// begins with a colon, which some readers take for the end of a name. Only a run of colons as long as a line is
    /// divided all the same.
    package static func folded(_ line: String) -> String {
        var folded = String.UnicodeScalarView()
        var count = 0
        var rest = line.unicodeScalars[...]
        while let first = rest.popFirst() {
            var unit = [first]
            if first == "\\" || first == "^", let next = rest.popFirst() { unit.append(next) }
            while unit.count < octetsMax - 4, rest.first == ":", let next = rest.popFirst() { unit.append(next) }
            let width = unit.reduce(0) { $0 + UTF8.width($1) }
            if count + width > octetsMax {
                folded += "\r\n ".unicodeScalars
                count = 1
            }
            folded += unit
            count += width
        }
        return String(folded) + "\r\n"
    }
}
