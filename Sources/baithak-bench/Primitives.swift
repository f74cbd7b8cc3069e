import Keys

/// What one side of a handshake cannot do without, called with nothing around it.
struct Primitives: ~Copyable {
    private let own: AgreementKey
    private let other: AgreementPublicKey
    private let signer: SigningKey
    private let claim = [UInt8](repeating: 7, count: 47)

    init() throws {
        let signer = try SigningKey.generate()
        let other = try AgreementKey.generate().publicKey
        let own = try AgreementKey.generate()
        self.signer = signer
        self.other = other
        self.own = own
    }

    /// A key pair, three agreements, the check of a foreign key, and the check of its signature.
    func runOnce(_ signature: Signature) throws {
        _ = try AgreementKey.generate()
        for _ in 0..<3 { _ = try own.sharedSecret(with: other) }
        let identity = try PublicKey(signer.publicKey.bytes)
        guard identity.verifies(signature, of: claim) else { throw KeyError.authenticationFailed }
    }

    /// The signature to check, made once as in a daemon's run.
    func sign() -> Signature { signer.sign(claim) }
}
