import Peering
import Testing
import Wire

@testable import Simulation

struct NetworkTests {
    @Test("What happens first comes first, and at one moment what was scheduled first")
    func order() {
        var queue = EventQueue<Int>()
        var dice = Dice(seed: 9)
        let times = (0..<2_000).map { _ in dice.milliseconds(upTo: 50) } + [50]
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        for number in 0..<2_000 { queue.add(number, at: Instant(microseconds: times[number])) }
        var taken: [Int] = []
        while let item = queue.next() {
            #expect(item.at == Instant(microseconds: times[item.happening]))
            taken.append(item.happening)
            // What is added in between takes its place.
            if taken.count == 1_000 { queue.add(2_000, at: Instant(microseconds: 50)) }
        }
        #expect(taken == expected)
        #expect(queue.count == 0 && queue.nextTime == nil)
    }

    @Test("The size of a frame is that of its bytes, a length and a tag", arguments: [0, 1, 127, 128, 300, 70_000])
    func frameSizes(_ ageMS: UInt32) {
        for message in Self.messages(ageMS: ageMS) { #expect(message.frameSize == message.encoded().count + 18) }
    }

    static func messages(ageMS: UInt32) -> [Message] {
        let header = PresenceHeader(
            author: [UInt8](repeating: 1, count: 32), stamp: 1_790_000_000_000, intervalMS: 75_000, leaving: false,
            profileHash: [UInt8](repeating: 2, count: 16))
        func presence(_ profileBytes: Int?) -> SignedPresence {
            SignedPresence(
                header: header, headerBytes: header.encoded(), signature: [UInt8](repeating: 3, count: 64),
                profileBytes: profileBytes.map { [UInt8](repeating: 4, count: $0) }, ageMS: ageMS)
        }
        let bytes = [UInt8](repeating: 8, count: 32)
        guard let exchange = ExchangeID(Array(bytes.prefix(16))) else { return [] }
        let announcements = (0..<200 as Range<UInt64>).map { Announcement(author: $0, stamp: 1_790_000_000_000) }
        return [
            .presences([]), .presences([presence(nil)]), .presences([presence(100), presence(1_536), presence(nil)]),
            .presences(Array(repeating: presence(200), count: 32)), .have([], whole: false), .have([], whole: true),
            .have(announcements, whole: false), .have(Array(announcements.prefix(3)), whole: true),
            .graft([], once: true), .graft([1, 2], once: false), .graft(announcements.map(\.author), once: true),
            .cardUpdate([UInt8](repeating: 5, count: Int(min(ageMS + 1, 60_000)))),
            .cardTaken([UInt8](repeating: 5, count: 32)), .exchange(exchange, .confirm),
            .exchange(exchange, .request(commitment: bytes, unverified: true)),
            .exchange(exchange, .accept(nonce: bytes, unverified: false)),
            .exchange(exchange, .reveal(nonce: bytes)), .exchange(exchange, .card([1, 2])),
            .exchange(exchange, .receipt(bytes + bytes)), .exchange(exchange, .end(.unknown)),
            .exchange(exchange, .end(.mismatch)),
            .pull([]), .pull(announcements.map(\.author)), .prune, .ping(answer: true), .ping(answer: false),
        ]
    }

    @Test("TCP sends again after 200 ms, and then waits twice as long each time")
    func retransmission() {
        let start = Instant(microseconds: 1_000_000)
        for (afterMS, againMS) in [(0, 200), (199, 200), (200, 600), (7_300, 12_600), (12_600, 25_400)]
            as [(Int64, Int64)]
        {
            let again = SimulatedLink.retransmission(of: start, after: start.advanced(byMS: afterMS))
            #expect(again == start.advanced(byMS: againMS))
        }
    }
}
