import CSodium

/// Bytes that nobody else may see: in memory from `sodium_malloc`, with one owner, wiped at the end of life, never
/// printed.
///
/// `@unchecked Sendable`: the type cannot be copied, so a region has one owner; its bytes change only in `mutating`
/// methods, which the compiler keeps exclusive, and shared readers only read.
@safe package struct Secret: ~Copyable, @unchecked Sendable {
    /// Valid for `count` bytes until `deinit`.
    private let base: UnsafeMutableRawPointer
    /// How many bytes.
    package let count: Int

    /// So many zero bytes, to be filled.
    /// - Throws: `KeyError.outOfMemory`, or what `Sodium.start()` throws.
    package init(zeroed count: Int) throws(KeyError) {
        precondition(count >= 0, "a secret has no negative length")
        try Sodium.start()
        guard let region = unsafe SecretPool.take(count) else { throw .outOfMemory }
        unsafe base = region
        self.count = count
    }

    /// A copy of bytes that are in ordinary memory, for vectors and for text that a person typed; the caller's bytes
    /// stay.
    /// - Throws: as `init(zeroed:)`.
    package init(copying bytes: some Collection<UInt8>) throws(KeyError) {
        try self.init(zeroed: bytes.count)
        // The region is `count` bytes long, which the collection's count was.
        unsafe UnsafeMutableRawBufferPointer(start: base, count: count).copyBytes(from: bytes)
    }

    /// So many random bytes.
    /// - Throws: as `init(zeroed:)`.
    package static func random(_ count: Int) throws(KeyError) -> Secret {
        let secret = try Secret(zeroed: count)
        // The region is `count` bytes long, and nobody else has it yet.
        unsafe randombytes_buf(secret.base, count)
        return secret
    }

    deinit { unsafe SecretPool.giveBack(base, count) }

    /// Lends the bytes for reading. Whatever the closure copies is no longer guarded.
    package borrowing func withBytes<Result: ~Copyable, Failure>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The region lives as long as self, which is borrowed for the call; the span cannot escape it.
        try body(unsafe RawSpan(_unsafeStart: base, byteCount: count))
    }

    /// Lends the bytes for writing, so that a file can be read straight into guarded memory.
    package mutating func withMutableBytes<Result: ~Copyable, Failure>(
        _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // As above, and `mutating` makes this the only access.
        var span = unsafe MutableRawSpan(_unsafeStart: base, byteCount: count)
        return try body(&span)
    }

    /// For C calls of this module: valid for `count` bytes while the secret is alive and borrowed.
    var pointer: UnsafeMutablePointer<UInt8> { unsafe base.assumingMemoryBound(to: UInt8.self) }
}
