import NIOCore
import Peering
import Testing
import Transport
import Wire

struct TransportLinkTests {
    @Test("Two transports link, and each knows whom it talks to and who dialled")
    func link() async throws {
        try await Station.with(2) { stations in
            let (here, there) = try await stations[0].link(to: stations[1], dial: 7)
            #expect(here.peer == stations[1].key && there.peer == stations[0].key)
            #expect(here.dial == DialID(7) && there.dial == nil)
            #expect(here.persona == .attendee && there.persona == .attendee)
            #expect(here.remote == stations[1].endpoint && there.remote.address == stations[1].endpoint.address)
            #expect(here.interface != 0 && here.interface == there.interface)
        }
    }

    @Test("Messages arrive whole and in order, small and large, both ways at once")
    func messages() async throws {
        try await Station.with(2) { stations in
            let links = try await stations[0].link(to: stations[1])
            let messages = (0..<10 as Range<UInt64>).flatMap { [largeMessage, small($0), .prune, small(100 + $0)] }
            for message in messages {
                try await stations[0].run { $0.send(message, over: links.0.id) }
                try await stations[1].run { $0.send(message, over: links.1.id) }
            }
            for station in stations {
                let happened = try await station.recorder.wait(received: messages.count)
                #expect(happened.received == messages && happened.closed.isEmpty)
            }
        }
    }

    @Test("A link that is closed delivers what was sent before, and each side hears of its end once")
    func gracefulClose() async throws {
        try await Station.with(2) { stations in
            let (here, there) = try await stations[0].link(to: stations[1])
            let messages = [Message](repeating: largeMessage, count: 12) + [small(1)]
            try await stations[0].run { transport in
                for message in messages { transport.send(message, over: here.id) }
                transport.close(here.id, reason: "enough")
                transport.send(small(2), over: here.id)
                transport.close(here.id, reason: "more than enough")
            }
            let heard = try await stations[1].recorder.wait(closed: 1)
            #expect(heard.received == messages && heard.closed == [there.id])
            let own = try await stations[0].recorder.wait(closed: 1)
            #expect(own.closed == [here.id] && own.reasons == ["enough"])
        }
    }

    @Test("When both sides close at once, each hears of it once, and messages after it are ignored")
    func bothClose() async throws {
        try await Station.with(2) { stations in
            let links = try await stations[0].link(to: stations[1])
            try await stations[0].run { $0.close(links.0.id, reason: "here") }
            try await stations[1].run { $0.close(links.1.id, reason: "there") }
            for (station, link) in zip(stations, [links.0, links.1]) {
                _ = try await station.recorder.wait(closed: 1)
                try await station.run { $0.send(small(1), over: link.id) }
                try await station.run { $0.close(link.id, reason: "again") }
                #expect(try await station.recorder.soFar().closed == [link.id])
                #expect(try await station.isIdle())
            }
            // What is closed can be linked again, and is another link.
            let (again, _) = try await stations[0].link(to: stations[1], dial: 2)
            #expect(again.id != links.0.id)
        }
    }

    @Test("Shutting down closes every link at once")
    func shutDown() async throws {
        try await Station.with(3) { stations in
            _ = try await stations[0].link(to: stations[1])
            _ = try await stations[0].link(to: stations[2], dial: 2)
            try await stations[0].run { $0.shutDown() }
            for station in stations.dropFirst() { _ = try await station.recorder.wait(closed: 1) }
            #expect(try await stations[0].recorder.wait(closed: 2).closed.count == 2)
            #expect(try await stations[0].isIdle())
        }
    }

    @Test("A listener has a key of its own, and another one after it was renewed")
    func listener() async throws {
        try await Station.with(2) { stations in
            let (first, seen) = try await stations[0].link(to: stations[1], as: .listener)
            #expect(first.persona == .listener && seen.peer != stations[0].key && seen.persona == .attendee)
            try await stations[0].run { try $0.renewListener() }
            let (_, seenLater) = try await stations[0].link(to: stations[1], dial: 2, as: .listener)
            #expect(seenLater.peer != seen.peer && seenLater.peer != stations[0].key)
            let (_, named) = try await stations[0].link(to: stations[1], dial: 3)
            #expect(named.peer == stations[0].key)
        }
    }

    @Test("A port in use is an error that says so")
    func portInUse() async throws {
        try await Station.with(2) { stations in
            let port = stations[0].port
            await #expect(throws: TransportError.portInUse(port)) { try await stations[1].listen(port: port) }
            #expect(TransportError.portInUse(9).description.hasPrefix("Port 9 is in use by another program"))
        }
    }

    @Test("Whoever stops listening keeps the links that are open")
    func stopListening() async throws {
        try await Station.with(2) { stations in
            let (here, _) = try await stations[0].link(to: stations[1])
            try await stations[1].run { $0.stopListening() }
            try await stations[0].run { $0.dial(DialID(2), [stations[1].endpoint], as: .attendee) }
            #expect(try await stations[0].recorder.wait(failed: 1).failures == [.unreachable])
            try await stations[0].run { $0.send(small(1), over: here.id) }
            #expect(try await stations[1].recorder.wait(received: 1).received == [small(1)])
        }
    }
}
