/// A text as Unicode scalars, which is what events count.
package struct Text: Sendable {
    private var rope = Rope<Unicode.Scalar>()

    /// The empty text.
    package init() {}

    /// A text of these scalars.
    package init(_ scalars: some Sequence<Unicode.Scalar>) {
        let array = Array(scalars)
        rope.insert(array.indices, of: array, at: 0)
    }

    /// How many scalars.
    package var count: Int { rope.count }

    /// The text as a string.
    package var string: String { String(decoding: utf8, as: UTF8.self) }

    /// The text as bytes of UTF-8.
    package var utf8: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8Count)
        rope.forEach { UTF8.append($0, to: &bytes) }
        return bytes
    }

    /// All scalars, in their order.
    package var scalars: [Unicode.Scalar] { rope.slice(0..<count) }

    /// The scalars of a part of the text.
    package func scalars(in range: Range<Int>) -> [Unicode.Scalar] { rope.slice(range) }

    /// Does what an event says, whose positions are of this text, in time that grows with the logarithm of its length.
    package mutating func apply(_ edit: Edit) {
        switch edit {
        case .insert(let position, let scalars): rope.insert(scalars.indices, of: scalars, at: position)
        case .delete(let position, let count): rope.delete(count, at: position)
        }
    }

    mutating func insert(_ range: Range<Int>, of scalars: [Unicode.Scalar], at position: Int) {
        rope.insert(range, of: scalars, at: position)
    }

    mutating func delete(_ count: Int, at position: Int) { rope.delete(count, at: position) }

    // Positions as other programs count them.

    /// What another program counts.
    package enum Unit: Sendable {
        /// Bytes of UTF-8: files and most editors.
        case utf8
        /// Units of UTF-16: browsers.
        case utf16

        var lane: Lane { self == .utf8 ? .second : .third }
    }

    /// How many bytes of UTF-8.
    package var utf8Count: Int { rope.total[.second] }

    /// How many units of UTF-16.
    package var utf16Count: Int { rope.total[.third] }

    /// How many units stand before a position from 0 to ``count``.
    package func offset(of position: Int, in unit: Unit) -> Int {
        precondition(0...count ~= position, "a position of this text")
        return rope.sums(before: position)[unit.lane]
    }

    /// The position before which so many units stand; nil beyond the end, and within a scalar.
    package func position(ofOffset offset: Int, in unit: Unit) -> Int? {
        guard 0...rope.total[unit.lane] ~= offset else { return nil }
        let (position, before) = rope.position(where: unit.lane, exceeds: offset)
        return before[unit.lane] == offset ? position : nil
    }
}

extension Unicode.Scalar: RopeElement {
    static var filler: Self { "\u{0}" }

    /// A scalar, its bytes of UTF-8, its units of UTF-16.
    @inline(__always)
    var sums: Sums {
        let value = value
        if value < 0x80 { return Sums(1, 1, 1, 0) }
        return Sums(1, value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4, value < 0x1_0000 ? 1 : 2, 0)
    }
}

extension UTF8 {
    /// Appends the bytes of a scalar (RFC 3629, section 3).
    @inline(__always)
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let value = scalar.value
        if value < 0x80 {
            bytes.append(UInt8(value))
        } else if value < 0x800 {
            bytes.append(UInt8(0xC0 | value >> 6))
            bytes.append(UInt8(0x80 | value & 0x3F))
        } else if value < 0x1_0000 {
            bytes.append(UInt8(0xE0 | value >> 12))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
        } else {
            bytes.append(UInt8(0xF0 | value >> 18))
            bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
