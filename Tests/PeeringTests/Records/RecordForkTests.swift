import Gatherings
import Keys
import Peering
import Testing
import Wire

struct RecordForkTests {
    /// Where a log ends at each, and what stops it.
    func ends(_ room: Room, _ log: LogID, _ gathering: EntryID) -> [Log?] {
        room.hosts.indices.map { room.record($0, gathering)?.log(log) }
    }

    @Test(
        "A log that its author forked ends at the same height everywhere, whichever part anybody had first",
        arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
    func anyOrder(_ order: [Int]) throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        let pen = Pen(try Room.key(9), in: gathering)
        let start = try pen.entries(4)
        // Two ways on from the fourth entry, and one from the third.
        let parts = [
            start + (try pen.entries(3, after: start[3], "left")),
            start + (try pen.entries(2, after: start[3], "right")),
            Array(start[..<3]) + (try pen.entries(4, after: start[2], "lower")),
        ]
        for (host, part) in order.enumerated() {
            let link = room.puppet(host, pen.key.publicKey)
            room.say(gathering.hello, gathering.pushes(parts[part]), to: host, over: link)
            room.unlink(host, link)
        }
        for (one, other) in [(0, 1), (1, 2)] { room.link(one, other) }
        room.pass(10 * RecordLimits.compareMS)
        #expect(room.agree(on: gathering))
        #expect(ends(room, pen.log, gathering).map { $0?.stop } == [3, 3, 3])
        #expect(ends(room, pen.log, gathering).map { $0?.height } == [3, 3, 3])
        #expect(ends(room, pen.log, gathering).map { $0?.head } == [start[2].id, start[2].id, start[2].id])
        #expect(room.hosts.allSatisfy { $0.notices.contains(.forked(gathering)) && $0.closed.isEmpty })
        // Nothing more is taken of it, and who passes it on is not to blame.
        let link = room.puppet(1, try Room.key(10).publicKey)
        room.say(
            gathering.hello, gathering.pushes(parts[0]), gathering.pushes(Array(parts[1][4...])), to: 1, over: link)
        #expect(ends(room, pen.log, gathering).map { $0?.height } == [3, 3, 3] && room.hosts[1].closed.isEmpty)
        room.wire = []
        room.pass(3 * RecordLimits.compareMS)
        #expect(room.wire.allSatisfy { $0.entries.isEmpty } && room.agree(on: gathering))
    }

