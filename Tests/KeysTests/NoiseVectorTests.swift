import Keys
import Testing

@Suite("Noise XX against published transcripts", .enabled(if: Vectors.present, "\(Vectors.why)"))
struct NoiseVectorTests {
    @Test("there are the two transcripts that we know")
    func count() throws {
        let transcripts = try NoiseVectors.load()
        #expect(transcripts.map(\.source) == ["cacophony", "snow"])
        #expect(transcripts.map(\.messages.count) == [6, 5])
        #expect(transcripts.compactMap(\.handshake_hash).count == 1)
    }

    @Test("the initiator writes and reads them to the byte", arguments: 0..<2)
    func initiator(_ index: Int) throws {
        let vector = try NoiseVectors.load()[index]
        var first: [UInt8] = []
        let waiting = try vector.hello().write(vector.payload(0), into: &first)
        #expect(first == (try vector.ciphertext(0)))
        var received: [UInt8] = []
        let finish = try waiting.read(vector.ciphertext(1), payload: &received)
        #expect(received == (try vector.payload(1)))
        var third: [UInt8] = []
        let own = try agreementKey(hex: vector.init_static)
        let last = try vector.payload(2)
        var session = try finish.write(own: own, into: &third) { _ in last }
        #expect(third == (try vector.ciphertext(2)))
        let responder = try agreementKey(hex: vector.resp_static)
        #expect(session.remoteStatic == responder.publicKey)
        try follow(vector, &session, sendsOdd: true)
    }

    @Test("the responder writes and reads them to the byte", arguments: 0..<2)
    func responder(_ index: Int) throws {
        let vector = try NoiseVectors.load()[index]
        var received: [UInt8] = []
        let reply = try vector.awaitingHello().read(vector.ciphertext(0), payload: &received)
        #expect(received == (try vector.payload(0)))
        var second: [UInt8] = []
        let own = try agreementKey(hex: vector.resp_static)
        let payload = try vector.payload(1)
        let waiting = try reply.write(own: own, into: &second) { _ in payload }
        #expect(second == (try vector.ciphertext(1)))
        received = []
        var session = try waiting.read(vector.ciphertext(2), payload: &received)
        #expect(received == (try vector.payload(2)))
        let initiator = try agreementKey(hex: vector.init_static)
        #expect(session.remoteStatic == initiator.publicKey)
        try follow(vector, &session, sendsOdd: false)
    }

    /// The transport messages: the responder sends the fourth, the initiator the fifth, and so on.
    private func follow(
        _ vector: NoiseVectors.Transcript, _ session: inout NoiseSession, sendsOdd: Bool
    ) throws {
        #expect(session.handshakeHash.count == 64)
        if let hash = vector.handshake_hash { #expect(Hex.encode(session.handshakeHash) == hash) }
        for index in 3..<vector.messages.count {
            let (plain, sealed) = (try vector.payload(index), try vector.ciphertext(index))
            if index.isMultiple(of: 2) == sendsOdd {
                var buffer = plain + [UInt8](repeating: 0, count: 16)
                var span = buffer.mutableSpan
                var bytes = span.mutableBytes
                try session.sending.seal(&bytes)
                #expect(buffer == sealed)
            } else {
                var buffer = sealed
                var span = buffer.mutableSpan
                var bytes = span.mutableBytes
                try session.receiving.open(&bytes)
                #expect(Array(buffer.dropLast(16)) == plain)
            }
        }
    }

    @Test("no handshake with one byte changed is completed", arguments: 0..<2)
    func flips(_ index: Int) throws {
        let vector = try NoiseVectors.load()[index]
        var refused = 0
        for position in try vector.ciphertext(0).indices {
            // Whoever reads a changed first message cannot know; the reply then fails at the initiator.
            var message = try vector.ciphertext(0)
            message[position] ^= 0x80
            var (payload, second): ([UInt8], [UInt8]) = ([], [])
            let reply = try vector.awaitingHello().read(message, payload: &payload)
            _ = try reply.write(own: agreementKey(hex: vector.resp_static), into: &second) { _ in [] }
            #expect(throws: NoiseError.decryptFailed) { _ = try vector.awaitingReply().read(second, payload: &payload) }
            refused += 1
        }
        for position in try vector.ciphertext(1).indices {
            var message = try vector.ciphertext(1)
            message[position] ^= 0x80
            var payload: [UInt8] = []
            #expect(throws: NoiseError.decryptFailed) {
                _ = try vector.awaitingReply().read(message, payload: &payload)
            }
            refused += 1
        }
        for position in try vector.ciphertext(2).indices {
            var message = try vector.ciphertext(2)
            message[position] ^= 0x80
            var payload: [UInt8] = []
            #expect(throws: NoiseError.decryptFailed) {
                _ = try vector.awaitingFinish().read(message, payload: &payload)
            }
            refused += 1
        }
        let total = try (0..<3).reduce(0) { $0 + (try vector.ciphertext($1).count) }
        #expect(refused == total)
    }

    @Test("messages cut short are refused by their length, without a trap")
    func truncation() throws {
        let vector = try NoiseVectors.load()[0]
        for length in 0..<96 {
            let message = try Array(vector.ciphertext(1).prefix(length))
            var payload: [UInt8] = []
            #expect(throws: NoiseError.badLength(length)) {
                _ = try vector.awaitingReply().read(message, payload: &payload)
            }
            if length < 64 {
                #expect(throws: NoiseError.badLength(length)) {
                    _ = try vector.awaitingFinish().read(message, payload: &payload)
                }
            }
            if length < 32 {
                #expect(throws: NoiseError.badLength(length)) {
                    _ = try vector.awaitingHello().read(message, payload: &payload)
                }
            }
        }
    }
}
