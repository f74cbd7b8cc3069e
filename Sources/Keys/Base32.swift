/// Base32 without padding (RFC 4648, 6).
package enum Base32 {
    /// Small letters and the digits 2 to 7, in the order of their values.
    static let alphabet = [UInt8]("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The small letter of a capital; anything else as it is.
    static func small(_ character: UInt8) -> UInt8 { (0x41...0x5A).contains(character) ? character + 0x20 : character }

    /// The bytes as text in small letters, five bits a character.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
        }
        if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
        return text
    }

    /// Nil unless every character is one of the alphabet, capitals or not, and no bit is left over but zeros.
    package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for character in text {
            guard let value = alphabet.firstIndex(of: small(character)) else { return nil }
            buffer = (buffer << 5 | value) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        return bits < 5 && buffer & (1 << bits - 1) == 0 ? bytes : nil
    }
}
