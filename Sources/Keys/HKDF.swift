import CSodium

/// The key derivation of Noise (section 4.3) with HMAC-BLAKE2b: chaining key and input to two or three outputs.
package enum HKDF {
    /// The outputs one after the other, 64 bytes each; `outputs` is 2 or 3, everything else is our bug.
    /// - Throws: `KeyError.outOfMemory`, or what `Sodium.start()` throws.
    package static func derive(chainingKey: RawSpan, input: RawSpan, outputs: Int) throws(KeyError) -> Secret {
        precondition(outputs == 2 || outputs == 3, "Noise derives two or three keys")
        let length = HMACBlake2b.length
        let result = try Secret(zeroed: length * outputs)
        let temporary = try Secret(zeroed: length)
        unsafe chainingKey.withUnsafeBytes { chainingKey in
            unsafe input.withUnsafeBytes { input in
                // The result holds `outputs` hashes, the temporary one.
                unsafe derive(
                    chainingKey: chainingKey, input: input, outputs: outputs,
                    into: result.pointer, temporary: temporary.pointer)
            }
        }
        return result
    }

    /// The same in the caller's guarded memory: `result` has `outputs` × 64 bytes and may begin with the chaining key,
    /// which is read before anything is written there; `temporary` has 64 bytes and overlaps nothing.
    static func derive(
        chainingKey: UnsafeRawBufferPointer, input: UnsafeRawBufferPointer, outputs: Int,
        into result: UnsafeMutablePointer<UInt8>, temporary: UnsafeMutablePointer<UInt8>
    ) {
        let length = HMACBlake2b.length
        var extract = unsafe HMACBlake2b(key: chainingKey.bytes)
        unsafe extract.update(input)
        unsafe extract.finish(into: temporary)
        let key = unsafe UnsafeRawBufferPointer(start: temporary, count: length)
        for index in 0..<outputs {
            var expand = unsafe HMACBlake2b(key: key.bytes)
            if index > 0 {
                // The output before this one, already written.
                unsafe expand.update(UnsafeRawBufferPointer(start: result + (index - 1) * length, count: length))
            }
            expand.update([UInt8(index + 1)])
            unsafe expand.finish(into: result + index * length)
        }
        // 64 bytes, as above.
        unsafe sodium_memzero(temporary, length)
    }
}
