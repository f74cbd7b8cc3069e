import Gatherings
import Keys
import Peering
import Testing
import Wire

struct FoundingTests {
    @Test("A gathering is offered to neighbours, who join it by name and are those who offer it then")
    func joining() throws {
        let room = try Room(3)
        room.link(0, 1)
        room.link(2, 1)
        let gathering = try room.found(0)
        #expect(room.hosts[0].notices.contains(.gathering(gathering)))
        #expect(room.hosts[1].node.offeredGatherings.map(\.id) == [gathering])
        #expect(room.hosts[1].node.attendees(in: gathering) == 1)
        room.command(1, .joinGathering(gathering))
        #expect(room.hosts[1].node.offeredGatherings.isEmpty && room.hosts[1].node.gatherings == [gathering])
        #expect(room.hosts[2].node.offeredGatherings.map(\.id) == [gathering])
        room.command(2, .joinGathering(gathering))
        #expect(room.agree(on: gathering))
        #expect(room.record(2, gathering)?.all.map(\.log.height) == [1])
        #expect(room.hosts[2].node.membership(of: gathering) == .open)
        #expect(room.hosts[1].node.attendees(in: gathering) == 2)
        // Again, or one that nobody offers, is nothing.
        room.wire = []
        room.command(2, .joinGathering(gathering))
        room.command(2, .joinGathering(EntryID(room.hosts[0].key.publicKey.compact)))
        #expect(room.hosts[2].node.gatherings == [gathering] && room.wire.isEmpty)
    }

    @Test("A gathering by newer rules is joined, and what is written there is kept and passed on unread")
    func newerRules() throws {
        let room = try Room(3)
        room.link(0, 1)
        room.link(1, 2)
        let gathering = try room.found(0, rules: 3)
        for host in [1, 2] {
            #expect(room.hosts[host].node.offeredGatherings.map(\.id) == [gathering])
            room.command(host, .joinGathering(gathering))
        }
        room.write(0, "of tomorrow", in: gathering)
        #expect(room.agree(on: gathering) && room.count(2, of: 0, gathering) == 2)
    }

    @Test("A gathering by older rules is neither offered nor joined")
    func olderRules() throws {
        let room = try Room(2)
        room.link(0, 1)
        let gathering = try room.found(0, rules: 1)
        #expect(room.hosts[1].node.offeredGatherings.isEmpty)
        room.command(1, .joinGathering(gathering))
        #expect(room.hosts[1].node.gatherings.isEmpty)
    }

    @Test("Nobody hears of a gathering before its founding entry is on the disk")
    func foundingIsStoredFirst() throws {
        let room = try Room(2)
        room.link(0, 1)
        room.wire = []
        room.holdDisk(0)
        let gathering = try room.found(0)
        // Whoever knows its name, and who links meanwhile, hears nothing either.
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(gathering.hello, gathering.says(.askFounding), to: 0, over: link)
        room.pass(100)
        let name = gathering.bytes.bytes
        func tells(_ message: Message) -> Bool {
            switch message {
            case .gatherings(let open, _): open.contains(name)
            case .record: true
            default: false
            }
        }
        #expect(!room.wire.contains { tells($0.message) })
        #expect(room.hosts[1].node.offeredGatherings.isEmpty)
        room.releaseDisk(0)
        #expect(room.hosts[1].node.offeredGatherings.map(\.id) == [gathering])
        #expect(room.wire.contains { $0.link == link && tells($0.message) })
        room.command(1, .joinGathering(gathering))
        #expect(room.agree(on: gathering))
    }

    @Test("By invitation, whoever was invited joins, and an outsider sees nothing of it", arguments: [0, 1])
    func invitation(_ dialler: Int) throws {
        let room = try Room(3)
        room.link(dialler, 1 - dialler)
        room.link(0, 2)
        room.link(2, 1)
        room.wire = []
        let gathering = try room.found(0, secret: Room.secret)
        let invitation = try Invitation(secret: Room.secret, gathering: gathering)
        #expect(room.hosts[0].node.membership(of: gathering) == .invited(invitation))
        room.command(1, .acceptInvitation(invitation))
        #expect(room.hosts[1].node.gatherings == [gathering])
        #expect(room.hosts[1].node.membership(of: gathering) == .invited(invitation))
        #expect(room.hosts[1].disk.invitations.isEmpty)
        room.write(0, "tea at four", in: gathering)
        room.pass(5_000)
        #expect(room.frontier(0, gathering) == room.frontier(1, gathering))
        #expect(room.count(1, of: 0, gathering) == 2)
        // The outsider got hellos alone, each proof but once; other links have others.
        #expect(room.steps(to: 2).isEmpty)
        #expect(room.hosts[2].node.offeredGatherings.isEmpty && room.hosts[2].node.gatherings.isEmpty)
        var proofs: [LinkID: Set<[UInt8]>] = [:]
        for case (let link, .gatherings(let open, let said)) in room.wire.map({ ($0.link, $0.message) }) {
            #expect(open.isEmpty)
            proofs[link, default: []].formUnion(said)
        }
        #expect(proofs.count == 4 && proofs.values.allSatisfy { $0.count == 1 })
        #expect(Set(proofs.values.flatMap { $0 }).count == 4)
    }

