import Testing
import Wire

@testable import Discovery

struct EventOutboxTests {
    @Test("A consumer that sleeps through a full stream misses steps but not the outcome")
    func keepsTheOutcome() async {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DiscoveryEvent.self, bufferingPolicy: .bufferingOldest(2))
        var outbox = EventOutbox(stream: continuation)
        for name in ["a", "b", "c", "d"] { outbox.send(found(name, port: 4000)) }
        outbox.send(.lost(instance: "a"))
        outbox.send(found("c", port: 5000))
        #expect(outbox.isBehind)
        var iterator = stream.makeAsyncIterator()
        #expect(await iterator.next() == found("a", port: 4000))
        outbox.flush()
        #expect(await iterator.next() == found("b", port: 4000))
        #expect(await iterator.next() == found("d", port: 4000))
        outbox.flush()
        #expect(await iterator.next() == .lost(instance: "a"))
        #expect(await iterator.next() == found("c", port: 5000))
        #expect(!outbox.isBehind)
        outbox.finish()
        #expect(await iterator.next() == nil)
    }

    @Test("What is kept back is bounded")
    func bounded() {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DiscoveryEvent.self, bufferingPolicy: .bufferingOldest(1))
        var outbox = EventOutbox(stream: continuation)
        for number in 0..<1_100 { outbox.send(.lost(instance: "n\(number)")) }
        withExtendedLifetime(stream) { #expect(outbox.keptBackCount == DiscoveryLimits.keptBackMax) }
    }

    private func found(_ name: String, port: UInt16) -> DiscoveryEvent {
        let endpoint = Endpoint(address: .v4(0xC000_0207), port: port)
        return .found(Candidate(instance: name, endpoints: [endpoint], protocolVersion: 1))
    }
}
