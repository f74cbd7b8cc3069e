import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Gatherings of people with whom nobody here has a link.
struct FarFoundingTests {
    /// A row of people, each with a link to the next.
    func row(_ count: Int) throws -> Room {
        let room = try Room(count)
        for host in 1..<count { room.link(host, host - 1) }
        room.pass(2_000)
        return room
    }

    @Test("A gathering is offered to everybody in the room, through those who take no part")
    func offered() throws {
        let room = try row(5)
        let gathering = try room.found(0)
        room.pass(1_000)
        for host in 1..<5 { #expect(room.hosts[host].node.offeredGatherings.map(\.id) == [gathering]) }
        // Nobody but the founder takes part, so nobody fetches anything.
        #expect(room.wire.allSatisfy { $0.entries.isEmpty })
        room.command(4, .joinGathering(gathering))
        #expect(room.hosts[4].node.gatherings == [gathering])
    }

    @Test("Somebody who asks before we know the answer gets it when it comes")
    func answeredLater() throws {
        let room = try row(3)
        room.loses = { sent in
            if sent.from == 0, case .founding? = sent.step { true } else { false }
        }
        let gathering = try room.found(0)
        room.pass(250)
        #expect(room.hosts[1].node.offeredGatherings.isEmpty && room.steps(from: 2, to: 1).contains(.askFounding))
        room.loses = { _ in false }
        room.wire = []
        // The first asks again after half a second.
        room.pass(300)
        #expect(room.hosts[2].node.offeredGatherings.map(\.id) == [gathering])
        #expect(room.steps(from: 2, to: 1).count(of: .askFounding) <= 1)
    }

    @Test("Whoever wants to join what somebody names is in as soon as its founding entry comes")
    func joinedLater() throws {
        let room = try row(3)
        room.loses = { sent in if case .founding? = sent.step { true } else { false } }
        let gathering = try room.found(0)
        room.pass(250)
        room.command(2, .joinGathering(gathering))
        #expect(room.hosts[2].node.gatherings.isEmpty && room.hosts[2].node.isNamed(gathering))
        room.loses = { _ in false }
        room.pass(2_000)
        #expect(room.hosts[2].node.gatherings == [gathering])
        // What nobody names is not waited for.
        let other = EntryID(room.hosts[1].key.publicKey.compact)
        room.command(2, .joinGathering(other))
        #expect(!room.hosts[2].node.isNamed(other) && room.hosts[2].node.gatherings == [gathering])
    }

    @Test("What somebody names and nobody has is asked for less and less, and no more once nobody names it")
    func invented() {
        var (stage, bob, carol) = Stage.withTwo()
        let invented = Person.dave.beat(1, gatherings: [12])
        func asks(_ effects: [Node.Effect]) -> Int {
            (effects.sent(over: bob) + effects.sent(over: carol)).count { $0 == .record(12, .askFounding) }
        }
        #expect(asks(stage.hear(invented, over: bob)) == 1)
        #expect(3...4 ~= asks(stage.pass(5_000).effects))
        #expect(asks(stage.pass(25_000).effects) <= 3)
        stage.hear(Person.dave.beat(2, leaving: true, withProfile: false), over: bob)
        stage.answersPings = true
        #expect(asks(stage.pass(600_000).effects) == 0)
    }

    @Test("Those who invent many gatherings do not keep a real one from being found")
    func manyInvented() throws {
        let room = try row(3)
        let flood = room.puppet(2, try Room.key(100).publicKey)
        for number in 0..<40 {
            let inventor = try Room.key(200 + number)
            let names = (0..<8).map { UInt64(number * 8 + $0 + 1) << 20 }
            room.say(.presences([Self.beat(of: inventor, naming: names)]), to: 2, over: flood)
        }
        room.pass(1_000)
        let gathering = try room.found(0)
        room.pass(2_000)
        #expect(room.hosts[2].node.offeredGatherings.map(\.id) == [gathering])
    }

    private static func beat(of key: SigningKey, naming gatherings: [UInt64]) -> SignedPresence {
        let profile = Profile(
            name: "X", headline: "", topics: [], asks: [], offers: [], endpoints: [], gatherings: gatherings)
        return key.beat(1, profileBytes: profile.encoded())
    }
}
