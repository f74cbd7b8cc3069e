/// The running transcript of a handshake: chaining key, cipher key and hash (Noise, section 5.2).
struct SymmetricState: ~Copyable {
    /// Guarded memory: chaining key, cipher key and what is left of its hash, working space, Diffie-Hellman output.
    private let secrets: Secret
    /// The hash of everything that both sides saw.
    private(set) var hash: [UInt8]
    /// Messages sealed or opened with the present key, or nil before there is one.
    private var nonce: UInt64?

    private enum Layout {
        static let chainingKey = 0
        static let cipherKey = 64
        static let temporary = 128
        static let agreement = 192
        static let bytes = 224
    }

    init(prologue: [UInt8]) throws(NoiseError) {
        do { secrets = try Secret(zeroed: Layout.bytes) } catch { throw NoiseError(error) }
        // A name shorter than a hash is filled up with zero bytes (section 5.2).
        let name = [UInt8](NoiseXX.name.utf8)
        hash = name + [UInt8](repeating: 0, count: HMACBlake2b.length - name.count)
        // 64 bytes into the first 64 of 224.
        unsafe secrets.pointer.update(from: hash, count: hash.count)
        mixHash(prologue)
    }

    mutating func mixHash(_ bytes: [UInt8]) {
        var next = Blake2b(length: HMACBlake2b.length)
        next.update(hash)
        next.update(bytes)
        hash = next.finish()
    }

    /// Agrees on a secret and mixes it in: a new chaining key, a new cipher key, nonces from 0.
    mutating func mixKey(_ own: borrowing AgreementKey, _ other: AgreementPublicKey) throws(NoiseError) {
        let base = unsafe secrets.pointer
        do {
            // 32 bytes at 192 of 224.
            try unsafe own.agree(with: other, into: base + Layout.agreement)
        } catch { throw NoiseError(error) }
        // Reads 64 bytes at 0 and 32 at 192; writes 128 at 0 and 64 at 128.
        unsafe HKDF.derive(
            chainingKey: UnsafeRawBufferPointer(start: base + Layout.chainingKey, count: HMACBlake2b.length),
            input: UnsafeRawBufferPointer(start: base + Layout.agreement, count: AgreementKey.secretBytes),
            outputs: 2, into: base + Layout.chainingKey, temporary: base + Layout.temporary)
        nonce = 0
    }

    /// Appends the payload, sealed if there is a key, and mixes in what was appended.
    mutating func encryptAndHash(_ payload: [UInt8], into message: inout [UInt8]) throws(NoiseError) {
        var part = payload
        if let counter = nonce {
            part.append(contentsOf: repeatElement(0, count: ChaChaPoly.tagBytes))
            nonce = counter + 1
            let key = try cipherKey(at: Layout.cipherKey)
            // Bytes have neither padding nor invalid values, so their array may be seen raw.
            var span = part.mutableSpan
            var bytes = unsafe span.mutableBytes
            let transcript = unsafe hash.span.bytes
            ChaChaPoly.seal(&bytes, key: key, nonce: ChaChaNonce(counter: counter), additional: transcript)
        }
        mixHash(part)
        message.append(contentsOf: part)
    }

    /// Appends what the part of a message holds, opened if there is a key, and mixes in the part as it came.
    mutating func decryptAndHash(_ slice: ArraySlice<UInt8>, into payload: inout [UInt8]) throws(NoiseError) {
        let part = [UInt8](slice)
        guard let counter = nonce else {
            mixHash(part)
            payload.append(contentsOf: part)
            return
        }
        var opened = part
        let key = try cipherKey(at: Layout.cipherKey)
        do {
            // As above.
            var span = opened.mutableSpan
            var bytes = unsafe span.mutableBytes
            let transcript = unsafe hash.span.bytes
            try ChaChaPoly.open(&bytes, key: key, nonce: ChaChaNonce(counter: counter), additional: transcript)
        } catch { throw NoiseError(error) }
        mixHash(part)
        nonce = counter + 1
        payload.append(contentsOf: opened.dropLast(ChaChaPoly.tagBytes))
    }

    /// The two transport keys (section 5.2, `Split`), for what the initiator sends and for what it receives.
    consuming func split(
        remoteStatic: AgreementPublicKey, remotePayloadHash: [UInt8], initiator: Bool
    ) throws(NoiseError) -> NoiseSession {
        let base = unsafe secrets.pointer
        // Reads 64 bytes at 0 and none; writes 128 at 0 and 64 at 128.
        unsafe HKDF.derive(
            chainingKey: UnsafeRawBufferPointer(start: base, count: HMACBlake2b.length),
            input: UnsafeRawBufferPointer(start: nil, count: 0),
            outputs: 2, into: base, temporary: base + Layout.temporary)
        let first = try TransportCipher(key: cipherKey(at: 0))
        let second = try TransportCipher(key: cipherKey(at: HMACBlake2b.length))
        if initiator {
            return NoiseSession(
                handshakeHash: hash, remoteStatic: remoteStatic, remotePayloadHash: remotePayloadHash, sending: first,
                receiving: second)
        }
        return NoiseSession(
            handshakeHash: hash, remoteStatic: remoteStatic, remotePayloadHash: remotePayloadHash, sending: second,
            receiving: first)
    }

    /// A copy of 32 guarded bytes in guarded memory of their own.
    private borrowing func cipherKey(at offset: Int) throws(NoiseError) -> Secret {
        let key: Secret
        do { key = try Secret(zeroed: ChaChaPoly.keyBytes) } catch { throw NoiseError(error) }
        // 32 bytes within the 224 of the one into the 32 of the other.
        unsafe key.pointer.update(from: secrets.pointer + offset, count: ChaChaPoly.keyBytes)
        return key
    }
}
