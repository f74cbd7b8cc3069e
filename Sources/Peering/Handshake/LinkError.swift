import Keys

/// Why a frame of an established link was not sealed or opened. The link is of no use afterwards, except after
/// `plaintextTooLong`.
package enum LinkError: Error, Hashable, Sendable {
    /// Our bug, reported: nothing longer than `HandshakeLimits.plaintextBytesMax` goes into one frame.
    case plaintextTooLong(Int)
    /// A sealed frame has 16 to 65,535 bytes.
    case badFrameLength(Int)
    /// The tag was wrong: changed, replayed, missing or reordered frames.
    case decryptFailed
    /// The link has carried as many frames as one key may.
    case noncesExhausted
    /// An earlier frame failed.
    case closed
}

extension LinkError: CustomStringConvertible {
    /// A sentence for logs.
    package var description: String {
        switch self {
        case .plaintextTooLong(let bytes):
            "a message of \(bytes) bytes does not fit into one frame of \(HandshakeLimits.plaintextBytesMax)"
        case .badFrameLength(let bytes): "a sealed frame cannot have \(bytes) bytes"
        case .decryptFailed: "a frame does not decrypt; somebody changed it on the way"
        case .noncesExhausted: "the link has carried all the frames it may; dial again"
        case .closed: "the link failed before"
        }
    }
}
