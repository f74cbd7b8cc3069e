/// Reads bytes from the beginning; whatever they are, it ends with a value or an error.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    var left: Int { bytes.endIndex - place }
    var isAtEnd: Bool { left == 0 }

    /// What was read so far.
    var past: ArraySlice<UInt8> { bytes[..<place] }

    mutating func byte() throws(PadError) -> UInt8 {
        guard place < bytes.endIndex else { throw .malformed(.length) }
        place += 1
        return bytes[place - 1]
    }

    mutating func bytes(_ count: Int) throws(PadError) -> ArraySlice<UInt8> {
        guard 0...left ~= count else { throw .malformed(.length) }
        place += count
        return bytes[place - count..<place]
    }

    /// A number in LEB128: seven bits a byte, the lowest first, up to a bound.
    mutating func number(_ bound: Int) throws(PadError) -> Int {
        var (number, shift) = (0, 0)
        while true {
            let byte = Int(try byte())
            number |= (byte & 0x7F) << shift
            guard number <= bound else { throw .malformed(.content) }
            if byte & 0x80 == 0 { return number }
            shift += 7
            guard shift < 42 else { throw .malformed(.content) }
        }
    }

    /// A number that may be negative: 0, -1, 1, -2 … are 0, 1, 2, 3 … ("zigzag").
    mutating func signed(_ bound: Int) throws(PadError) -> Int {
        let number = try number(2 * bound + 1)
        return number >> 1 ^ -(number & 1)
    }

    mutating func checksum() throws(PadError) {
        let sum = CRC32C.checksum(past)
        for shift in stride(from: UInt32(0), to: 32, by: 8) where try byte() != UInt8(sum >> shift & 0xFF) {
            throw .malformed(.checksum)
        }
    }
}

extension [UInt8] {
    mutating func append(number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func append(signed number: Int) { append(number: number << 1 ^ number >> (Int.bitWidth - 1)) }

    mutating func append(number: Int, thenBytes bytes: [UInt8]) {
        append(number: number)
        append(contentsOf: bytes)
    }

    /// The checksum of everything from a place on.
    mutating func appendChecksum(from place: Int) {
        let sum = CRC32C.checksum(self[place...])
        for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(sum >> shift & 0xFF)) }
    }
}
