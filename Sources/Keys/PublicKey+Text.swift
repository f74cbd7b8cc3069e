extension PublicKey: CustomStringConvertible {
    /// The first 40 bits in lower-case base32 (RFC 4648, section 6), as `k7qf-2mzt`: shown beside every name.
    package var tag: String {
        var text: [UInt8] = []
        text.reserveCapacity(9)
        for group in 0..<8 {
            if group == 4 { text.append(UInt8(ascii: "-")) }
            let value = compact.prefix >> UInt64(59 - 5 * group) & 31
            text.append(Base32.alphabet[Int(value)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// All 64 hexadecimal digits, lower case.
    package var hex: String { Hex.encode(bytes) }

    /// A key that somebody typed or pasted: 64 hexadecimal digits, checked as any foreign key.
    /// - Throws: `KeyError.badHex`, `.badLength` or `.invalidPoint`.
    package init(hex: String) throws(KeyError) { try self.init(Hex.decode(hex)) }

    /// The tag.
    package var description: String { tag }
}
