/// JSON text in which everything that a terminal could act on, or that hides what a text says, is escaped.
///
/// JSON itself only demands that C0 controls are escaped (RFC 8259, section 7); C1 controls, delete, bidirectional and
/// format characters may stand in it as they are. They occur nowhere but inside strings, so `\uXXXX` may take their
/// place without a change of meaning: a program reads the original text. As a line, which it is unless told otherwise,
/// line feeds of the JSON itself become spaces; as a body they stay.
package func safeJSON(_ json: String, as form: TextForm = .line) -> String {
    if json.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return json }
    var output = ""
    output.reserveCapacity(json.utf8.count + json.utf8.count / 8)
    for scalar in json.unicodeScalars {
        if scalar.isPrintableASCII {
            output.unicodeScalars.append(scalar)
        } else if scalar == "\n" && form == .body {
            output.unicodeScalars.append(scalar)
        } else if scalar == "\n" || scalar == "\r" || scalar == "\t" {
            output.unicodeScalars.append(" ")
        } else if scalar.isToBeEscaped {
            for unit in UTF16.encode(scalar) ?? .init() { output += escape(unit) }
        } else {
            output.unicodeScalars.append(scalar)
        }
    }
    return output
}

private func escape(_ unit: UInt16) -> String {
    let hex = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
}

extension Unicode.Scalar {
    fileprivate var isToBeEscaped: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}
