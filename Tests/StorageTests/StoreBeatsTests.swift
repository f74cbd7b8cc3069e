import Keys
import Peering
import Testing
import Wire

@testable import Storage

struct StoreBeatsTests {
    let scratch: Scratch
    let store: Store

    init() throws {
        scratch = try Scratch()
        store = try Store(path: scratch.file("baithak.sqlite"))
    }

    func beat(_ number: UInt8, _ stamp: UInt64, ageMS: UInt32 = 0, from bringer: IPAddress? = .v4(7)) throws -> KeptBeat
    {
        let author = try PublicKey(trusting: [UInt8](repeating: number, count: 32))
        let header = PresenceHeader(
            author: author.bytes, stamp: stamp, intervalMS: 20_000, leaving: false,
            profileHash: [UInt8](repeating: 1, count: 16))
        let presence = SignedPresence(
            header: header, headerBytes: header.encoded(), signature: [UInt8](repeating: 2, count: 64),
            profileBytes: nil, ageMS: ageMS)
        return KeptBeat(author: author, presence: presence, spanMS: 5, bringer: bringer)
    }

    @Test("The latest beats come back with the age that they have by then, the newest first, and dropped ones do not")
    func roundTrip() throws {
        let high = try beat(1, .max, ageMS: 4_000, from: .v6(high: 1, low: 2))
        try store.write([.beats([high, try beat(2, 8), try beat(3, 9)], dropped: [])], atMS: 10_000)
        try store.write([.beats([try beat(2, 10, from: nil)], dropped: [try beat(3, 9).author])], atMS: 20_000)
        let expected = [
            try beat(2, 10, ageMS: 5_000, from: nil), try beat(1, .max, ageMS: 19_000, from: .v6(high: 1, low: 2)),
        ]
        #expect(try store.loadBeats(atMS: 25_000) == expected)
        try store.close()
    }

    @Test("After 30 days nothing is loaded; with a clock that was set back no beat is young")
    func age() throws {
        try store.write([.beats([try beat(1, 8)], dropped: [])], atMS: 10_000)
        #expect(try store.loadBeats(atMS: 10_000 + PeeringLimits.stampsKeptMS).isEmpty)
        let ages = try store.loadBeats(atMS: 9_000).map { Int64($0.presence.ageMS) }
        #expect(ages == [PeeringLimits.tellGoneMS])
        try store.close()
    }
}
