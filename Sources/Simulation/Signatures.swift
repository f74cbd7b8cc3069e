import Keys
import Peering
import Wire

/// How signatures are made and checked in a simulation.
package enum Signatures: String, Sendable, CaseIterable {
    /// Ed25519, as in the daemon.
    case real
    /// A stand-in that costs next to nothing and that anybody could forge; nobody here does.
    case cheap
    /// Entries of gatherings are signed for real, everything else with the stand-in.
    case entries

    func signer(seed: UInt64) -> any Signer {
        switch self {
        case .real: Self.realSigner(seed: seed)
        case .cheap: CheapSigner(seed: seed)
        case .entries: EntrySigner(key: Self.realSigner(seed: seed))
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
        case .cheap, .entries:
            guard let author = try? PublicKey(trusting: presence.header.author),
                CheapSigner.isSignature(presence.signature, of: presence.headerBytes, by: author)
            else { return Node.CheckedPresence(presence: presence, author: nil) }
            return Node.CheckedPresence(presence: presence, author: author)
        }
    }
}