    @Test("A proof that is sent back, or taken from another link, shows nothing", arguments: [true, false])
    func reflection(_ isDialled: Bool) throws {
        let room = try Room(1)
        let gathering = try room.found(0, secret: Room.secret)
        func proofs(over link: LinkID) -> [[UInt8]] {
            room.wire.filter { $0.link == link }.flatMap { sent -> [[UInt8]] in
                if case .gatherings(_, let proofs) = sent.message { proofs } else { [] }
            }
        }
        let links = try (8...9).map { room.puppet(0, try Room.key($0).publicKey, isDialled: isDialled) }
        let (own, other) = (proofs(over: links[0]), proofs(over: links[1]))
        #expect(own.count == 1 && other.count == 1 && own != other)
        room.wire = []
        room.say(.gatherings(open: [gathering.bytes.bytes], proofs: own + other), to: 0, over: links[0])
        room.say(gathering.says(.askFounding), gathering.says(.frontier(own[0] + own[0])), to: 0, over: links[0])
        room.write(0, "secret", in: gathering)
        room.pass(10_000)
        #expect(room.steps().isEmpty)
        #expect(room.hosts[0].node.attendees(in: gathering) == 0)
        // The one that the other side alone can make does.
        let invitation = try Invitation(secret: Room.secret, gathering: gathering)
        let hash = Room.handshakeHash(links[0].number)
        let genuine = invitation.linkProof(handshakeHash: hash, isInitiator: !isDialled)
        room.say(
            .gatherings(open: [], proofs: [genuine]), gathering.says(.askFounding), to: 0, over: links[0])
        #expect(room.hosts[0].node.attendees(in: gathering) == 1)
        #expect(room.steps().contains { if case .founding = $0 { true } else { false } })
    }

    @Test("An invitation waits for somebody who takes part, over restarts; one with a wrong secret for ever")
    func waitingInvitation() throws {
        let room = try Room(3)
        let gathering = try room.found(0, secret: Room.secret)
        let invitation = try Invitation(secret: Room.secret, gathering: gathering)
        let wrong = try Invitation(secret: [UInt8](repeating: 6, count: 16), gathering: gathering)
        room.command(1, .acceptInvitation(invitation))
        room.command(2, .acceptInvitation(wrong))
        #expect(room.hosts[1].disk.invitations == [invitation])
        try room.restart(1)
        room.link(1, 0)
        room.link(0, 2)
        room.link(2, 1)
        room.pass(10_000)
        #expect(room.hosts[1].node.gatherings == [gathering] && room.hosts[1].disk.invitations.isEmpty)
        #expect(room.hosts[2].node.gatherings.isEmpty && room.steps(to: 2).isEmpty)
        #expect(room.hosts[2].disk.invitations == [wrong])
        // Typed again and right, it takes the other's place.
        room.command(2, .acceptInvitation(invitation))
        #expect(room.hosts[2].node.gatherings == [gathering])
        room.pass(10_000)
        #expect(room.agree(on: gathering))
    }

    @Test("Whoever hides shares nothing of gatherings, and all of it when they show themselves")
    func hiding() throws {
        let (room, gathering) = try Room.gathered(2)
        room.command(1, .setVisible(false))
        room.wire = []
        room.link(1, 0, as: .listener)
        room.write(0, "seen", in: gathering)
        room.write(1, "unseen", in: gathering)
        room.pass(10_000)
        #expect(room.steps().isEmpty)
        // The other says what it takes part in, and gets no answer.
        let hellos = room.wire.filter { if case .gatherings = $0.message { true } else { false } }
        #expect(hellos.map(\.from) == [0])
        #expect(room.hosts[1].node.copies(of: gathering) == 0)
        room.command(1, .setVisible(true))
        room.link(1, 0)
        room.pass(10_000)
        #expect(room.agree(on: gathering) && room.hosts[1].node.copies(of: gathering) == 1)
    }

