import Testing
import Wire

/// Whatever bytes come, decoding ends with a message or a ``WireError``. A trap would end the test program.
struct HostileBytesTests {
    /// Decodes bytes as everything that can be decoded; what comes of them must be stable.
    func decode(_ bytes: [UInt8]) throws(WireError) {
        if let header = try? PresenceHeader(decoding: bytes) { #expect(header.author.count == 32) }
        if let profile = try? Profile(decoding: bytes) {
            #expect(profile.endpoints.count <= WireLimits.endpointsMax && profile.endpoints.allSatisfy { $0.port > 0 })
        }
        let message = try Message(decoding: bytes)
        #expect(try Message(decoding: message.encoded()) == message)
    }

    /// What decoding made of bytes: nil for a message.
    func failure(_ bytes: [UInt8]) -> WireError? {
        do throws(WireError) {
            try decode(bytes)
            return nil
        } catch { return error }
    }

    @Test("A message cut short is a shorter message or an error", arguments: Samples.messages)
    func truncations(_ message: Message) {
        let bytes = message.encoded()
        for count in 0..<bytes.count { _ = failure(Array(bytes.prefix(count))) }
    }

    @Test("A presence cut short anywhere is never a presence")
    func truncatedPresence() {
        let bytes = Message.presences([Samples.presence(profile: Samples.profile.encoded())]).encoded()
        for count in 0..<bytes.count { #expect(failure(Array(bytes.prefix(count))) != nil) }
    }

    @Test("A message with one byte changed is another message or an error", arguments: Samples.messages)
    func flips(_ message: Message) {
        var bytes = message.encoded()
        for index in bytes.indices {
            let original = bytes[index]
            for bit in 0..<8 {
                bytes[index] = original ^ (1 << UInt8(bit))
                _ = failure(bytes)
            }
            bytes[index] = original ^ 0xFF
            _ = failure(bytes)
            bytes[index] = original
        }
    }

    @Test("Groups within groups without end are refused, and take no stack", arguments: [9, 1_000, 32_000])
    func nesting(depth: Int) {
        // Field 15 begins a group, which this format has nowhere: readers pass it over, with all that is in it.
        let bytes = [UInt8](repeating: 15 << 3 | 3, count: depth) + [UInt8](repeating: 15 << 3 | 4, count: depth)
        #expect(failure(bytes) != nil)
        #expect(failure(Array(bytes[..<depth])) != nil)
        #expect(throws: WireError.self) { try Profile(decoding: Array(bytes.prefix(WireLimits.profileBytesMax))) }
    }

    @Test("20,000 random byte strings are messages or errors")
    func random() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed of the random byte strings: \(seed)")
        var generator = SeededGenerator(state: seed)
        var failures = 0
        for round in 0..<20_000 {
            let bytes: [UInt8]
            if round.isMultiple(of: 2) {
                bytes = generator.bytes(Int.random(in: 0...200, using: &generator))
            } else {
                bytes = mutated(Samples.messages[round % Samples.messages.count].encoded(), &generator)
            }
            if failure(bytes) != nil { failures += 1 }
        }
        #expect(failures > 10_000, "seed \(seed): random bytes are hardly ever messages")
    }

    /// Some bytes of a message changed, doubled, dropped or inserted.
    func mutated(_ original: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0...Int.random(in: 0...3, using: &generator) {
            let position = Int.random(in: 0...bytes.count, using: &generator)
            let insertion = generator.bytes(Int.random(in: 0...9, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.insert(contentsOf: insertion, at: position)
            case 1: bytes.removeSubrange(position..<min(bytes.count, position + insertion.count))
            case 2: bytes += bytes[position...]
            default: if position < bytes.count { bytes[position] = UInt8.random(in: 0...255, using: &generator) }
            }
        }
        return bytes
    }
}