    @Test("Two entries at one height stop a log at once where both come, and the proof goes to all")
    func proof() throws {
        let (room, gathering) = try Room.gathered(3)
        let pen = Pen(try Room.key(9), in: gathering)
        let start = try pen.entries(2)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, gathering.pushes(start), to: 0, over: link)
        room.say(gathering.pushes([try pen.entry("another", after: start[0])]), to: 0, over: link)
        #expect(ends(room, pen.log, gathering).map { $0?.stop } == [1, 1, 1] && room.agree(on: gathering))
        let proofs = room.steps(from: 0, to: 1).filter { if case .proof = $0 { true } else { false } }
        #expect(proofs.count == 1)
    }

    @Test("Whoever comes later gets the proof too, also after it was restarted")
    func later() throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        let pen = Pen(try Room.key(9), in: gathering)
        let start = try pen.entries(2)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(
            gathering.hello, gathering.pushes(start),
            gathering.pushes([try pen.entry("another", after: start[0])]), to: 0, over: link)
        try room.restart(0)
        #expect(ends(room, pen.log, gathering)[0]?.stop == 1)
        room.link(1, 0)
        room.link(0, 2)
        #expect(ends(room, pen.log, gathering).map { $0?.stop } == [1, 1, 1] && room.agree(on: gathering))
    }

    @Test("Two entries that prove nothing stop nothing")
    func noProof() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let stranger = Pen(try Room.key(10), in: gathering)
        let start = try pen.entries(2)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, gathering.pushes(start), to: 0, over: link)
        let other = Pen(pen.key, in: EntryID(pen.key.publicKey.compact))
        let forged = try HostileRecordTests.forged(pen.entry("forged", after: start[0]))
        for (one, two) in [
            (start[0], start[0]), (start[0], start[1]), (start[0], try stranger.entry("mine")),
            (try other.entry("left"), try other.entry("right")), (start[1], forged),
        ] {
            room.say(gathering.says(.proof(one.encoded(), two.encoded())), to: 0, over: link)
        }
        room.say(gathering.says(.proof([1], [2])), gathering.says(.proof(start[0].encoded(), [])), to: 0, over: link)
        #expect(ends(room, pen.log, gathering).map { $0?.stop } == [nil])
        #expect(!room.hosts[0].notices.contains(.forked(gathering)))
    }

    @Test("A restored database whose log goes on elsewhere fetches it, begins another and forks nothing")
    func restored() throws {
        let (room, gathering) = try Room.gathered(2)
        room.write(0, "before the copy", in: gathering)
        let copy = room.hosts[0].disk
        for number in 0..<3 { room.write(0, "after it \(number)", in: gathering) }
        let log = try #require(room.record(0, gathering)?.all.first).id
        try room.restart(0, from: copy)
        #expect(room.count(0, of: 0, gathering) == 2)
        room.link(0, 1)
        #expect(room.count(0, of: 0, gathering) == 5)
        #expect(room.hosts[0].disk.kept[gathering]?.ownLog != log.number)
        room.write(0, "restored", in: gathering)
        room.pass(3 * RecordLimits.compareMS)
        #expect(room.agree(on: gathering) && room.count(1, of: 0, gathering) == 6)
        #expect(room.record(1, gathering)?.log(log)?.height == 5)
        #expect(room.record(1, gathering)?.logCount == 2)
        #expect(room.hosts.allSatisfy { $0.disk.kept[gathering]?.proofs.isEmpty == true })
        #expect(room.hosts[0].node.copies(of: gathering) == 1)
    }

    @Test("A restored database that writes before it meets anybody forks its log, and goes on in another")
    func restoredAndWritten() throws {
        let (room, gathering) = try Room.gathered(2)
        room.write(0, "before the copy", in: gathering)
        let copy = room.hosts[0].disk
        for number in 0..<3 { room.write(0, "after it \(number)", in: gathering) }
        let log = try #require(room.record(0, gathering)?.all.first).id
        try room.restart(0, from: copy)
        room.write(0, "twice at this height", in: gathering)
        room.link(0, 1)
        room.pass(10 * RecordLimits.compareMS)
        #expect(ends(room, log, gathering).map { $0?.stop } == [2, 2] && room.agree(on: gathering))
        room.write(0, "heard by all", in: gathering)
        #expect(room.agree(on: gathering) && room.count(1, of: 0, gathering) == 3)
        #expect(room.hosts[0].node.copies(of: gathering) == 1)
    }

    @Test("A proof that stops our own log while entries of it wait for the disk is no harm", arguments: [1, 2, 3])
    func stoppedWhileWriting(_ height: Int) throws {
        let (room, gathering) = try Room.gathered(2)
        room.write(0, "stored", in: gathering)
        let log = try #require(room.record(0, gathering)?.all.first).id
        let logs = try #require(room.hosts[0].disk.kept[gathering]?.logs[log])
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        room.holdDisk(0)
        for text in ["waits", "waits too"] { room.write(0, text, in: gathering) }
        // Somebody uses our key elsewhere, with the same log.
        let pen = Pen(room.hosts[0].key, log: log.number, in: gathering)
        let waiting = try pen.entry("elsewhere", after: logs[1])
        let start = [logs[0], logs[1], waiting]
        let pair = [
            try pen.entry("one", after: start[height - 1]), try pen.entry("other", after: start[height - 1]),
        ]
        room.say(gathering.says(.proof(pair[0].encoded(), pair[1].encoded())), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(log)?.stop == height)
        room.write(0, "in another log", in: gathering)
        room.syncDisk(0)
        room.write(0, "and one more", in: gathering)
        room.releaseDisk(0)
        room.pass(10 * RecordLimits.compareMS)
        #expect(room.agree(on: gathering))
        #expect(ends(room, log, gathering).map { $0?.height } == [height, height])
        #expect(room.count(1, of: 0, gathering) == height + 2)
        let texts = room.hosts[1].disk.kept[gathering]?.logs.filter { $0.key != log }.values.first?.map(\.content)
        #expect(texts == [Array("in another log".utf8), Array("and one more".utf8)])
    }
}
