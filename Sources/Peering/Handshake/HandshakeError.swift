package import Keys

/// Why no link came of a connection. All but `outOfTurn` and `keys` are the other side's doing; the handshake is over.
package enum HandshakeError: Error, Hashable, Sendable {
    /// A message of a handshake has one length, and this is another.
    case badFrameLength(expected: Int, actual: Int)
    /// The other side speaks another version of the protocol, as it says in the clear.
    case otherVersion(Int)
    /// A tag was wrong: changed or replayed bytes, another protocol version, or not this protocol at all.
    case decryptFailed
    /// A key of low order, which would make the secrets known to everybody.
    case lowOrderKey
    /// The identity is no key that anybody can hold.
    case badIdentityKey
    /// The identity did not sign this link's static key for its role.
    case badIdentitySignature
    /// The other side is this attendee: the node reached itself, or a twin with the same identity.
    case selfConnect
    /// A frame or a start that the state does not expect, a use after the end included.
    case outOfTurn
    /// The library or the guarded memory under it failed.
    case keys(KeyError)

    init(_ error: NoiseError, expected: Int) {
        self =
            switch error {
            case .badLength(let actual): .badFrameLength(expected: expected, actual: actual)
            case .decryptFailed: .decryptFailed
            case .lowOrderKey: .lowOrderKey
            case .noncesExhausted: .outOfTurn
            case .keys(let error): .keys(error)
            }
    }
}

extension HandshakeError: CustomStringConvertible {
    /// A sentence for logs; names no key.
    package var description: String {
        switch self {
        case .badFrameLength(let expected, let actual):
            "a handshake message has \(expected) bytes and \(actual) came; the other side may run another version"
        case .otherVersion(let version):
            "the other side speaks version \(version) of the protocol, and this program version \(Handshake.version)"
        case .decryptFailed:
            "the handshake does not decrypt; the other side runs another version, or somebody changed it on the way"
        case .lowOrderKey: "the other side sent a key of low order"
        case .badIdentityKey: "the other side's identity is not a valid key"
        case .badIdentitySignature: "the other side did not prove its identity"
        case .selfConnect: "the other side has this node's own identity"
        case .outOfTurn: "a handshake message came out of turn"
        case .keys(let error): error.description
        }
    }
}
