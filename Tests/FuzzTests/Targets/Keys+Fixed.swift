import Keys
import Peering

/// Keys that are the same in each run, so that what a fuzzer found is found again.
enum FixedKeys {
    static let ours = signing(1)
    static let theirs = signing(2)
    /// Two sides of a link.
    static let ourLink = LinkIdentity(signer: ours, agreement: agreement(3))
    static let theirLink = LinkIdentity(signer: theirs, agreement: agreement(4))

    static func signing(_ byte: UInt8) -> SigningKey {
        do { return try SigningKey(seed: secret(byte)) } catch { preconditionFailure("\(error)") }
    }

    static func agreement(_ byte: UInt8) -> AgreementKey {
        do { return try AgreementKey(secret: secret(byte)) } catch { preconditionFailure("\(error)") }
    }

    static func secret(_ byte: UInt8) -> Secret {
        do { return try Secret(copying: [UInt8](repeating: byte, count: 32)) } catch { preconditionFailure("\(error)") }
    }
}

/// Signs with zeros: for what is read without looking at signatures.
struct NoSigner: Signer {
    let publicKey: PublicKey

    func sign(_ message: [UInt8]) -> Signature {
        do { return try Signature([UInt8](repeating: 0, count: 64)) } catch { preconditionFailure("\(error)") }
    }
}
