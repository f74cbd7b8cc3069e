import Gatherings
import Keys
import Peering
import Wire

/// An identity whose signature is a checksum of the message and the key, eight times over.
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

    func sign(_ message: [UInt8]) -> Signature { Self.signature(of: message, by: publicKey) }

    static func signature(of message: [UInt8], by key: PublicKey) -> Signature {
        let sum = sum(of: message.dropFirst(SignedPresence.signatureContext.count), by: key)
        do {
            return try Signature((0..<64).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0 % 8))) })
        } catch {
            preconditionFailure("64 bytes are a signature")
        }
    }

    /// Whether `signature` was made over this whole message by this key.
    static func isSignature(_ signature: [UInt8], ofMessage message: [UInt8], by key: PublicKey) -> Bool {
        isSignature(signature, of: Array(message.dropFirst(SignedPresence.signatureContext.count)), by: key)
    }

    /// Whether `signature` was made over a presence's header, without its context, by this key.
    static func isSignature(_ signature: [UInt8], of headerBytes: [UInt8], by key: PublicKey) -> Bool {
        let sum = sum(of: headerBytes[...], by: key)
        return signature.count == 64
            && signature.indices.allSatisfy { place in
                signature[place] == UInt8(truncatingIfNeeded: sum >> (8 * UInt64(place % 8)))
            }
    }

    private static func sum(of message: ArraySlice<UInt8>, by key: PublicKey) -> UInt64 {
        var digest = Digest()
        digest.add(message)
        digest.add(key.compact.prefix)
        return digest.value
    }
}

/// An identity that signs entries for real, because logs are of keys that can, and everything else cheaply: others
/// check each beat, and an entry only once in a venue.
struct EntrySigner: Signer {
    let key: any Signer

    var publicKey: PublicKey { key.publicKey }

    func sign(_ message: [UInt8]) -> Signature {
        message.starts(with: Entry.signatureContext)
            ? key.sign(message) : CheapSigner.signature(of: message, by: publicKey)
    }
}
