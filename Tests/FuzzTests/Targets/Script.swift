/// Reads choices off the front of hostile bytes; where they end, zeros follow.
struct Script {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isOver: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func below(_ bound: Int) -> Int { Int(byte()) % bound }

    /// Up to 65,535 bytes, after their count as in a frame.
    mutating func part() -> [UInt8] {
        let count = Int(byte()) << 8 | Int(byte())
        let part = rest.prefix(count)
        rest = rest.dropFirst(count)
        return Array(part)
    }

    /// All that is left.
    mutating func remainder() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }

    /// The same, written.
    static func part(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes }
}
