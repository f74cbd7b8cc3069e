package import Keys

/// Reads what others signed. The daemon's is libsodium; a simulation may use a stand-in.
package protocol Verifier: Sendable {
    /// What a sealed card is, nil if it is none, is beyond its bounds, or its seal is broken.
    func read(card jws: [UInt8]) -> CardEdition?
    /// Whether the owner of this key made this signature, of 64 bytes, over exactly this message.
    func verifies(_ signature: [UInt8], of message: [UInt8], by key: PublicKey) -> Bool
}

/// One edition of somebody's card.
package struct CardEdition: Hashable, Sendable {
    /// Who sealed it.
    package let key: PublicKey
    /// Which of their cards it is: editions of one have the same.
    package let uid: [UInt8]
    /// When it was sealed, in seconds since 1970 by their clock.
    package let issuedAt: Int64

    /// All fields at once.
    package init(key: PublicKey, uid: [UInt8], issuedAt: Int64) {
        self.key = key
        self.uid = uid
        self.issuedAt = issuedAt
    }
}
