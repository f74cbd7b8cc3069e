import NIOCore
import Peering
import Testing
import Transport
import Wire

/// Connections from who knows whom. Whatever they do, others still get their link.
struct HostileConnectionTests {
    /// Another station links with this one, and says something.
    func expectOpen(_ station: Station, for other: Station, dial: UInt64 = 1) async throws {
        let (here, _) = try await other.link(to: station, dial: dial)
        try await other.run { $0.send(small(dial), over: here.id) }
        _ = try await station.recorder.wait(received: Int(dial))
    }

    @Test("Garbage, a huge length and another protocol are closed, and nobody hears of a link")
    func garbage() async throws {
        try await Station.with(2) { stations in
            let pieces: [[UInt8]] = [
                [0xFF, 0xFF], [0xFF, 0xFF] + [UInt8](repeating: 0xAA, count: 4_000), [0, 0],
                [0, 32] + [UInt8](repeating: 0, count: 32), [0, 33] + [UInt8](repeating: 1, count: 33),
                Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
                [UInt8](repeating: 0x16, count: 3_000),
            ]
            for piece in pieces {
                let raw = try await RawConnection.connect(to: stations[0].port)
                // The other side may be quicker to close than we to send.
                try? await raw.send(piece)
                try await raw.closed()
            }
            let happened = try await stations[0].recorder.soFar()
            #expect(happened.count == happened.versions.count)
            try await expectOpen(stations[0], for: stations[1])
        }
    }

    @Test("A connection that ends in the middle of its handshake is forgotten")
    func hangingUp() async throws {
        try await Station.with(1) { stations in
            let raw = try await RawConnection.connect(to: stations[0].port)
            try await raw.send([0, 32, 1, 2, 3])
            try await raw.channel.close().get()
            let next = try await RawConnection.connect(to: stations[0].port)
            try await next.send([0xFF, 0xFF])
            try await next.closed()
            #expect(try await stations[0].isIdle())
            #expect(try await stations[0].recorder.soFar().isEmpty)
        }
    }

    @Test("A handshake and messages that come one byte at a time are as good as any")
    func oneByteAtATime() async throws {
        try await Station.with(1) { stations in
            let raw = try await RawConnection.connect(to: stations[0].port)
            var link = try await raw.shakeHands()
            let frame = try link.sealer.seal(small(7).encoded())
            try await raw.sendSlowly(frame: frame)
            let happened = try await stations[0].recorder.wait(received: 1)
            #expect(happened.opened.count == 1 && happened.received == [small(7)])
            try await raw.channel.close().get()
            #expect(try await stations[0].recorder.wait(closed: 1).closed == happened.opened.map(\.id))
        }
    }

    @Test("A link that sends what does not open, or no message, is closed, and that is told once")
    func badFrames() async throws {
        try await Station.with(1) { stations in
            for (index, isSealed) in [true, false].enumerated() {
                let raw = try await RawConnection.connect(to: stations[0].port)
                var link = try await raw.shakeHands()
                let frame = isSealed ? try link.sealer.seal([0xFF, 0xFF, 0xFF]) : [UInt8](repeating: 5, count: 40)
                try await raw.send(RawConnection.framed(frame) + RawConnection.framed(frame))
                try await raw.closed()
                let happened = try await stations[0].recorder.wait(closed: index + 1)
                #expect(happened.closed.count == index + 1 && happened.opened.count == index + 1)
                #expect(happened.received.isEmpty)
            }
        }
    }

