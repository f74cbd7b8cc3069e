import Keys

/// The bounds of handshakes and sealed links, each with its reason.
package enum HandshakeLimits {
    /// The longest frame worth buffering before the other side is authenticated, in bytes. The real ones are 33, 192
    /// and 160; what is above only leaves room for a later version, and a stranger makes us hold no more.
    package static let frameBytesMax = 2_048
    /// First message: an ephemeral key, and the version in a byte.
    package static let helloBytes = NoiseXX.keyBytes + 1
    /// Identity key and signature, the payload of the second and third message.
    package static let proofBytes = 32 + 64
    /// Second message: ephemeral key, sealed static key, sealed proof.
    package static let replyBytes = 2 * NoiseXX.keyBytes + NoiseXX.tagBytes + proofBytes + NoiseXX.tagBytes
    /// Third message: sealed static key, sealed proof.
    package static let finishBytes = NoiseXX.keyBytes + NoiseXX.tagBytes + proofBytes + NoiseXX.tagBytes
    /// What sealing adds to a plaintext.
    package static let tagBytes = NoiseXX.tagBytes
    /// The longest sealed frame: its length field has 16 bits.
    package static let sealedBytesMax = NoiseXX.messageBytesMax
    /// The longest plaintext of one frame, 65,519 bytes.
    package static let plaintextBytesMax = sealedBytesMax - tagBytes
}
