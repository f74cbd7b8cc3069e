import ControlAPI
import Hummingbird

/// The parts of a path that say whose or which resource is meant.
enum PathPart {
    /// A part of the path, percent signs decoded.
    static func named(_ name: String, _ context: BasicRequestContext) throws -> String {
        guard let text = context.parameters.get(name).flatMap({ decoded($0) }), !text.isEmpty else {
            throw Problem(.badRequest, "The path says no \(name).")
        }
        return text
    }

    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard rest.count >= 2, let value = UInt8(digits, radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
