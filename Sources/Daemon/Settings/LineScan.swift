/// Whether a line of TOML begins inside a text or list that an earlier line opened, and what in it would end the
/// program: toml++, inside TOMLKit 0.6.0, has assertions that some texts break. A random test looks for more of them.
struct LineScan {
    /// The sentence about the first text that must not reach TOMLKit.
    private(set) var harm: String?
    /// The quotation mark of an open text of several lines.
    private var quote: UInt8?
    /// Lists and inline tables that are open, by their brackets.
    private var open: [UInt8] = []

    /// Whether the next line can begin with a key or a header.
    var isBetweenValues: Bool { quote == nil && open.isEmpty }

    /// Goes over one whole line.
    mutating func pass(_ line: ArraySlice<UInt8>) {
        var rest = line
        /// The quotation mark of an open text that ends on this line.
        var inner: UInt8?
        while let byte = rest.first {
            let triple = rest.prefix(3).count == 3 && rest.prefix(3).allSatisfy { $0 == byte }
            if let mark = quote ?? inner {
                if byte == UInt8(ascii: "\\") && mark == UInt8(ascii: "\"") {
                    rest = rest.dropFirst()
                } else if byte == mark && inner != nil {
                    inner = nil
                } else if byte == mark && triple {
                    quote = nil
                    rest = rest.dropFirst(2)
                }
            } else if byte == UInt8(ascii: "#") {
                return
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if triple { quote = byte } else { inner = byte }
                rest = rest.dropFirst(triple ? 2 : 0)
            } else {
                passBare(byte, rest)
            }
            rest = rest.dropFirst()
        }
    }

    /// A byte outside texts and comments, which is the first of `rest`.
    private mutating func passBare(_ byte: UInt8, _ rest: ArraySlice<UInt8>) {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            open.append(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            // Assertion of `parse_value`: no value begins with this bracket.
            if open.popLast() == UInt8(ascii: "["), byte == UInt8(ascii: "}") {
                refuse("It is not TOML: `}` inside `[`.")
            }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            // Assertion of the scan ahead, when a date is followed by a blank and one digit.
            let shape = rest.prefix(10).map { 0x30...0x39 ~= $0 ? UInt8(ascii: "0") : $0 }
            if shape.elementsEqual("0000-00-00".utf8) { refuse("No setting is a date or a time.") }
        case 0x80...:
            // Assertion of `parse_value`: a blank of Unicode before a value. TOML has these in texts and comments only.
            refuse("It is not TOML: only texts in quotation marks and comments may hold such characters.")
        default:
            break
        }
    }

    private mutating func refuse(_ sentence: String) {
        if harm == nil { harm = sentence }
    }
}
