/// A column of bytes, as short as one of three ways makes it: as they are, by one prefix code, or by a code for each
/// byte that stands before.
///
/// Layout: number of bytes × 2 + 1 if packed, then the bytes. Packed: number of contexts, each as a byte, ascending;
/// a code for each of them, and one for everything else; number of bytes of bits; bits, lowest first.
enum PackedBytes {
    /// How often a byte must stand before others to have a code of its own: below, the code takes more than it gives.
    private static let ownCodeMin = 96
    /// A shorter column is left as it is: a code takes about as much as it gives.
    private static let packedMin = 64

    static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        if bytes.count >= packedMin {
            let candidates = [pack(bytes, contexts: []), pack(bytes, contexts: contexts(of: bytes))]
            if let best = candidates.min(by: { $0.count < $1.count }), best.count < bytes.count {
                return output.append(number: bytes.count << 1 | 1, thenBytes: best)
            }
        }
        output.append(number: bytes.count << 1, thenBytes: bytes)
    }

    private static func contexts(of bytes: [UInt8]) -> [UInt8] {
        var counts = Array(repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        return (0..<256).filter { counts[$0] >= ownCodeMin }.map { UInt8($0) }
    }

    private static func pack(_ bytes: [UInt8], contexts: [UInt8]) -> [UInt8] {
        let table = tables(contexts)
        var frequencies = Array(repeating: Array(repeating: 0, count: 256), count: contexts.count + 1)
        var previous = 0
        for byte in bytes {
            frequencies[table[previous]][Int(byte)] += 1
            previous = Int(byte)
        }
        let codes = frequencies.map { HuffmanCode($0) }
        var output: [UInt8] = []
        output.append(number: contexts.count, thenBytes: contexts)
        for code in codes { output += code.encoded }
        let size = zip(codes, frequencies).reduce(0) { $0 + $1.0.size(of: $1.1) }
        output.append(number: (size + 7) / 8)
        write(bytes, table, codes, to: &output)
        return output
    }

    private static func write(_ bytes: [UInt8], _ table: [Int], _ codes: [HuffmanCode], to output: inout [UInt8]) {
        let words = codes.map(\.codes)
        var (bits, count, previous) = (UInt64(0), 0, 0)
        for byte in bytes {
            let code = table[previous]
            bits |= UInt64(words[code][Int(byte)]) << UInt64(count)
            count += Int(codes[code].lengths[Int(byte)])
            while count >= 8 {
                output.append(UInt8(bits & 0xFF))
                bits >>= 8
                count -= 8
            }
            previous = Int(byte)
        }
        if count > 0 { output.append(UInt8(bits & 0xFF)) }
    }

    /// The place of the code for each context.
    private static func tables(_ contexts: [UInt8]) -> [Int] {
        var table = Array(repeating: contexts.count, count: 256)
        for (place, context) in contexts.enumerated() { table[Int(context)] = place }
        return table
    }

    /// - Parameter bound: more bytes than this are refused.
    static func read(_ reader: inout ByteReader, bound: Int) throws(PadError) -> [UInt8] {
        let head = try reader.number(2 * bound + 1)
        let count = head >> 1
        guard head & 1 == 1 else { return Array(try reader.bytes(count)) }
        let contexts = Array(try reader.bytes(try reader.number(256)))
        guard zip(contexts, contexts.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .malformed(.content) }
        var entries = [UInt16](repeating: 0, count: (contexts.count + 1) << HuffmanCode.lengthMax)
        for place in 0...contexts.count {
            try HuffmanCode(&reader).fill(&entries, from: place << HuffmanCode.lengthMax)
        }
        let bits = try reader.bytes(try reader.number(reader.left))
        // Each byte takes a bit at least.
        guard count <= 8 * bits.count else { throw .malformed(.length) }
        return try unpack(bits, count, entries, tables(contexts))
    }

    private static func unpack(
        _ input: ArraySlice<UInt8>, _ count: Int, _ entries: [UInt16], _ table: [Int]
    ) throws(PadError) -> [UInt8] {
        let starts = table.map { $0 << HuffmanCode.lengthMax }
        let mask = UInt64(1) << UInt64(HuffmanCode.lengthMax) - 1
        var output = [UInt8](repeating: 0, count: count)
        var (bits, available, next) = (UInt64(0), 0, input.startIndex)
        var (place, previous, shortest) = (0, 0, UInt64(1))
        while place < count {
            while available <= 56, next < input.endIndex {
                bits |= UInt64(input[next]) << UInt64(available)
                next += 1
                available += 8
            }
            // As many as five codes are in the bits that were read.
            let end = min(place + 5, count)
            while place < end {
                let entry = entries[starts[previous] + Int(bits & mask)]
                let length = UInt64(entry >> 8)
                shortest = min(shortest, length)
                bits >>= length
                available -= Int(length)
                previous = Int(entry & 0xFF)
                output[place] = UInt8(entry & 0xFF)
                place += 1
            }
            // Nothing begins like these bits, or they ended before the bytes.
            guard shortest > 0, available >= 0 else { throw .malformed(.content) }
        }
        guard next == input.endIndex, available < 8, bits == 0 else { throw .malformed(.length) }
        return output
    }
}
