package import Keys

/// Turns plaintexts into the frames of one direction of a link, in order.
package struct Sealer: ~Copyable, Sendable {
    private var cipher: TransportCipher

    /// The cipher of this direction.
    package init(cipher: consuming TransportCipher) { self.cipher = cipher }

    /// Seals in place, without allocation or copy: all but the last 16 bytes of the buffer are plaintext, and the whole
    /// buffer is the frame afterwards.
    /// - Throws: `LinkError.plaintextTooLong`, `.badFrameLength` below 16 bytes, `.noncesExhausted`.
    package mutating func seal(inPlace buffer: inout MutableRawSpan) throws(LinkError) {
        try Self.check(buffer.byteCount)
        do { try cipher.seal(&buffer) } catch { throw Self.linkError(error) }
    }

    /// Seals from one buffer into another, which is longer by exactly 16 bytes.
    /// - Throws: as `seal(inPlace:)`.
    package mutating func seal(_ plaintext: RawSpan, into frame: inout MutableRawSpan) throws(LinkError) {
        try Self.check(frame.byteCount)
        do { try cipher.seal(plaintext, into: &frame) } catch { throw Self.linkError(error) }
    }

    /// The frame of a plaintext, where an allocation does not matter.
    /// - Throws: as `seal(inPlace:)`.
    package mutating func seal(_ plaintext: [UInt8]) throws(LinkError) -> [UInt8] {
        var frame = plaintext
        frame.append(contentsOf: repeatElement(0, count: HandshakeLimits.tagBytes))
        var span = frame.mutableSpan
        var bytes = span.mutableBytes
        try seal(inPlace: &bytes)
        return frame
    }

    private static func check(_ frameBytes: Int) throws(LinkError) {
        guard frameBytes <= HandshakeLimits.sealedBytesMax else {
            throw .plaintextTooLong(frameBytes - HandshakeLimits.tagBytes)
        }
    }

    private static func linkError(_ error: NoiseError) -> LinkError {
        switch error {
        case .badLength(let bytes): .badFrameLength(bytes)
        case .noncesExhausted: .noncesExhausted
        case .decryptFailed, .lowOrderKey, .keys: .closed
        }
    }
}
