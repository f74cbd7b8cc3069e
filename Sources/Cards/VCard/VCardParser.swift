/// Reads the content lines of vCards (RFC 6350, 3.2 and 3.3). Total: lines that are none are passed over, with work in
/// proportion to the bytes.
enum VCardParser {
    /// The lines of the first vCard, without BEGIN and END; nil if there is none.
    static func lines(_ bytes: [UInt8]) -> [VCardLine]? {
        guard bytes.count <= VCard.bytesMax else { return nil }
        var lines: [VCardLine] = []
        var isInside = false
        for raw in unfolded(bytes) {
            guard let text = String(validating: raw, as: UTF8.self), let line = line(text) else { continue }
            switch (line.name, line.rawValue.utf8.map { $0 & 0xDF }.elementsEqual("VCARD".utf8)) {
            case ("BEGIN", true): isInside = true
            case ("END", true): return isInside ? lines : nil
            default: if isInside { lines.append(line) }
            }
        }
        return nil
    }

    /// Lines as they were before folding; a line ends with CRLF, or with LF alone.
    private static func unfolded(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
            let line = part.last == 0x0D ? part.dropLast() : part
            if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(Array(line))
            }
        }
        return lines
    }

    private static func line(_ text: String) -> VCardLine? {
        var parts: [String.UnicodeScalarView] = [.init()]
        var isQuoted = false
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\"" { isQuoted.toggle() }
            if !isQuoted, scalar == ":" {
                // A group before the name (RFC 6350, 3.3) is passed over.
                let head = parts.map { String($0) }
                guard let name = head[0].split(separator: ".").last, !name.isEmpty else { return nil }
                return VCardLine(name.uppercased(), head.dropFirst().compactMap(parameter), raw: String(rest))
            }
            if !isQuoted, scalar == ";" { parts.append(.init()) } else { parts[parts.count - 1].append(scalar) }
        }
        return nil
    }

    private static func parameter(_ text: String) -> (name: String, value: String)? {
        guard let equals = text.unicodeScalars.firstIndex(of: "=") else { return nil }
        let name = String(text.unicodeScalars[..<equals]).uppercased()
        var value = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars[text.unicodeScalars.index(after: equals)...] where scalar != "\"" {
            if isEscaped {
                value.append(scalar == "n" ? "\n" : scalar == "'" ? "\"" : scalar)
                isEscaped = false
            } else if scalar == "^" {
                isEscaped = true
            } else {
                value.append(scalar)
            }
        }
        return (name, String(value))
    }
}
