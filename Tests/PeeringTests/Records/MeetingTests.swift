import Gatherings
import Keys
import Peering
import Testing

struct MeetingTests {
    private func offer(_ key: SigningKey, _ nonce: UInt8) throws -> ExchangeOffer {
        let content = key.publicKey.bytes + [1]
        let card = OwnCard(face: "main", jws: content + Person.signature(of: content, by: key.publicKey.bytes))
        return ExchangeOffer(
            nonce: [UInt8](repeating: nonce, count: 32), answerNonce: [UInt8](repeating: nonce + 100, count: 32),
            card: card, unverified: true)
    }

    /// Two people exchange cards without digits.
    private func exchange(_ room: Room) throws -> [Meeting] {
        let (first, second) = (room.hosts[0].key, room.hosts[1].key)
        room.command(0, .exchange(second.publicKey, try offer(first, 1), id: ExchangeTests.name(3)))
        room.command(1, .accept(first.publicKey, try offer(second, 2)))
        return room.hosts.prefix(2).compactMap { host in
            host.disk.changes.lazy.compactMap { if case .contact(let meeting) = $0 { meeting } else { nil } }.last
        }
    }

    @Test("Whoever's card comes was met at the gatherings that both take part in, in the order in which we joined")
    func gatherings() throws {
        let room = try Room(3)
        room.link(1, 0)
        room.link(2, 0)
        let ours = try room.found(0)
        let invited = try room.found(0, secret: Room.secret)
        let open = try room.found(0)
        let other = try room.found(2)
        room.command(0, .joinGathering(other))
        room.command(1, .joinGathering(open))
        room.command(1, .acceptInvitation(try Invitation(secret: Room.secret, gathering: invited)))
        #expect(room.hosts[0].node.gatherings == [ours, invited, open, other])
        let meetings = try exchange(room)
        #expect(meetings.map(\.key) == [room.hosts[1].key.publicKey, room.hosts[0].key.publicKey])
        #expect(meetings.map(\.gatherings) == [[invited, open], [open, invited]])
        #expect(meetings.allSatisfy { $0.occasion == nil })
    }

    @Test("Of a gathering that one side has left, or with whom there is no link, nothing is shared")
    func none() throws {
        let (room, gathering) = try Room.gathered(2)
        let other = room.hosts[1].key.publicKey
        #expect(room.hosts[0].node.gatherings(with: other) == [gathering])
        room.command(1, .leaveGathering(gathering))
        #expect(try exchange(room).map(\.gatherings) == [[], []])
        room.command(1, .joinGathering(gathering))
        #expect(room.hosts[0].node.gatherings(with: other) == [gathering])
        for link in room.hosts[0].links.keys { room.unlink(0, link) }
        #expect(room.hosts[0].node.gatherings(with: other).isEmpty)
    }
}
