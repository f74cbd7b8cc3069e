package import Keys

/// Who this node is on its links: the attendee, and an X25519 static key made for this run, vouched for by the
/// attendee.
///
/// One serves any number of links. The two signatures are made once: Ed25519 is deterministic, and what they cover does
/// not depend on the link, which the Noise handshake binds to the static key.
package final class LinkIdentity: Sendable {
    /// The attendee.
    package let publicKey: PublicKey
    let agreement: AgreementKey
    private let initiatorProof: [UInt8]
    private let responderProof: [UInt8]

    /// Signs the static key for both roles.
    /// - Parameters:
    ///   - signer: the attendee's.
    ///   - agreement: made for this run and used for nothing else.
    package init(signer: any Signer, agreement: consuming AgreementKey) {
        publicKey = signer.publicKey
        let key = agreement.publicKey
        let identity = signer.publicKey.bytes
        initiatorProof = identity + signer.sign(Self.claim(key, .initiator)).bytes
        responderProof = identity + signer.sign(Self.claim(key, .responder)).bytes
        self.agreement = agreement
    }

    /// Identity key and signature, 96 bytes: the payload that this side sends in a role.
    func proof(_ role: HandshakeRole) -> [UInt8] { role == .initiator ? initiatorProof : responderProof }

    /// The attendee that the other side's payload proves, given the static key that Noise has proved and the role that
    /// side plays.
    func verify(
        proof: [UInt8], remoteStatic: AgreementPublicKey, role: HandshakeRole
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
        guard peer.verifies(signature, of: Self.claim(remoteStatic, role)) else { throw .badIdentitySignature }
        return peer
    }

    /// What an identity signs: `"baithak-link-1" ‖ static key ‖ role byte`.
    static func claim(_ key: AgreementPublicKey, _ role: HandshakeRole) -> [UInt8] {
        [UInt8]("baithak-link-1".utf8) + key.bytes + [role.rawValue]
    }
}
