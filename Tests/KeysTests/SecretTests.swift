import Keys
import Testing

@Suite("Secrets and randomness")
struct SecretTests {
    @Test("a secret starts as zero even when its memory served another before")
    func recycled() throws {
        for _ in 0..<100 {
            var secret = try Secret(zeroed: 64)
            #expect(secret.hex == String(repeating: "0", count: 128))
            secret.withMutableBytes { span in span.withUnsafeMutableBytes { $0.copyBytes(from: 1...64) } }
            #expect(secret.hex == Hex.encode(1...64))
        }
    }

    @Test("secrets live side by side, in any number and size")
    func sizes() throws {
        var hexes: Set<String> = []
        for count in [0, 1, 32, 64, 224, 256, 257, 10_000] {
            let one = try Secret.random(count)
            let other = try Secret(copying: [UInt8](repeating: 9, count: count))
            #expect(one.count == count)
            #expect(other.hex == String(repeating: "09", count: count))
            hexes.insert(one.hex)
        }
        #expect(hexes.count == 8)
    }

    @Test("many tasks may make and drop secrets at once, and each sees only its own")
    func concurrent() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let mine = [UInt8](repeating: UInt8(task), count: 32)
                    return try (0..<500).allSatisfy { _ in
                        let secret = try Secret(copying: mine)
                        return secret.hex == Hex.encode(mine)
                    }
                }
            }
            for try await alone in group { #expect(alone) }
        }
    }

    @Test("random bytes have the length asked for, and do not repeat")
    func entropy() {
        #expect(Entropy.bytes(0).isEmpty)
        #expect(Entropy.bytes(33).count == 33)
        #expect(Set((0..<100).map { _ in Entropy.bytes(16) }).count == 100)
        #expect(Set((0..<100).map { _ in Entropy.seed() }).count == 100)
    }
}
