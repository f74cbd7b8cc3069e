import Keys
import Wire

extension Signer {
    /// A beat with any bytes for a profile.
    func beat(
        _ stamp: UInt64, profileBytes: [UInt8], intervalMS: UInt32 = 20_000, leaving: Bool = false, ageMS: UInt32 = 0
    ) -> SignedPresence {
        let header = PresenceHeader(
            author: publicKey.bytes, stamp: stamp, intervalMS: intervalMS, leaving: leaving,
            profileHash: Array(Blake2b.hash(profileBytes, length: 32).prefix(16)))
        let bytes = header.encoded()
        return SignedPresence(
            header: header, headerBytes: bytes,
            signature: sign(SignedPresence.signatureContext + bytes).bytes, profileBytes: profileBytes, ageMS: ageMS)
    }
}
