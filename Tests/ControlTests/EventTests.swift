import ControlAPI
import ControlClient
import Testing

@testable import ControlServer

@Suite struct EventTests {
    @Test("A stream starts with a snapshot and goes on with every event in order") func order() async throws {
        try await Harness.run { harness in
            let hub = harness.service.hub
            var events = try await harness.client.events().makeAsyncIterator()
            #expect(try await events.next() == .snapshot(harness.service.room))
            let sent: [Event] = [
                .attendee(harness.service.attendee),
                .venue(Venue(discovery: .unavailable, detail: "No Avahi.", links: 0)),
                .forgotten(key: "0a"), .gathering(id: "0c"),
            ]
            for event in sent { hub.publish(event) }
            for event in sent { #expect(try await events.next() == event) }
        }
    }

    @Test("A reader who falls behind gets a snapshot, then the newest events") func fallingBehind() async throws {
        try await Harness.run { harness in
            var events = try await harness.client.events().makeAsyncIterator()
            #expect(try await events.next() == .snapshot(harness.service.room))
            // Far more than socket buffers, the server's queue and the mailbox can hold.
            for number in 0..<50_000 { harness.service.hub.publish(.forgotten(key: "\(number)-" + filler)) }
            var read = 0
            while let event = try await events.next(), event.kind != "snapshot" { read += 1 }
            #expect(read < 50_000)
            harness.service.hub.publish(.forgotten(key: "last"))
            var last: Event?
            while last != .forgotten(key: "last") {
                last = try await events.next()
                // It may have been the one too many itself; a snapshot says so.
                if last?.kind == "snapshot" { harness.service.hub.publish(.forgotten(key: "last")) }
            }
        }
    }

    @Test("A stream ends with an error when the server goes away") func ending() async throws {
        let (streams, handOver) = AsyncStream.makeStream(of: AsyncThrowingStream<Event, any Error>.self)
        try await Harness.run { harness in
            let events = try await harness.client.events()
            handOver.yield(events)
        }
        var streamIterator = streams.makeAsyncIterator()
        let events = try #require(await streamIterator.next())
        await #expect(throws: ControlClientError.closed) { for try await _ in events {} }
    }

    @Test("A silent stream carries comments, which are no events") func heartbeats() async throws {
        try await Harness.run(heartbeatMS: 1) { harness in
            var events = try await harness.client.events().makeAsyncIterator()
            #expect(try await events.next()?.kind == "snapshot")
            harness.service.hub.publish(.forgotten(key: "a"))
            #expect(try await events.next() == .forgotten(key: "a"))
        }
    }

    @Test("A mailbox above its bound is emptied and says so") func mailbox() async {
        let mailbox = EventMailbox()
        var found = [await mailbox.next()]
        for number in 0..<ControlLimits.eventsWaitingMax { mailbox.put(.forgotten(key: "\(number)")) }
        found.append(await mailbox.next())
        for key in ["one more", "too many"] { mailbox.put(.forgotten(key: key)) }
        found.append(await mailbox.next())
        mailbox.put(.forgotten(key: "after"))
        found.append(await mailbox.next())
        mailbox.close()
        found.append(await mailbox.next())
        #expect(
            found == [.behind, .event(.forgotten(key: "0")), .behind, .event(.forgotten(key: "after")), .closed])
    }

    @Test("A finished hub ends its streams, those to come included") func finishedHub() async {
        let hub = EventHub()
        let room = Nearby(venue: Venue(discovery: .off, links: 0), attendees: [])
        let early = hub.events { room }
        hub.finish()
        for stream in [early, hub.events { room }] {
            for await event in stream { Issue.record("\(event) after the end") }
        }
    }

    private var filler: String { String(repeating: "f", count: 200) }
}
