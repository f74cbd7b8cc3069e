/// The bounds of this module, each with its reason.
enum Limits {
    /// Noise, section 3: no message is longer, so that a 16-bit length field suffices.
    static let noiseMessageBytesMax = 65_535
    /// Noise reserves the last nonce and forbids wrapping. No link lives for 2^48 messages (at 100,000 a second that is
    /// 89 years), so stopping there costs nothing and leaves no edge to get wrong.
    static let noiseMessagesMax: UInt64 = 1 << 48
    /// Secrets up to this size use recycled regions: the largest that a handshake needs is 224 bytes.
    static let pooledSecretBytes = 256
    /// Idle recycled regions kept. A handshake holds four at a time; each costs two pages of memory.
    static let pooledSecretsMax = 32
    /// Argon2id below 8 KiB is refused by libsodium; above 1 GiB a laptop would swap.
    static let argonMemoryBytes = 8_192...1_073_741_824
    /// More passes than this take minutes with any useful memory.
    static let argonPasses = 1...64
    /// RFC 9106 asks for at least four bytes; shorter than 16 is no key.
    static let argonOutputBytes = 16...64
}
