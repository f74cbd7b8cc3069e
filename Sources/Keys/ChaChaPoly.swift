import CSodium

/// ChaCha20-Poly1305 as the IETF defines it (RFC 8439): 32-byte key, 12-byte nonce, 16-byte tag after the ciphertext.
package enum ChaChaPoly {
    /// Length of a key.
    package static let keyBytes = 32
    /// Length of the tag.
    package static let tagBytes = 16

    /// Seals in place: all but the last 16 bytes are plaintext and become ciphertext, the last 16 become the tag.
    ///
    /// A key of another length than 32 bytes or a buffer without room for the tag is our bug.
    package static func seal(
        _ buffer: inout MutableRawSpan, key: borrowing Secret, nonce: ChaChaNonce, additional: RawSpan
    ) {
        precondition(buffer.byteCount >= tagBytes, "the tag needs 16 bytes")
        let length = buffer.byteCount - tagBytes
        unsafe buffer.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            // Reads and writes `length` bytes at the same place, then 16 more: the whole buffer.
            unsafe seal(base, length, into: base, key: key, nonce: nonce, additional: additional)
        }
    }

    /// Seals from one buffer into another, which is longer by exactly the 16 bytes of the tag.
    package static func seal(
        _ plaintext: RawSpan, into buffer: inout MutableRawSpan, key: borrowing Secret, nonce: ChaChaNonce,
        additional: RawSpan
    ) {
        precondition(buffer.byteCount == plaintext.byteCount + tagBytes, "the tag needs 16 bytes")
        unsafe plaintext.withUnsafeBytes { plaintext in
            unsafe buffer.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return }
                // Reads the plaintext, writes as much and 16 bytes more: the whole buffer.
                unsafe seal(
                    plaintext.baseAddress, plaintext.count, into: base, key: key, nonce: nonce, additional: additional)
            }
        }
    }

    /// Opens in place: afterwards all but the last 16 bytes are plaintext.
    /// - Throws: `KeyError.authenticationFailed`; the plaintext bytes are then zero. `.badLength` below 16 bytes.
    package static func open(
        _ buffer: inout MutableRawSpan, key: borrowing Secret, nonce: ChaChaNonce, additional: RawSpan
    ) throws(KeyError) {
        precondition(key.count == keyBytes, "a key has 32 bytes")
        let length = buffer.byteCount - tagBytes
        guard length >= 0 else { throw .badLength(expected: tagBytes, actual: buffer.byteCount) }
        Sodium.require()
        let code = unsafe buffer.withUnsafeMutableBytes { buffer -> Int32 in
            guard let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return -1 }
            return unsafe additional.withUnsafeBytes { additional in
                unsafe nonce.withPointer { nonce in
                    // Reads `length` + 16 bytes, writes `length` bytes at the same place.
                    unsafe crypto_aead_chacha20poly1305_ietf_decrypt_detached(
                        base, nil, base, UInt64(length), base + length,
                        additional.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(additional.count),
                        nonce, key.pointer)
                }
            }
        }
        guard code == 0 else { throw .authenticationFailed }
    }

    private static func seal(
        _ plaintext: UnsafeRawPointer?, _ length: Int, into output: UnsafeMutableRawPointer,
        key: borrowing Secret, nonce: ChaChaNonce, additional: RawSpan
    ) {
        precondition(key.count == keyBytes, "a key has 32 bytes")
        Sodium.require()
        let output = unsafe output.assumingMemoryBound(to: UInt8.self)
        let code = unsafe additional.withUnsafeBytes { additional in
            unsafe nonce.withPointer { nonce in
                // The callers vouch for `length` bytes to read, and 16 more than that to write.
                unsafe crypto_aead_chacha20poly1305_ietf_encrypt_detached(
                    output, output + length, nil, plaintext?.assumingMemoryBound(to: UInt8.self), UInt64(length),
                    additional.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(additional.count),
                    nil, nonce, key.pointer)
            }
        }
        precondition(code == 0, "libsodium seals anything this short")
    }
}
