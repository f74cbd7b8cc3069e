import Keys
import NIOCore
import NIOPosix
import Peering
import Wire

@testable import Transport

/// A transport on loopback, with what it heard.
struct Station: Sendable {
    static let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()

    let key: PublicKey
    let recorder: Recorder
    let port: Int
    private let transport: NIOLoopBound<Transport>

    static func open() async throws -> Station {
        let signer = try SigningKey.generate()
        let key = signer.publicKey
        let recorder = Recorder(loop: loop)
        let transport = try await loop.submit {
            NIOLoopBound(try Transport(signer: signer, loop: loop, delegate: recorder), eventLoop: loop)
        }.get()
        let port = try await loop.flatSubmit { transport.value.listen(port: 0) }.get()
        return Station(key: key, recorder: recorder, port: port, transport: transport)
    }

    /// Opens so many, lends them, and shuts them down.
    static func with(_ count: Int, _ body: ([Station]) async throws -> Void) async throws {
        var stations: [Station] = []
        for _ in 0..<count { stations.append(try await open()) }
        do { try await body(stations) } catch {
            for station in stations { try await station.run { $0.shutDown() } }
            throw error
        }
        for station in stations { try await station.run { $0.shutDown() } }
    }

    /// Does something on the event loop.
    @discardableResult
    func run<Result: Sendable>(_ body: @escaping @Sendable (Transport) throws -> Result) async throws -> Result {
        try await Self.loop.submit { try body(transport.value) }.get()
    }

    func listen(port: Int) async throws -> Int {
        try await Self.loop.flatSubmit { transport.value.listen(port: port) }.get()
    }

    func isIdle() async throws -> Bool { try await run { $0.isIdle } }

    var endpoint: Endpoint { .loopback(port) }

    /// Dials another station and waits until both know of the link.
    func link(to other: Station, dial: UInt64 = 1, as persona: Persona = .attendee) async throws -> (
        OpenedLink, OpenedLink
    ) {
        let (mine, theirs) = (try await recorder.soFar().opened.count, try await other.recorder.soFar().opened.count)
        try await run { $0.dial(DialID(dial), [other.endpoint], as: persona) }
        let here = try await recorder.wait(opened: mine + 1)
        let there = try await other.recorder.wait(opened: theirs + 1)
        return (here.opened[mine], there.opened[theirs])
    }
}

extension Endpoint {
    static func loopback(_ port: Int) -> Endpoint {
        Endpoint(address: .v4(0x7F00_0001), port: UInt16(truncatingIfNeeded: port))
    }
}

/// A message of about 56,000 bytes.
let largeMessage: Message = {
    let profile = [UInt8](repeating: 9, count: WireLimits.profileBytesMax)
    let header = PresenceHeader(
        author: [UInt8](repeating: 1, count: 32), stamp: 1, intervalMS: 20_000, leaving: false,
        profileHash: [UInt8](repeating: 2, count: 16))
    let presence = SignedPresence(
        header: header, headerBytes: header.encoded(), signature: [UInt8](repeating: 3, count: 64),
        profileBytes: profile, ageMS: 0)
    return .presences(Array(repeating: presence, count: WireLimits.presencesMax))
}()

/// A small message with a number.
func small(_ number: UInt64) -> Message { .graft([number], once: true) }
