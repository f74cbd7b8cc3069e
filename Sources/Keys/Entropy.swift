import CSodium

/// Random bytes from the operating system, through libsodium.
package enum Entropy {
    /// So many random bytes; `count` is not negative.
    package static func bytes(_ count: Int) -> [UInt8] {
        Sodium.require()
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            // The buffer has room for `count` bytes, and the call writes all of them; it returns nothing to check.
            if let base = buffer.baseAddress { unsafe randombytes_buf(base, count) }
            initialised = count
        }
    }

    /// A random number, to seed a generator or to name a log.
    package static func seed() -> UInt64 {
        Sodium.require()
        var seed: UInt64 = 0
        // The variable is eight bytes, all written.
        unsafe randombytes_buf(&seed, MemoryLayout<UInt64>.size)
        return seed
    }
}
