import CSodium

/// BLAKE2b (RFC 7693) over bytes that come in parts, with 16 to 64 bytes of output and an optional key.
@safe package struct Blake2b: ~Copyable {
    /// `stateBytes` long and aligned as the library wants it; owned until `deinit`.
    private let state: UnsafeMutableRawPointer
    /// Length of the output in bytes.
    package let length: Int

    /// Starts a hash. A length outside 16...64 or a key longer than 64 bytes is our bug; an empty key is none.
    package init(length: Int, key: [UInt8] = []) {
        precondition((16...64).contains(length) && key.count <= 64, "BLAKE2b gives 16 to 64 bytes, with a key up to 64")
        Sodium.require()
        unsafe state = .allocate(byteCount: Self.stateBytes, alignment: 64)
        self.length = length
        // The state is as long and aligned as the library asks; the key is as long as it says.
        let code = unsafe crypto_generichash_blake2b_init(pointer, key, key.count, length)
        precondition(code == 0, "the sizes were checked")
    }

    deinit {
        // Keyed states hold secrets.
        unsafe sodium_memzero(state, Self.stateBytes)
        unsafe state.deallocate()
    }

    /// Takes the next part.
    package mutating func update(_ part: RawSpan) {
        // The span is valid for the call.
        unsafe part.withUnsafeBytes { unsafe update($0) }
    }

    /// Takes the next part.
    package mutating func update(_ part: [UInt8]) {
        // The array is valid for the call.
        unsafe part.withUnsafeBytes { unsafe update($0) }
    }

    /// The hash of all parts.
    package consuming func finish() -> [UInt8] {
        var output = [UInt8](repeating: 0, count: length)
        // The array has `length` bytes.
        unsafe finish(into: &output)
        return output
    }

    /// The hash of one piece.
    package static func hash(_ bytes: [UInt8], length: Int, key: [UInt8] = []) -> [UInt8] {
        var hash = Blake2b(length: length, key: key)
        hash.update(bytes)
        return hash.finish()
    }

    mutating func update(_ part: UnsafeRawBufferPointer) {
        guard let base = part.baseAddress else { return }
        // The part is as long as it says.
        let code = unsafe crypto_generichash_blake2b_update(
            pointer, base.assumingMemoryBound(to: UInt8.self), UInt64(part.count))
        precondition(code == 0, "a state that was not finished takes more")
    }

    /// Writes `length` bytes; the state is spent.
    mutating func finish(into output: UnsafeMutablePointer<UInt8>) {
        let code = unsafe crypto_generichash_blake2b_final(pointer, output, length)
        precondition(code == 0, "a state is finished once")
    }

    /// Swift cannot import the state's type, because it is aligned more than 16.
    private var pointer: OpaquePointer { unsafe OpaquePointer(state) }

    private static let stateBytes = crypto_generichash_blake2b_statebytes()
}
