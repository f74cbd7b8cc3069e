import CSodium

/// HMAC (RFC 2104) with 64-byte BLAKE2b, as Noise uses it; messages may come in parts.
package struct HMACBlake2b: ~Copyable {
    private var inner: Blake2b
    private var outer: Blake2b

    /// Starts a code with a key of any length.
    package init(key: RawSpan) {
        var inner = Blake2b(length: Self.length)
        var outer = Blake2b(length: Self.length)
        unsafe withUnsafeTemporaryAllocation(byteCount: Self.blockBytes, alignment: 1) { block in
            // The block is 128 bytes of our own stack; the key is at most that, or hashed to 64.
            unsafe block.initializeMemory(as: UInt8.self, repeating: 0)
            if key.byteCount > Self.blockBytes, let base = block.baseAddress {
                var hash = Blake2b(length: Self.length)
                hash.update(key)
                unsafe hash.finish(into: base.assumingMemoryBound(to: UInt8.self))
            } else {
                unsafe key.withUnsafeBytes { unsafe block.copyMemory(from: $0) }
            }
            for index in block.indices { unsafe block[index] ^= 0x36 }
            unsafe inner.update(UnsafeRawBufferPointer(block))
            for index in block.indices { unsafe block[index] ^= 0x36 ^ 0x5c }
            unsafe outer.update(UnsafeRawBufferPointer(block))
            if let base = block.baseAddress { unsafe sodium_memzero(base, block.count) }
        }
        self.inner = inner
        self.outer = outer
    }

    /// Takes the next part.
    package mutating func update(_ part: RawSpan) { inner.update(part) }

    /// The code over all parts, 64 bytes.
    package consuming func finish() -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Self.length)
        // The array has 64 bytes.
        unsafe finish(into: &output)
        return output
    }

    /// Takes the next part.
    package mutating func update(_ part: [UInt8]) { inner.update(part) }

    mutating func update(_ part: UnsafeRawBufferPointer) { unsafe inner.update(part) }

    /// Writes 64 bytes; the code is spent.
    mutating func finish(into output: UnsafeMutablePointer<UInt8>) {
        // The output serves for the inner hash first, so that no copy of it stays behind.
        unsafe inner.finish(into: output)
        unsafe outer.update(UnsafeRawBufferPointer(start: output, count: Self.length))
        unsafe outer.finish(into: output)
    }

    /// Length of the code.
    package static let length = 64
    private static let blockBytes = 128
}
