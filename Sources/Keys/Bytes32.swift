/// Thirty-two bytes without a heap allocation, ordered as byte strings are.
package struct Bytes32: Hashable, Sendable {
    /// The bytes in big-endian order, so that comparing words compares bytes.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The bytes in order.
    /// - Throws: `KeyError.badLength` unless there are exactly 32 bytes.
    package init(_ bytes: some Collection<UInt8>) throws(KeyError) {
        let count = bytes.count
        guard count == 32 else { throw .badLength(expected: 32, actual: count) }
        // Thousands of entries a second come in arrays and in Data, which lie in one piece.
        let whole = bytes.withContiguousStorageIfAvailable { buffer in
            // The buffer has 32 bytes, for the length of the call.
            let raw = UnsafeRawBufferPointer(buffer)
            func word(_ offset: Int) -> UInt64 {
                unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
            }
            return (word(0), word(8), word(16), word(24))
        }
        if let whole {
            words = whole
            return
        }
        var position = bytes.startIndex
        func word() -> UInt64 {
            var value: UInt64 = 0
            for _ in 0..<8 {
                value = value << 8 | UInt64(bytes[position])
                bytes.formIndex(after: &position)
            }
            return value
        }
        words = (word(), word(), word(), word())
    }

    /// Filled by a call that writes exactly 32 bytes.
    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        var stored: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        // The tuple is 32 contiguous bytes, borrowed for the length of the call.
        unsafe withUnsafeMutableBytes(of: &stored) { raw in
            if let base = raw.baseAddress { unsafe fill(base.assumingMemoryBound(to: UInt8.self)) }
        }
        words = (stored.0.bigEndian, stored.1.bigEndian, stored.2.bigEndian, stored.3.bigEndian)
    }

    /// The bytes in order.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(32)
        append(to: &result)
        return result
    }

    /// The first eight bytes as a big-endian number, for tags and prefixes.
    package var prefix: UInt64 { words.0 }

    func append(to result: inout [UInt8]) {
        let stored = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        // The tuple is 32 contiguous bytes, borrowed for the length of the call.
        unsafe withUnsafeBytes(of: stored) { unsafe result.append(contentsOf: $0) }
    }

    /// Lends the 32 bytes to a C call that reads them; the pointer must not outlive it.
    func withPointer<Result, Failure>(
        _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let stored = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        // A tuple of four words is 32 contiguous bytes; the pointer is used only within the call.
        return try unsafe withUnsafePointer(to: stored) { pointer throws(Failure) in
            try unsafe body(UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self))
        }
    }

    /// Equal bytes.
    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    /// Mixes all 32 bytes: an attacker chooses keys, so a part of them would not do.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension Bytes32: Comparable {
    /// Byte order, the same on every machine.
    package static func < (left: Self, right: Self) -> Bool { left.words < right.words }
}