    @Test("Of more than eight strangers from one address the oldest is closed, and whom we know goes on")
    func strangers() async throws {
        try await Station.with(2) { stations in
            try await expectOpen(stations[0], for: stations[1])
            var raws: [RawConnection] = []
            for _ in 0..<TransportLimits.unauthenticatedPerAddressMax {
                raws.append(try await RawConnection.connect(to: stations[0].port))
            }
            for _ in 0..<3 {
                raws.append(try await RawConnection.connect(to: stations[0].port))
                try await raws.removeFirst().closed()
                for raw in raws { #expect(raw.channel.isActive) }
            }
            // A ninth who is no stranger for long gets its link, in the place of one more.
            try await expectOpen(stations[0], for: stations[1], dial: 2)
            #expect(try await stations[0].recorder.soFar().closed.isEmpty)
            for raw in raws { try? await raw.channel.close().get() }
        }
    }

    @Test("Whoever begins with another version is told ours in the clear, and our owner hears of theirs")
    func otherVersion() async throws {
        try await Station.with(1) { stations in
            for (index, (version, hello)) in [(1, 32), (3, 33), (3, 64)].enumerated() {
                let raw = try await RawConnection.connect(to: stations[0].port)
                try await raw.send(RawConnection.framed([UInt8](repeating: 3, count: hello)))
                #expect(try await raw.take(2 + 9) == RawConnection.framed([UInt8]("baithak/2".utf8)))
                try await raw.closed()
                #expect(try await stations[0].recorder.wait(versions: index + 1).versions.last == version)
            }
        }
    }

    @Test("A listener of a newer version is told by its number, and the dial fails")
    func newerListener() async throws {
        let newer = try await RawListener.open(saying: RawConnection.framed([UInt8]("baithak/7".utf8)))
        try await Station.with(1) { stations in
            try await stations[0].run { $0.dial(DialID(1), [.loopback(newer.port)], as: .attendee) }
            let happened = try await stations[0].recorder.wait(failed: 1)
            #expect(happened.failures == [.handshake] && happened.versions == [7])
        }
        try await newer.close()
    }

    @Test("A room that dials one address at once crowds out nobody who has yet to finish the handshake")
    func roomAtOnce() async throws {
        try await Station.with(1) { stations in
            let first = try await RawConnection.connect(to: stations[0].port)
            let port = stations[0].port
            let others = try await withThrowingTaskGroup(of: RawConnection.self) { dials in
                for guest in 1...100 {
                    dials.addTask { try await RawConnection.connect(to: port, from: "127.0.1.\(guest)") }
                }
                return try await dials.reduce(into: []) { $0.append($1) }
            }
            _ = try await first.shakeHands()
            #expect(try await stations[0].recorder.wait(opened: 1).opened.count == 1)
            for other in others { try await other.channel.close().get() }
        }
    }

    @Test("A link that is not read holds its other side back, and goes on when it is read again")
    func pausedReading() async throws {
        try await Station.with(1) { stations in
            let raw = try await RawConnection.connect(to: stations[0].port)
            var link = try await raw.shakeHands()
            let id = try #require(try await stations[0].recorder.wait(opened: 1).opened.first).id
            try await stations[0].run { $0.setReading(false, from: id) }
            let frame = RawConnection.framed(try link.sealer.seal(Message.ping(answer: false).encoded()))
            let more = RawConnection.framed(try link.sealer.seal(Message.ping(answer: true).encoded()))
            try await raw.send(frame + more)
            #expect(try await stations[0].recorder.soFar().received.isEmpty)
            try await stations[0].run { $0.setReading(true, from: id) }
            #expect(try await stations[0].recorder.wait(received: 2).received.count == 2)
            try await raw.channel.close().get()
        }
    }

    @Test("A link whose other side does not read is closed before much memory waits for it")
    func slowReader() async throws {
        try await Station.with(1) { stations in
            let raw = try await RawConnection.connect(to: stations[0].port)
            _ = try await raw.shakeHands()
            let link = try #require(try await stations[0].recorder.wait(opened: 1).opened.first)
            try await raw.channel.setOption(.autoRead, value: false).get()
            for _ in 0..<40 {
                try await stations[0].run { transport in
                    for _ in 0..<8 { transport.send(largeMessage, over: link.id) }
                }
            }
            let happened = try await stations[0].recorder.wait(closed: 1)
            #expect(happened.reasons == ["the other side reads too slowly"])
            try? await raw.channel.close().get()
        }
    }
}
