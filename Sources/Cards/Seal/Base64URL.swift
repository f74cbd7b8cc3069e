/// Base64 with the alphabet for addresses and without padding (RFC 4648, section 5; RFC 7515, section 2). One way only
/// to write the same bytes: stray bits at the end are refused.
package enum Base64URL {
    /// The bytes as text in ASCII.
    package static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.underestimatedCount * 4 / 3 + 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return text
    }

    /// The bytes that the text stands for; nil for any other character, padding, or an odd end.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bits & ((1 << UInt32(count)) - 1) == 0 ? bytes : nil
    }

    private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}

/// The usual alphabet with padding (RFC 4648, section 4), as `data:` addresses have it.
extension Base64URL {
    static func standard(_ bytes: [UInt8]) -> [UInt8] {
        var text = encode(bytes)
        for place in text.indices {
            if text[place] == UInt8(ascii: "-") { text[place] = UInt8(ascii: "+") }
            if text[place] == UInt8(ascii: "_") { text[place] = UInt8(ascii: "/") }
        }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return text
    }

    static func decodeStandard(_ text: [UInt8]) -> [UInt8]? {
        var bare = text[...]
        for _ in 0..<2 where bare.last == UInt8(ascii: "=") { bare.removeLast() }
        guard !bare.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else { return nil }
        let plain = bare.map { byte in
            byte == UInt8(ascii: "+") ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? UInt8(ascii: "_") : byte
        }
        return decode(plain[...])
    }
}
