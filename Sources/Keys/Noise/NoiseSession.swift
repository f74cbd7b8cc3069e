/// What a finished handshake leaves: one secret each way, and what both sides agree on.
package struct NoiseSession: ~Copyable, Sendable {
    /// The hash of the whole transcript, 64 bytes, the same on both sides and unique to this session.
    package let handshakeHash: [UInt8]
    /// The static key that the other side has proved to hold.
    package let remoteStatic: AgreementPublicKey
    /// The transcript's hash just before the other side's last payload was sealed.
    package let remotePayloadHash: [UInt8]
    /// Seals what this side sends.
    package var sending: TransportCipher
    /// Opens what the other side sent.
    package var receiving: TransportCipher

    /// Takes the session apart: the two ciphers, sending first. (A module can only take apart its own types.)
    package consuming func split<Result: ~Copyable>(
        _ body: (_ sending: consuming TransportCipher, _ receiving: consuming TransportCipher) -> Result
    ) -> Result {
        body(sending, receiving)
    }
}
