package import Keys

/// An authenticated link.
package struct Established: ~Copyable, Sendable {
    /// The attendee on the other side, who has proved to be that.
    package let peer: PublicKey
    /// 64 bytes that both sides share and no other link has, for short codes and membership tags.
    package let handshakeHash: [UInt8]
    /// For what this side sends.
    package var sealer: Sealer
    /// For what the other side sends.
    package var opener: Opener

    init(peer: PublicKey, session: consuming NoiseSession) {
        let hash = session.handshakeHash
        self = session.split { sending, receiving in
            Established(
                peer: peer, handshakeHash: hash, sealer: Sealer(cipher: sending), opener: Opener(cipher: receiving))
        }
    }

    private init(
        peer: PublicKey, handshakeHash: [UInt8], sealer: consuming Sealer, opener: consuming Opener
    ) {
        self.peer = peer
        self.handshakeHash = handshakeHash
        self.sealer = sealer
        self.opener = opener
    }

    /// Takes the link apart, for an owner that keeps the two directions in different places.
    package consuming func split<Result: ~Copyable>(
        _ body: (_ sealer: consuming Sealer, _ opener: consuming Opener) -> Result
    ) -> Result {
        body(sealer, opener)
    }
}
