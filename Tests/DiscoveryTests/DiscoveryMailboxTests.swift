import Testing

@testable import Discovery

struct DiscoveryMailboxTests {
    @Test("Many wishes call the worker once, until it takes them; resolves are handed out once")
    func callsOnce() {
        let (mailbox, _) = makeMailbox()
        #expect(mailbox.wish { $0.browses = true })
        #expect(!mailbox.wish { $0.resolves.append(.init(instance: "b", asks: true)) })
        #expect(mailbox.takeWishes().resolves.map(\.instance) == ["b"])
        #expect(mailbox.takeWishes().resolves.isEmpty)
        #expect(mailbox.wish { $0.advertisement = nil })
    }

    @Test("A state is told when it changes; a call is said to hang only while it does")
    func states() async {
        let (mailbox, stream) = makeMailbox()
        let hangs = DiscoveryState.unavailable(reason: DNSServiceError.hangs, retryInMS: 1)
        let call = mailbox.beginCall()
        mailbox.endCall()
        mailbox.report(hangs, ifCalling: call)
        mailbox.set(.running(advertised: true))
        mailbox.set(.running(advertised: true))
        let next = mailbox.beginCall()
        mailbox.report(.starting, ifCalling: call)
        mailbox.report(hangs, ifCalling: next)
        #expect(!mailbox.isStopped)
        _ = mailbox.wish { $0.isStopped = true }
        #expect(mailbox.isStopped)
        var told: [DiscoveryEvent] = []
        for await event in stream { told.append(event) }
        #expect(told == [.state(.starting), .state(.running(advertised: true)), .state(hangs)])
    }

    private func makeMailbox() -> (DiscoveryMailbox, AsyncStream<DiscoveryEvent>) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: DiscoveryEvent.self, bufferingPolicy: .bufferingOldest(16))
        return (DiscoveryMailbox(stream: continuation), stream)
    }
}