    @Test("Who has left hears no more, is offered it again, and comes back to what was kept and what is new")
    func leaving() throws {
        let (room, gathering) = try Room.gathered(2)
        room.write(1, "mine", in: gathering)
        let ownLog = try #require(room.hosts[1].disk.kept[gathering]?.ownLog)
        room.command(1, .leaveGathering(gathering))
        #expect(room.hosts[1].node.gatherings.isEmpty)
        #expect(room.hosts[1].node.offeredGatherings.map(\.id) == [gathering])
        #expect(room.hosts[0].node.attendees(in: gathering) == 0)
        room.wire = []
        room.write(0, "while you were away", in: gathering)
        room.pass(10_000)
        #expect(room.steps().isEmpty)
        let kept = try #require(room.hosts[1].disk.restored(gathering))
        room.command(1, .rejoinGathering(kept))
        room.pass(5_000)
        #expect(room.agree(on: gathering))
        #expect(room.hosts[1].node.offeredGatherings.isEmpty)
        #expect(room.wire.reduce(0) { $0 + $1.entries.count } == 1)
        room.write(1, "mine again", in: gathering)
        #expect(room.record(0, gathering)?.log(LogID(author: room.hosts[1].key.publicKey, number: ownLog))?.height == 2)
        #expect(room.agree(on: gathering))
    }

    @Test("Of gatherings that we know nothing of, and from those who take no part, nothing is heard")
    func unknown() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let link = room.puppet(0, pen.key.publicKey)
        let entries = try pen.entries(2)
        let line = LogLine(log: 1, height: 2, head: 3, stop: nil)
        let range = LogRange(log: 1, heights: 0..<4)
        let steps: [RecordStep] = [
            .frontier([UInt8](repeating: 1, count: 32)), .same, .buckets([UInt8](repeating: 1, count: 768)),
            .lines([line], buckets: .max, takesNewLogs: true), .wants([range], graft: true),
            .entries(entries.map { $0.encoded() }, pushed: true), .entries([[1]], pushed: false), .taken(messages: 1),
            .held([LogHeight(log: 1, height: 5)]), .prune, .askProof(1),
            .proof(entries[0].encoded(), entries[1].encoded()), .founding(entries[0].encoded()),
        ]
        let before = room.frontier(0, gathering)
        room.wire = []
        for step in steps {
            // Ours, of which they have not said that they take part, and another.
            room.say(gathering.says(step), .record(12, step), to: 0, over: link)
        }
        room.say(.record(12, .askFounding), to: 0, over: link)
        room.pass(5_000)
        #expect(room.steps().isEmpty && room.hosts[0].closed.isEmpty)
        #expect(room.frontier(0, gathering) == before && room.hosts[0].node.offeredGatherings.isEmpty)
        #expect(room.hosts[0].node.copies(of: gathering) == 0)
        // What an open one is, anybody may ask.
        room.say(gathering.says(.askFounding), to: 0, over: link)
        let founding = try #require(room.hosts[0].node.founding(of: gathering))
        #expect(room.steps() == [.founding(founding.encoded())])
    }

    @Test("A founding entry that nobody asked for, or that is another's, is not offered")
    func foreignFounding() throws {
        let room = try Room(2)
        let one = try room.found(1)
        let founding = try #require(room.hosts[1].node.founding(of: one))
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(one.says(.founding(founding.encoded())), to: 0, over: link)
        #expect(room.hosts[0].node.offeredGatherings.isEmpty)
        // Said to take part in another, whose founding entry this is not.
        var name = one.bytes.bytes
        name[31] ^= 1
        room.say(.gatherings(open: [name], proofs: []), to: 0, over: link)
        room.say(one.says(.founding(founding.encoded())), to: 0, over: link)
        #expect(room.hosts[0].node.offeredGatherings.isEmpty)
        room.say(one.hello, one.says(.founding(founding.encoded())), to: 0, over: link)
        #expect(room.hosts[0].node.offeredGatherings == [founding])
    }

    @Test("However many codes were typed, a hello stays within its bounds")
    func manyInvitations() throws {
        let room = try Room(1)
        _ = try room.found(0, secret: Room.secret)
        for number in 0..<40 {
            let invitation = try Invitation(secret: Room.secret, gatheringPrefix: UInt64(number))
            room.command(0, .acceptInvitation(invitation))
        }
        let link = room.puppet(0, try Room.key(9).publicKey)
        let said = try #require(
            room.wire.last { sent in if case .gatherings = sent.message { sent.link == link } else { false } })
        #expect(try Message(decoding: said.message.encoded()) == said.message)
        // What we take part in comes first.
        guard case .gatherings(_, let proofs) = said.message else { return }
        let gathering = try #require(room.hosts[0].node.gatherings.first)
        let own = try Invitation(secret: Room.secret, gathering: gathering)
        let hash = Room.handshakeHash(link.number)
        #expect(proofs.first == own.linkProof(handshakeHash: hash, isInitiator: false))
        #expect(proofs.count == WireLimits.gatheringsMax)
    }
}
