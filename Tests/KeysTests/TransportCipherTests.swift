import Keys
import Testing

@Suite("Ciphers of a finished session")
struct TransportCipherTests {
    private let key = [UInt8](1...32)

    private func seal(_ cipher: inout TransportCipher, _ plain: [UInt8]) throws -> [UInt8] {
        var buffer = plain + [UInt8](repeating: 0, count: 16)
        var span = buffer.mutableSpan
        var bytes = span.mutableBytes
        try cipher.seal(&bytes)
        return buffer
    }

    private func open(_ cipher: inout TransportCipher, _ sealed: [UInt8]) throws -> [UInt8] {
        var buffer = sealed
        do {
            var span = buffer.mutableSpan
            var bytes = span.mutableBytes
            try cipher.open(&bytes)
        }
        return Array(buffer.dropLast(16))
    }

    @Test("messages open in order only")
    func order() throws {
        var sender = try TransportCipher(key: Secret(copying: key))
        var receiver = try TransportCipher(key: Secret(copying: key))
        let sealed = try (0..<3).map { try seal(&sender, [UInt8($0)]) }
        #expect(throws: NoiseError.decryptFailed) { _ = try open(&receiver, sealed[1]) }
        #expect(try open(&receiver, sealed[0]) == [0])
        #expect(throws: NoiseError.decryptFailed) { _ = try open(&receiver, sealed[0]) }
        #expect(try open(&receiver, sealed[1]) == [1])
        #expect(try open(&receiver, sealed[2]) == [2])
    }

    @Test("lengths outside 16 to 65,535 are refused and cost no nonce")
    func lengths() throws {
        var sender = try TransportCipher(key: Secret(copying: key))
        var receiver = try TransportCipher(key: Secret(copying: key))
        #expect(throws: NoiseError.badLength(65_536)) {
            _ = try seal(&sender, [UInt8](repeating: 0, count: 65_520))
        }
        for count in [0, 15, 65_536] {
            #expect(throws: NoiseError.badLength(count)) {
                _ = try open(&receiver, [UInt8](repeating: 0, count: count))
            }
        }
        let longest = [UInt8](repeating: 3, count: 65_519)
        #expect(try open(&receiver, seal(&sender, longest)) == longest)
        #expect(try open(&receiver, seal(&sender, [])).isEmpty)
    }

    @Test("a key stops at 2^48 messages")
    func exhaustion() throws {
        var sender = try TransportCipher(key: Secret(copying: key), counter: 1 << 48 - 1)
        var receiver = try TransportCipher(key: Secret(copying: key), counter: 1 << 48 - 1)
        let last = try seal(&sender, [1])
        #expect(try open(&receiver, last) == [1])
        #expect(throws: NoiseError.noncesExhausted) { _ = try seal(&sender, [1]) }
        #expect(throws: NoiseError.noncesExhausted) { _ = try open(&receiver, last) }
    }
}
