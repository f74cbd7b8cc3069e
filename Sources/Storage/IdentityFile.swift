package import Keys

/// The file that holds the identity: 81 bytes, mode 0600.
///
/// | offset | length | what |
/// |---|---|---|
/// | 0 | 16 | `baithak-identity` in ASCII |
/// | 16 | 1 | version, 1 |
/// | 17 | 32 | the Ed25519 public key |
/// | 49 | 32 | the Ed25519 seed (RFC 8032, section 5.1.5), secret |
///
/// The public key is the checksum: it is computed from the seed whenever the file is read, and a file in which any bit
/// has changed is refused. The seed goes between the file and guarded memory directly.
package enum IdentityFile {
    /// Makes a new identity and its file, on the disk before this returns. If two programs try at the same time, one
    /// wins.
    ///
    /// - Throws: ``IdentityError/exists(path:)`` if there is anything at the path, or
    ///   ``IdentityError/unwritable(path:reason:)``.
    package static func create(at path: String) throws(IdentityError) -> SigningKey {
        let key: SigningKey
        do throws(KeyError) { key = try SigningKey.generate() } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
        try write(key, to: path)
        return key
    }

    /// Reads the identity.
    ///
    /// - Throws: ``IdentityError``; only ``IdentityError/missing(path:)`` means that there is none.
    package static func load(at path: String) throws(IdentityError) -> SigningKey { try read(path) }

    static let magic = [UInt8]("baithak-identity".utf8)
    static let version: UInt8 = 1
    static let publicKeyBytes = 32
    static let headerBytes = magic.count + 1 + publicKeyBytes
}
