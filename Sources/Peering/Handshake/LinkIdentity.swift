package import Keys

/// Who this node is on its links: the attendee, and an X25519 static key made for this run, vouched for by the
/// attendee.
///
/// One serves any number of links. What it signs covers the transcript of each handshake, so that nobody who learns a
/// static key can show an old signature to somebody else.
package final class LinkIdentity: Sendable {
    /// The attendee.
    package let publicKey: PublicKey
    let agreement: AgreementKey
    private let signer: any Signer

    /// One run of one attendee.
    /// - Parameters:
    ///   - signer: the attendee's.
    ///   - agreement: made for this run and used for nothing else.
    package init(signer: any Signer, agreement: consuming AgreementKey) {
        publicKey = signer.publicKey
        self.signer = signer
        self.agreement = agreement
    }

    /// Identity key and signature, 96 bytes: the payload that this side sends in a role. `hash` is the transcript's,
    /// just before this payload is sealed.
    func proof(_ role: HandshakeRole, hash: [UInt8]) -> [UInt8] {
        publicKey.bytes + signer.sign(Self.claim(agreement.publicKey, hash, role)).bytes
    }

    /// The attendee that the other side's payload proves, given the static key that Noise has proved, the transcript's
    /// hash just before that payload, and the role that side plays.
    func verify(
        proof: [UInt8], remoteStatic: AgreementPublicKey, hash: [UInt8], role: HandshakeRole
    ) throws(HandshakeError) -> PublicKey {
        let identity = proof.prefix(32)
        guard !identity.elementsEqual(publicKey.bytes) else { throw .selfConnect }
        let peer: PublicKey
        let signature: Signature
        do {
            peer = try PublicKey(identity)
            signature = try Signature(proof.dropFirst(32))
        } catch {
            throw error == .invalidPoint ? .badIdentityKey : .keys(error)
        }
        guard peer.verifies(signature, of: Self.claim(remoteStatic, hash, role)) else { throw .badIdentitySignature }
        return peer
    }

    /// What an identity signs: `"baithak-link-2" ‖ static key ‖ transcript's hash ‖ role byte`.
    static func claim(_ key: AgreementPublicKey, _ hash: [UInt8], _ role: HandshakeRole) -> [UInt8] {
        [UInt8]("baithak-link-2".utf8) + key.bytes + hash + [role.rawValue]
    }
}
