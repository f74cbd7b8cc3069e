import Gatherings
import Keys
import Peering
import Testing
import Wire

struct SpreadTests {
    @Test("An entry of our own is sent and told of only when it is on the disk")
    func storedFirst() throws {
        let (room, gathering) = try Room.gathered(2)
        room.holdDisk(0)
        room.write(0, "one", in: gathering)
        room.write(0, "two", in: gathering)
        let latest = room.hosts[0].node.latestOwnEntry(of: gathering)
        room.command(1, .compareRecord(gathering))
        room.command(0, .compareRecord(gathering))
        room.pass(20_000)
        #expect(room.count(0, of: 0, gathering) == 1 && room.count(1, of: 0, gathering) == 1)
        #expect(room.wire.allSatisfy { $0.entries.isEmpty } && room.steps(from: 0).held.isEmpty)
        room.releaseDisk(0)
        #expect(room.agree(on: gathering) && room.count(1, of: 0, gathering) == 3)
        #expect(room.record(1, gathering)?.all.first?.log.head == latest)
        #expect(room.steps(from: 0, to: 1).pushes.count == 2)
    }

    @Test("Each entry that is on the disk goes out by itself, in order")
    func storedOneByOne() throws {
        let (room, gathering) = try Room.gathered(2)
        room.holdDisk(0)
        room.write(0, "one", in: gathering)
        room.syncDisk(0)
        room.write(0, "two", in: gathering)
        #expect(room.count(1, of: 0, gathering) == 2)
        room.syncDisk(0)
        #expect(room.count(1, of: 0, gathering) == 3)
    }

    @Test("Entries go along a tree: what comes twice prunes a link, and then each goes to everybody once")
    func tree() throws {
        let (room, gathering) = try Room.gathered(4)
        for (one, other) in [(1, 2), (2, 3), (1, 3)] { room.link(one, other) }
        room.wire = []
        room.write(0, "first", in: gathering)
        #expect((0..<4).allSatisfy { room.count($0, of: 0, gathering) == 2 })
        #expect(room.steps().pushes.count > 3 && room.steps().count(of: .prune) > 0)
        room.pass(100)
        room.wire = []
        room.write(0, "second", in: gathering)
        #expect((0..<4).allSatisfy { room.count($0, of: 0, gathering) == 3 })
        #expect(room.steps().pushes.count == 3 && room.steps().count(of: .prune) == 0)
        // Pruned links tell of it, a moment later, and nobody asks.
        #expect(room.steps(from: 1, to: 2).held.isEmpty)
        room.pass(1)
        #expect(!room.steps(from: 1, to: 2).held.isEmpty)
        room.pass(50)
        #expect(room.steps().wants.isEmpty && room.agree(on: gathering))
    }

    @Test("Two alone never prune their link, whatever comes twice")
    func pair() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, to: 0, over: link)
        let entry = try pen.entry("twice")
        room.say(gathering.pushes([entry]), gathering.pushes([entry]), to: 0, over: link)
        #expect(room.steps().count(of: .prune) == 0 && room.steps(over: link).held.map(\.height) == [1])
        #expect(room.hosts[0].disk.changes.count { if case .entries = $0 { true } else { false } } == 2)
    }

    @Test("What was told of and does not come within 10 ms is asked for, and the link is eager again")
    func graft() throws {
        let (room, gathering) = try Room.gathered(3)
        room.link(1, 2)
        room.write(0, "prunes the third link", in: gathering)
        room.pass(100)
        room.wire = []
        room.loses = { $0.isPush && $0.from == 0 && $0.to == 2 }
        room.write(0, "lost on its way", in: gathering)
        room.pass(10)
        #expect(room.steps(from: 1, to: 2).held.map(\.height) == [3] && room.steps(from: 2).wants.isEmpty)
        room.pass(1)
        let log = try #require(room.record(0, gathering)?.all.first).id
        let wants = room.steps(from: 2, to: 1).wants
        #expect(wants.map(\.ranges) == [[LogRange(log: LogTag(log).number, heights: 2..<3)]])
        #expect(wants.map(\.graft) == [true] && room.steps(from: 2, to: 0).wants.isEmpty)
        #expect(room.count(2, of: 0, gathering) == 3)
        room.write(0, "lost as well", in: gathering)
        #expect(room.count(2, of: 0, gathering) == 4 && room.steps(from: 1, to: 2).pushes.count == 1)
    }

    @Test("Who told of it and does not give it is not the only one to be asked")
    func secondHolder() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let links = try (10...11).map { room.puppet(0, try Room.key($0).publicKey) }
        for link in links {
            let height = LogHeight(log: LogTag(pen.log).number, height: 2)
            room.say(gathering.hello, gathering.says(.held([height])), to: 0, over: link)
        }
        room.pass(900)
        #expect(room.steps(over: links[0]).wants.count == 1 && room.steps(over: links[1]).wants.isEmpty)
        room.pass(200)
        #expect(room.steps(over: links[1]).wants.map(\.ranges) == room.steps(over: links[0]).wants.map(\.ranges))
        let entries = try pen.entries(2).map { $0.encoded() }
        room.say(gathering.says(.entries(entries, pushed: false)), to: 0, over: links[1])
        #expect(room.record(0, gathering)?.log(pen.log)?.height == 2)
        room.wire = []
        room.pass(2_000)
        #expect(room.steps().wants.isEmpty)
    }

    @Test("What is before an entry and missing is asked for at once")
    func gap() throws {
        let (room, gathering) = try Room.gathered(2)
        room.loses = { $0.isPush }
        room.write(0, "lost", in: gathering)
        room.loses = { _ in false }
        #expect(room.count(1, of: 0, gathering) == 1)
        room.write(0, "comes", in: gathering)
        #expect(room.count(1, of: 0, gathering) == 3 && room.agree(on: gathering))
        #expect(room.steps(from: 1).wants.map(\.ranges.count) == [1])
    }

    @Test("What nobody told of comes with a comparison within a few seconds")
    func comparison() throws {
        let (room, gathering) = try Room.gathered(3)
        room.loses = { sent in
            switch sent.step {
            case .entries(_, pushed: true), .held: true
            default: false
            }
        }
        for host in 0..<3 { room.write(host, "from \(host)", in: gathering) }
        #expect(!room.agree(on: gathering))
        room.pass(3 * RecordLimits.compareMS)
        #expect(room.agree(on: gathering))
    }

    @Test("Entries of kinds that we do not know, or that are reserved, are kept and passed on")
    func unknownKinds() throws {
        let room = try Room(3)
        let gathering = try room.found(0)
        for (one, other) in [(0, 1), (1, 2)] {
            room.link(one, other)
            room.command(other, .joinGathering(gathering))
        }
        let kinds = [0, 18, 19, 20, 21, 4_711, UInt32.max]
        for kind in kinds { room.write(0, "from the future", in: gathering, kind: kind) }
        #expect(room.agree(on: gathering))
        let kept = room.hosts[2].disk.kept[gathering]?.logs.values.flatMap { $0 } ?? []
        #expect(kept.map(\.header.kind).suffix(kinds.count) == kinds[...])
    }
}
