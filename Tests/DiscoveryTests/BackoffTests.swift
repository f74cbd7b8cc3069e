import Testing

@testable import Discovery

struct BackoffTests {
    @Test("A back-off doubles from half a second to thirty seconds, stays there, and starts over")
    func schedule() {
        var backoff = Backoff(firstMS: 500, lastMS: 30_000)
        let pauses = (0..<9).map { _ in backoff.next() }
        #expect(pauses == [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
        backoff.reset()
        #expect(backoff.next() == 500)
    }
}
