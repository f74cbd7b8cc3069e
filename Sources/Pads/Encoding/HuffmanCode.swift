/// A canonical prefix code of bytes (Huffman, 1952): frequent bytes are written in few bits, none in less than one. So
/// what is decoded is never more than eight times as long as what it was decoded from.
struct HuffmanCode {
    /// The longest code in bits: tables of 2¹¹ entries of two bytes, of which some dozens stay in a core's cache.
    static let lengthMax = 11

    /// The bits of each byte's code, 0 for a byte that does not occur.
    private(set) var lengths: [UInt8]

    /// The code for bytes that occur so often.
    init(_ frequencies: [Int]) {
        lengths = Array(repeating: 0, count: 256)
        let symbols = frequencies.indices.filter { frequencies[$0] > 0 }
            .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
        guard symbols.count > 1 else {
            for symbol in symbols { lengths[symbol] = 1 }
            return
        }
        for (symbol, depth) in zip(symbols, Self.depths(symbols.map { frequencies[$0] })) {
            lengths[symbol] = UInt8(min(depth, Self.lengthMax))
        }
        shorten(symbols)
    }

    /// How deep each leaf of the tree is, given their ascending weights (two queues; van Leeuwen, 1976).
    private static func depths(_ weights: [Int]) -> [Int] {
        let count = weights.count
        var nodes = weights
        var parents = Array(repeating: 0, count: 2 * count - 1)
        var (leaf, inner) = (0, count)
        while nodes.count < 2 * count - 1 {
            var weight = 0
            for _ in 0..<2 {
                let isLeaf = leaf < count && (inner == nodes.count || nodes[leaf] <= nodes[inner])
                let least = isLeaf ? leaf : inner
                if isLeaf { leaf += 1 } else { inner += 1 }
                weight += nodes[least]
                parents[least] = nodes.count
            }
            nodes.append(weight)
        }
        var depths = Array(repeating: 0, count: 2 * count - 1)
        for node in (0..<2 * count - 2).reversed() { depths[node] = depths[parents[node]] + 1 }
        return Array(depths[..<count])
    }

    /// Makes room for codes that were cut to the greatest length, by longer codes for others (Kraft's inequality).
    ///
    /// - Parameter symbols: the rarest first.
    private mutating func shorten(_ symbols: [Int]) {
        let whole = 1 << Self.lengthMax
        var used = symbols.reduce(0) { $0 + whole >> Int(lengths[$1]) }
        while used > whole {
            // The rarest of those that are not of the greatest length gives most for least.
            guard let symbol = symbols.first(where: { lengths[$0] < Self.lengthMax }) else { return }
            used -= whole >> Int(lengths[symbol]) / 2
            lengths[symbol] += 1
        }
    }

    /// The code of these lengths, nil if there is none.
    init?(lengths: [UInt8]) {
        let whole = 1 << Self.lengthMax
        guard lengths.count == 256, lengths.allSatisfy({ $0 <= Self.lengthMax }),
            lengths.reduce(0, { $0 + ($1 == 0 ? 0 : whole >> Int($1)) }) <= whole
        else { return nil }
        self.lengths = lengths
    }

    /// Each byte's code, its first bit lowest.
    var codes: [UInt16] {
        var counts = Array(repeating: 0, count: Self.lengthMax + 1)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        // The first code of each length goes on from the last one that is a bit shorter (RFC 1951, section 3.2.2).
        var next = counts
        var first = 0
        for length in 1...Self.lengthMax {
            first = (first + (length > 1 ? counts[length - 1] : 0)) << 1
            next[length] = first
        }
        var codes = Array(repeating: UInt16(0), count: 256)
        for symbol in 0..<256 where lengths[symbol] > 0 {
            let length = Int(lengths[symbol])
            codes[symbol] = UInt16(Self.reversed(next[length], length))
            next[length] += 1
        }
        return codes
    }

    /// For each row of ``lengthMax`` bits the byte whose code it begins with, and above it that code's length; 0 where
    /// no code begins so.
    func fill(_ table: inout [UInt16], from start: Int) {
        let codes = codes
        for symbol in 0..<256 where lengths[symbol] > 0 {
            let entry = UInt16(lengths[symbol]) << 8 | UInt16(symbol)
            for place in stride(
                from: start + Int(codes[symbol]), to: start + 1 << Self.lengthMax, by: 1 << Int(lengths[symbol]))
            {
                table[place] = entry
            }
        }
    }

    private static func reversed(_ bits: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 | (bits >> $1 & 1) << (length - 1 - $1) }
    }

    /// How many bits bytes of these frequencies take.
    func size(of frequencies: [Int]) -> Int { zip(frequencies, lengths).reduce(0) { $0 + $1.0 * Int($1.1) } }

    // The code itself as bytes: of each byte that occurs how many are left out before it, and its length.

    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        var next = 0
        for symbol in 0..<256 where lengths[symbol] > 0 {
            let gap = symbol - next
            bytes.append(UInt8(min(gap, 15) << 4) | lengths[symbol])
            if gap >= 15 { bytes.append(UInt8(gap - 15)) }
            next = symbol + 1
        }
        return bytes + [0]
    }

    init(_ reader: inout ByteReader) throws(PadError) {
        var lengths = [UInt8](repeating: 0, count: 256)
        var symbol = 0
        while case let byte = try reader.byte(), byte != 0 {
            symbol += Int(byte >> 4)
            if byte >> 4 == 15 { symbol += Int(try reader.byte()) }
            guard symbol < 256, byte & 0xF != 0 else { throw .malformed(.content) }
            lengths[symbol] = byte & 0xF
            symbol += 1
        }
        guard let code = HuffmanCode(lengths: lengths) else { throw .malformed(.content) }
        self = code
    }
}
