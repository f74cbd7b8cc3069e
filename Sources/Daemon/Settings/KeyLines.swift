/// On which line of a TOML text each key stands, and whether the text would do TOMLKit harm.
///
/// TOMLKit forgets where a value was. This knows only as much TOML as finding a key takes: table headers, dotted and
/// quoted keys, comments, and texts and lists over several lines. It is asked only about texts that TOMLKit could read.
struct KeyLines {
    /// The first thing that TOMLKit must not see, if there is one.
    private(set) var refusal: SettingsProblem?
    private var lines: [String: Int] = [:]

    init(_ text: String) {
        var header = ""
        var scan = LineScan()
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = text.utf8.starts(with: byteOrderMark) ? Array(text.utf8.dropFirst(3)) : Array(text.utf8)
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            // TOML has none of these. TOMLKit would not see what follows a NUL, and takes some others for line ends.
            if let byte = line.dropLast(line.last == 0x0D ? 1 : 0).first(where: { $0 < 0x20 && $0 != 0x09 }) {
                refuse(index + 1, "There is a control character (\(byte)): remove it.")
            }
            let begins = scan.isBetweenValues
            let content = line.drop { $0 == 0x20 || $0 == 0x09 }
            if begins, content.first == UInt8(ascii: "[") {
                // An assertion of toml++ ends the program over what is no name here.
                if !Self.beginsHeader(content) { refuse(index + 1, "It is not TOML: `[` needs the name of a table.") }
                header = Self.key(content.drop { $0 == UInt8(ascii: "[") }, upTo: UInt8(ascii: "]")) ?? header
                note(header, index + 1)
                continue
            }
            if begins, let name = Self.key(content) {
                note(header.isEmpty ? name : header + "." + name, index + 1)
            }
            scan.pass(line)
            if let harm = scan.harm { refuse(index + 1, harm) }
        }
    }

    /// The line of a key by its full name, or of the nearest table around it; nil if there is neither.
    func line(of key: String) -> Int? {
        var name = Substring(key)
        while true {
            if let line = lines[String(name)] { return line }
            guard let dot = name.lastIndex(of: ".") else { return nil }
            name = name[..<dot]
        }
    }

    /// The first place of a name counts, and of every table that it implies.
    private mutating func note(_ name: String, _ line: Int) {
        var name = Substring(name)
        while true {
            if lines[String(name)] == nil { lines[String(name)] = line }
            guard let dot = name.lastIndex(of: ".") else { return }
            name = name[..<dot]
        }
    }

    private mutating func refuse(_ line: Int, _ sentence: String) {
        if refusal == nil { refusal = SettingsProblem(line: line, key: nil, sentence) }
    }

    /// Whether one or two brackets, and blanks, are followed by what a key can begin with.
    private static func beginsHeader(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.dropFirst(line.dropFirst().first == UInt8(ascii: "[") ? 2 : 1)
        guard let first = name.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
        switch first {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "]"):
            return true
        default: return false
        }
    }

    /// The dotted key before an `=`, or inside the brackets of a header, without blanks and quotes.
    private static func key(_ line: ArraySlice<UInt8>, upTo end: UInt8 = UInt8(ascii: "=")) -> String? {
        var name: [UInt8] = []
        var quote: UInt8?
        for byte in line {
            if let open = quote {
                if byte == open { quote = nil } else { name.append(byte) }
            } else if byte == end {
                return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "#") {
                return nil
            } else if byte > 0x20 {
                name.append(byte)
            }
        }
        return nil
    }
}
