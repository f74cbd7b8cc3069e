/// One direction of a finished session: a key and a counter that only goes up.
package struct TransportCipher: ~Copyable, Sendable {
    private let key: Secret
    private var counter: UInt64

    /// A 32-byte key, and the number of messages it has already sealed or opened.
    package init(key: consuming Secret, counter: UInt64 = 0) {
        precondition(key.count == ChaChaPoly.keyBytes, "a key has 32 bytes")
        self.key = key
        self.counter = counter
    }

    /// Seals the next message in place; the last 16 bytes of the buffer are room for the tag.
    /// - Throws: `NoiseError.badLength` outside 16...65,535 bytes, `.noncesExhausted`.
    package mutating func seal(_ buffer: inout MutableRawSpan) throws(NoiseError) {
        let nonce = try nextNonce(buffer.byteCount)
        ChaChaPoly.seal(&buffer, key: key, nonce: nonce, additional: RawSpan())
        counter += 1
    }

    /// Seals the next message into another buffer, which is longer by exactly 16 bytes.
    /// - Throws: as `seal(_:)`.
    package mutating func seal(_ plaintext: RawSpan, into buffer: inout MutableRawSpan) throws(NoiseError) {
        guard plaintext.byteCount == buffer.byteCount - ChaChaPoly.tagBytes else { throw .badLength(buffer.byteCount) }
        let nonce = try nextNonce(buffer.byteCount)
        ChaChaPoly.seal(plaintext, into: &buffer, key: key, nonce: nonce, additional: RawSpan())
        counter += 1
    }

    /// Opens the next message in place; afterwards all but its last 16 bytes are plaintext. After a failure nothing
    /// more should be asked: the other side would have to guess how many messages were lost.
    /// - Throws: `NoiseError.badLength`, `.decryptFailed`, `.noncesExhausted`.
    package mutating func open(_ buffer: inout MutableRawSpan) throws(NoiseError) {
        let nonce = try nextNonce(buffer.byteCount)
        do {
            try ChaChaPoly.open(&buffer, key: key, nonce: nonce, additional: RawSpan())
        } catch { throw NoiseError(error) }
        counter += 1
    }

    private func nextNonce(_ length: Int) throws(NoiseError) -> ChaChaNonce {
        guard (ChaChaPoly.tagBytes...Limits.noiseMessageBytesMax).contains(length) else { throw .badLength(length) }
        guard counter < Limits.noiseMessagesMax else { throw .noncesExhausted }
        return ChaChaNonce(counter: counter)
    }
}
