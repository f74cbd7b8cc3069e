package import Keys

/// Turns the frames of one direction of a link back into plaintexts, in order. One failure closes it for good, because
/// whatever follows was meant for another place in the order.
package struct Opener: ~Copyable, Sendable {
    private var cipher: TransportCipher
    private var failed = false

    /// The cipher of this direction.
    package init(cipher: consuming TransportCipher) { self.cipher = cipher }

    /// Opens a frame in place, without allocation or copy: afterwards all but its last 16 bytes are plaintext.
    /// - Returns: the length of the plaintext.
    /// - Throws: `LinkError.badFrameLength`, `.decryptFailed`, `.noncesExhausted`, and `.closed` ever after.
    @discardableResult
    package mutating func open(inPlace frame: inout MutableRawSpan) throws(LinkError) -> Int {
        guard !failed else { throw .closed }
        do { try cipher.open(&frame) } catch {
            failed = true
            switch error {
            case .badLength(let bytes): throw .badFrameLength(bytes)
            case .noncesExhausted: throw .noncesExhausted
            case .decryptFailed, .lowOrderKey, .keys: throw .decryptFailed
            }
        }
        return frame.byteCount - HandshakeLimits.tagBytes
    }

    /// The plaintext of a frame, where an allocation does not matter.
    /// - Throws: as `open(inPlace:)`.
    package mutating func open(_ frame: [UInt8]) throws(LinkError) -> [UInt8] {
        var frame = frame
        var length = 0
        do {
            var span = frame.mutableSpan
            var bytes = span.mutableBytes
            length = try open(inPlace: &bytes)
        }
        frame.removeLast(frame.count - length)
        return frame
    }
}
