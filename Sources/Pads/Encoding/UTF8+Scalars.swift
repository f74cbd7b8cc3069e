extension UTF8 {
    /// The scalars of well-formed bytes (RFC 3629, section 4); nil if they are not.
    static func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let first = bytes[place]
            if first < 0x80 {
                scalars.append(Unicode.Scalar(first))
                place += 1
                continue
            }
            let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard first >= 0xC2, first < 0xF5, place + count <= bytes.endIndex else { return nil }
            var value = UInt32(first) & (0xFF >> UInt32(count + 1))
            for offset in 1..<count {
                let byte = bytes[place + offset]
                guard byte & 0xC0 == 0x80 else { return nil }
                value = value << 6 | UInt32(byte & 0x3F)
            }
            // Surrogates and what is beyond Unicode are no scalars; what fits fewer bytes must not take more.
            guard value >= (count == 2 ? 0x80 : count == 3 ? 0x800 : 0x1_0000), let scalar = Unicode.Scalar(value)
            else {
                return nil
            }
            scalars.append(scalar)
            place += count
        }
        return scalars
    }
}
