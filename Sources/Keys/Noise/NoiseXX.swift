/// `Noise_XX_25519_ChaChaPoly_BLAKE2b` (Noise Protocol Framework, revision 34), as a machine of small states.
///
///     -> e
///     <- e, ee, s, es
///     -> s, se
///
/// Each state holds only what exists in it, and a transition consumes it; so no message can be read twice, written
/// out of turn, or retried after a failure. Initiator: `InitiatorHello`, `InitiatorAwaitingReply`, `InitiatorFinish`.
/// Responder: `ResponderAwaitingHello`, `ResponderReply`, `ResponderAwaitingFinish`. Both end with a `NoiseSession`.
package enum NoiseXX {
    /// The name that starts the transcript.
    package static let name = "Noise_XX_25519_ChaChaPoly_BLAKE2b"
    /// Length of a public key in a message.
    package static let keyBytes = 32
    /// What sealing adds to a key or payload.
    package static let tagBytes = ChaChaPoly.tagBytes
    /// No message is longer.
    package static let messageBytesMax = Limits.noiseMessageBytesMax
}
