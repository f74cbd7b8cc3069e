import Keys
import Peering
import Wire

/// How signatures are made and checked in a simulation.
package enum Signatures: String, Sendable, CaseIterable {
    /// Ed25519, as in the daemon.
    case real
    /// A stand-in that costs next to nothing and that anybody could forge; nobody here does.
    case cheap

    func signer(seed: UInt64) -> any Signer {
        switch self {
        case .real: Self.realSigner(seed: seed)
        case .cheap: CheapSigner(seed: seed)
        }
    }

    private static func realSigner(seed: UInt64) -> any Signer {
        var dice = Dice(seed: seed)
        do {
            return try SigningKey(seed: Secret(copying: (0..<32).map { _ in UInt8(truncatingIfNeeded: dice.next()) }))
        } catch {
            preconditionFailure("32 bytes are a seed, and there is memory for them")
        }
    }

    func check(_ presence: SignedPresence) -> Node.CheckedPresence {
        switch self {
        case .real:
            let author = try? PublicKey(presence.header.author)
            let signature = try? Signature(presence.signature)
            guard let author, let signature, author.verifies(signature, of: presence.signedBytes) else {
                return Node.CheckedPresence(presence: presence, author: nil)
            }
            return Node.CheckedPresence(presence: presence, author: author)
        case .cheap:
            let author = try? PublicKey(trusting: presence.header.author)
            guard let author,
                CheapSigner.signature(of: presence.signedBytes, by: presence.header.author) == presence.signature
            else { return Node.CheckedPresence(presence: presence, author: nil) }
            return Node.CheckedPresence(presence: presence, author: author)
        }
    }
}

/// An identity whose signature is a checksum.
struct CheapSigner: Signer {
    let publicKey: PublicKey

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
        do {
            publicKey = try PublicKey(trusting: bytes)
        } catch {
            preconditionFailure("32 bytes are a key that need not be a point")
        }
    }

    func sign(_ message: [UInt8]) -> Signature {
        do {
            return try Signature(Self.signature(of: message, by: publicKey.bytes))
        } catch {
            preconditionFailure("64 bytes are a signature")
        }
    }

    static func signature(of message: [UInt8], by key: [UInt8]) -> [UInt8] {
        var digest = Digest()
        digest.add(message)
        digest.add(key)
        return (0..<8).flatMap { index in
            (0..<8).map { UInt8(truncatingIfNeeded: (digest.value &+ UInt64(index)) >> (8 * UInt64($0))) }
        }
    }
}
