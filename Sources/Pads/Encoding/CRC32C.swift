/// The cyclic redundancy check with Castagnoli's polynomial, as in iSCSI (RFC 3720, section 12.1): tells damage, and
/// nothing about who wrote something.
enum CRC32C {
    /// Eight tables, so that eight bytes are looked up at once ("slicing by 8"; Kounavis and Berry, 2005): table `k` is
    /// at `256 * k`.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 0 ? 0 : 0x82F6_3B78) }
            tables[byte] = value
        }
        for place in 256..<8 * 256 {
            let value = tables[place - 256]
            tables[place] = value >> 8 ^ tables[Int(value & 0xFF)]
        }
        return tables
    }()

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let tables = tables
        var sum = UInt32.max
        var place = bytes.startIndex
        while place + 8 <= bytes.endIndex {
            let low =
                sum
                ^ (UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
                    | UInt32(bytes[place + 3]) << 24)
            sum =
                tables[0x700 + Int(low & 0xFF)] ^ tables[0x600 + Int(low >> 8 & 0xFF)]
                ^ tables[0x500 + Int(low >> 16 & 0xFF)] ^ tables[0x400 + Int(low >> 24)]
                ^ tables[0x300 + Int(bytes[place + 4])] ^ tables[0x200 + Int(bytes[place + 5])]
                ^ tables[0x100 + Int(bytes[place + 6])] ^ tables[Int(bytes[place + 7])]
            place += 8
        }
        while place < bytes.endIndex {
            sum = sum >> 8 ^ tables[Int((sum ^ UInt32(bytes[place])) & 0xFF)]
            place += 1
        }
        return ~sum
    }
}
