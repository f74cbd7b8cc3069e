/// Why a Noise message was refused. The state that refused it is gone.
package enum NoiseError: Error, Hashable, Sendable {
    /// Shorter than its fixed parts, or longer than 65,535 bytes.
    case badLength(Int)
    /// A tag was wrong: changed bytes, another key, another order, another prologue.
    case decryptFailed
    /// The other side's key has low order.
    case lowOrderKey
    /// One key has sealed or opened as many messages as it may.
    case noncesExhausted
    /// The library or the guarded memory under it failed.
    case keys(KeyError)

    init(_ error: KeyError) {
        self =
            switch error {
            case .authenticationFailed: .decryptFailed
            case .lowOrder: .lowOrderKey
            case .badLength(_, let actual): .badLength(actual)
            default: .keys(error)
            }
    }
}
