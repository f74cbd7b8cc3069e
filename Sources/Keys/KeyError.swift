/// What can be wrong with keys, signatures and the library under them.
package enum KeyError: Error, Hashable, Sendable {
    /// libsodium could not be started.
    case libraryUnavailable
    /// libsodium is older than the correction of CVE-2025-69277.
    case libraryOutdated
    /// The system gave no guarded memory.
    case outOfMemory
    /// So many bytes were needed, so many came.
    case badLength(expected: Int, actual: Int)
    /// The text is not hexadecimal.
    case badHex
    /// The bytes are no Ed25519 key: not canonical, not on the curve, or outside the prime order subgroup.
    case invalidPoint
    /// The other side's X25519 key has low order, so the shared secret would be all zero.
    case lowOrder
    /// The tag does not belong to these bytes, key and nonce.
    case authenticationFailed
    /// The cost of a password hash is out of bounds, or the machine has not that much memory.
    case derivationFailed
}

extension KeyError: CustomStringConvertible {
    /// A sentence for a person; never contains key bytes.
    package var description: String {
        switch self {
        case .libraryUnavailable: "libsodium could not be started; reinstall libsodium23"
        case .libraryOutdated: "this libsodium accepts forged keys (CVE-2025-69277); install its security update"
        case .outOfMemory: "no guarded memory is left for a secret; close programs or raise the memory limit"
        case .badLength(let expected, let actual): "\(expected) bytes are needed here, and \(actual) came"
        case .badHex: "this is not hexadecimal; copy the whole key again"
        case .invalidPoint: "this is not a key that anybody can hold; ask its owner to send it again"
        case .lowOrder: "the other side sent a key of low order; the link is refused"
        case .authenticationFailed: "these bytes were changed or belong to another key"
        case .derivationFailed: "the password could not be hashed; there is too little memory"
        }
    }
}
