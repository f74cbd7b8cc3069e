import CSodium

/// Argon2id (RFC 9106), one lane: a password to a key. Slow on purpose, so never on an event loop or the task pool.
package enum Argon2id {
    /// Length of the salt.
    package static let saltBytes = 16

    /// The key that a password and a salt give at a cost.
    /// - Parameters:
    ///   - salt: 16 random bytes, kept beside what the key protects.
    ///   - memoryBytes: 8 KiB to 1 GiB; rounded down to KiB.
    ///   - passes: 1 to 64.
    ///   - count: length of the key, 16 to 64 bytes.
    /// - Throws: `KeyError.badLength` for the salt, `.derivationFailed` for a cost out of bounds or too little memory.
    package static func derive(
        password: borrowing Secret, salt: [UInt8], memoryBytes: Int, passes: Int, count: Int
    ) throws(KeyError) -> Secret {
        guard salt.count == saltBytes else { throw .badLength(expected: saltBytes, actual: salt.count) }
        guard Limits.argonMemoryBytes.contains(memoryBytes), Limits.argonPasses.contains(passes),
            Limits.argonOutputBytes.contains(count)
        else { throw .derivationFailed }
        let key = try Secret(zeroed: count)
        // Writes `count` bytes; reads the password as long as it is, and 16 bytes of salt.
        let code = unsafe password.pointer.withMemoryRebound(to: CChar.self, capacity: password.count) { password0 in
            unsafe crypto_pwhash_argon2id(
                key.pointer, UInt64(count), password0, UInt64(password.count), salt,
                UInt64(passes), memoryBytes, crypto_pwhash_argon2id_alg_argon2id13())
        }
        guard code == 0 else { throw .derivationFailed }
        return key
    }
}
