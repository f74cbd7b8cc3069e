/// The rules for names that Avahi does not check.
package enum ServiceNames {
    /// Whether a service type is `_name._tcp` or `_name._udp` with a name by RFC 6335, 5.1: 1 to 15 letters, digits and
    /// single inner hyphens, at least one letter.
    package static func isServiceType(_ text: String) -> Bool {
        guard text.hasPrefix("_"), text.hasSuffix("._tcp") || text.hasSuffix("._udp") else { return false }
        let name = Array(text.utf8.dropFirst().dropLast(5))
        let hyphen = UInt8(ascii: "-")
        return (1...15).contains(name.count) && name.allSatisfy { $0 == hyphen || isLetter($0) || isDigit($0) }
            && name.contains(where: isLetter) && name.first != hyphen && name.last != hyphen
            && !zip(name, name.dropFirst()).contains { $0 == hyphen && $1 == hyphen }
    }

    /// Whether text can be a subtype (RFC 6763, 7.1): here an underscore and 1 to 62 letters or digits. Avahi's library
    /// takes names apart at commas and points, and registers nothing at all if one of them is none.
    package static func isSubtype(_ text: String) -> Bool {
        let name = text.utf8.dropFirst()
        return text.hasPrefix("_") && (1...62).contains(name.count) && name.allSatisfy { isLetter($0) || isDigit($0) }
    }

    /// Whether text can be an instance name (RFC 6763, 4.1.1): 1 to 63 bytes of UTF-8 without control characters.
    package static func isInstance(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Another name after a conflict: the same with a random ending in place of its last part, as `baithak-k3f9`.
    package static func renamed(_ instance: String) -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        let ending = String((0..<4).compactMap { _ in alphabet.randomElement() })
        let stem = instance.lastIndex(of: "-").map { instance[..<$0] } ?? instance[...]
        var kept = String(stem)
        while kept.utf8.count > 63 - 1 - ending.utf8.count { kept.removeLast() }
        return kept + "-" + ending
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
