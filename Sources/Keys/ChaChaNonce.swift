/// The 12-byte nonce of ChaCha20-Poly1305. One is used once with one key.
package struct ChaChaNonce: Hashable, Sendable {
    /// The bytes as little-endian words.
    private let first: UInt32
    private let second: UInt32
    private let third: UInt32

    /// Four zero bytes and the counter in little-endian order (Noise, section 12.3).
    package init(counter: UInt64) {
        first = 0
        second = UInt32(truncatingIfNeeded: counter)
        third = UInt32(truncatingIfNeeded: counter >> 32)
    }

    /// The 12 bytes as they are given.
    /// - Throws: `KeyError.badLength` unless there are exactly 12 bytes.
    package init(_ bytes: some Collection<UInt8>) throws(KeyError) {
        let bytes = [UInt8](bytes)
        guard bytes.count == 12 else { throw .badLength(expected: 12, actual: bytes.count) }
        func word(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
        }
        (first, second, third) = (word(0), word(4), word(8))
    }

    /// Lends the 12 bytes to a C call that reads them; the pointer must not outlive it.
    func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        // Three words are 12 contiguous bytes; the pointer is used only within the call.
        unsafe withUnsafePointer(to: (first.littleEndian, second.littleEndian, third.littleEndian)) { pointer in
            unsafe body(UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self))
        }
    }
}
