internal import Display
internal import Keys

/// One content line of a vCard (RFC 6350, 3.3): a name, parameters and a value, unfolded and unescaped.
struct VCardLine: Hashable {
    let name: String
    let parameters: [(name: String, value: String)]
    /// As it stands in the file, without folding.
    let rawValue: String

    init(_ name: String, _ parameters: [(name: String, value: String)] = [], raw: String) {
        self.name = name
        self.parameters = parameters
        rawValue = raw
    }

    /// A line with a text.
    init(_ name: String, _ parameters: [(name: String, value: String)] = [], text: String) {
        self.init(name, parameters, raw: Self.escape(text))
    }

    /// The value as a text.
    var text: String { Self.unescape(rawValue) }

    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    static func == (left: Self, right: Self) -> Bool { left.written == right.written }

    func hash(into hasher: inout Hasher) { hasher.combine(written) }

    /// A line with an address (RFC 3986), which is never escaped as a text is (RFC 6350, 4.2).
    init(_ name: String, uri: String) { self.init(name, raw: Self.address(uri)) }

    /// The line without its end, and not folded.
    var plain: String {
        var line = name
        for (name, value) in parameters { line += ";\(name)=\(Self.quoted(value))" }
        return line + ":" + rawValue
    }

    /// The line as bytes, folded.
    var written: [UInt8] { Array(ContentLine.folded(plain).utf8) }

    /// An address as it can stand in a line. What no address has, and would end the line or be read as an escape, is
    /// written with percent signs.
    private static func address(_ text: String) -> String {
        var address = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case _ where scalar == "\\", .control, .lineSeparator, .paragraphSeparator:
                for byte in String(scalar).utf8 { address += "%\(Hex.encode([byte]).uppercased())".unicodeScalars }
            default: address.append(scalar)
            }
        }
        return String(address)
    }

    /// Text as RFC 6350, 4 wants it. Line breaks of any kind become `\n`; other controls are left out.
    static func escape(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var lastWasReturn = false
        for scalar in text.unicodeScalars {
            defer { lastWasReturn = scalar == "\r" }
            switch scalar {
            case "\n": if !lastWasReturn { escaped += "\\n".unicodeScalars }
            case "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped += "\\n".unicodeScalars
            case "\\", ",", ";": escaped += ["\\", scalar]
            case _ where scalar.properties.generalCategory == .control: break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    static func unescape(_ raw: String) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in raw.unicodeScalars {
            if isEscaped {
                text.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// A parameter's value by RFC 6868, in quotation marks where it must be.
    private static func quoted(_ value: String) -> String {
        var quoted = String.UnicodeScalarView()
        var mustQuote = false
        for scalar in value.unicodeScalars {
            switch scalar {
            case "^": quoted += "^^".unicodeScalars
            case "\"": quoted += "^'".unicodeScalars
            case "\n": quoted += "^n".unicodeScalars
            case _ where scalar.properties.generalCategory == .control: break
            default:
                if [":", ";", ","].contains(scalar) { mustQuote = true }
                quoted.append(scalar)
            }
        }
        return mustQuote ? "\"\(String(quoted))\"" : String(quoted)
    }
}
