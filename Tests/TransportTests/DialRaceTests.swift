import NIOCore
import Peering
import Testing
import Wire

@testable import Transport

struct DialRaceTests {
    @Test("An address that refuses, or that never says a word, does not keep the live one from winning")
    func deadAndLive() async throws {
        let silent = try await RawListener.open()
        let refusing = try await RawListener.closedPort()
        try await Station.with(2) { stations in
            let live = stations[1].endpoint
            let races = [
                [.loopback(refusing), live], [.loopback(silent.port), live], [live, .loopback(refusing)],
                [.loopback(refusing), .loopback(silent.port), .loopback(refusing), live],
            ]
            for (index, race) in races.enumerated() {
                try await stations[0].run { $0.dial(DialID(UInt64(index)), race, as: .attendee) }
                let happened = try await stations[0].recorder.wait(opened: index + 1)
                #expect(happened.opened.last?.peer == stations[1].key)
                #expect(happened.opened.last?.remote == live && happened.failures.isEmpty)
            }
            #expect(try await stations[1].recorder.wait(opened: races.count).closed.isEmpty)
        }
        try await silent.close()
    }

    @Test("A dial whose addresses all fail is told once: nobody there, or somebody else there")
    func allFail() async throws {
        let refusing = try await RawListener.closedPort()
        let other = try await RawListener.open(saying: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        try await Station.with(1) { stations in
            let races: [([Endpoint], DialFailure)] = [
                ([], .unreachable), ([.loopback(refusing)], .unreachable),
                ([.loopback(refusing), .loopback(refusing)], .unreachable), ([.loopback(other.port)], .handshake),
                ([.loopback(refusing), .loopback(other.port)], .handshake),
            ]
            for (index, (endpoints, _)) in races.enumerated() {
                try await stations[0].run { $0.dial(DialID(UInt64(index)), endpoints, as: .attendee) }
                _ = try await stations[0].recorder.wait(failed: index + 1)
            }
            let happened = try await stations[0].recorder.soFar()
            #expect(happened.failures == races.map(\.1) && happened.opened.isEmpty)
            #expect(try await stations[0].isIdle())
        }
        try await other.close()
    }

    @Test("Whoever dials itself is told so, and hears of no link")
    func ourself() async throws {
        try await Station.with(1) { stations in
            let station = stations[0]
            try await station.run { $0.dial(DialID(1), [station.endpoint], as: .attendee) }
            let happened = try await station.recorder.wait(failed: 1)
            #expect(happened.failures == [.ourself] && happened.opened.isEmpty && happened.closed.isEmpty)
        }
    }
}
