import Gatherings
import Keys
import Peering
import Testing
import Wire

struct CopiesTests {
    func copies(_ room: Room, _ gathering: EntryID, at host: Int = 0) -> Int {
        room.hosts[host].node.copies(of: gathering)
    }

    func behind(_ room: Room, _ gathering: EntryID, at host: Int = 0) -> [Int?] {
        room.hosts[host].node.progress(of: gathering).map(\.progress.behind)
    }

    @Test("A copy counts when it is on another's disk, and only of the latest entry")
    func onDisk() throws {
        let (room, gathering) = try Room.gathered(3)
        room.holdDisk(1)
        room.holdDisk(2)
        room.write(0, "one", in: gathering)
        #expect(copies(room, gathering) == 0)
        room.releaseDisk(1)
        #expect(copies(room, gathering) == 1)
        room.releaseDisk(2)
        #expect(copies(room, gathering) == 2)
        room.holdDisk(0)
        room.write(0, "two", in: gathering)
        #expect(copies(room, gathering) == 0, "signed, and nowhere but here")
        room.releaseDisk(0)
        #expect(copies(room, gathering) == 2)
        // Who has written nothing has nothing that others hold.
        #expect(copies(room, gathering, at: 1) == 0)
        #expect(copies(room, EntryID(room.hosts[0].key.publicKey.compact)) == 0)
    }

    @Test("Copies of those who went away stay, and of an entry that they never saw there are none")
    func away() throws {
        let (room, gathering) = try Room.gathered(3)
        room.write(0, "one", in: gathering)
        room.unlink(0, try room.link(from: 0, to: 1))
        #expect(copies(room, gathering) == 2)
        room.write(0, "two", in: gathering)
        #expect(copies(room, gathering) == 1)
        room.link(0, 1)
        #expect(copies(room, gathering) == 2)
    }

    @Test("What somebody refuses is neither sent to them nor said to be there")
    func refused() throws {
        let (room, gathering) = try Room.gathered(1)
        let (flooder, other) = (Pen(try Room.key(9), in: gathering), Pen(try Room.key(10), in: gathering))
        let link = room.puppet(0, try Room.key(11).publicKey)
        room.say(
            gathering.hello, gathering.pushes(try flooder.entries(5)), gathering.pushes(try other.entries(3)), to: 0,
            over: link)
        let own = try #require(room.record(0, gathering)?.all.first { $0.log.height == 1 })
        func lines(_ full: [(LogID, UInt32)], takesNewLogs: Bool) -> Message {
            let lines = full.map { log, height in
                LogLine(log: LogTag(log).number, height: height, head: 1, stop: nil, isFull: true)
            }
            return gathering.says(.lines(lines, buckets: .max, takesNewLogs: takesNewLogs))
        }
        room.wire = []
        room.say(lines([(flooder.log, 2)], takesNewLogs: false), to: 0, over: link)
        let progress = try #require(room.hosts[0].node.progress(of: gathering).first?.progress)
        #expect(progress.behind == 0 && progress.refused == 3 + 3 + own.log.height)
        #expect(room.steps(over: link).streamed.flatMap { $0 }.isEmpty)
        // Whoever holds the same has nothing to refuse.
        let hash = try #require(room.frontier(0, gathering)).bytes.bytes
        room.say(gathering.says(.frontier(hash)), to: 0, over: link)
        #expect(room.hosts[0].node.progress(of: gathering).first?.progress.refused == 0)
    }

    @Test("Somebody with two machines or links is one copy")
    func samePerson() throws {
        let (room, gathering) = try Room.gathered(1)
        let log = try #require(room.record(0, gathering)?.all.first).id
        let key = try Room.key(9).publicKey
        for _ in 0..<2 {
            let link = room.puppet(0, key)
            room.say(
                gathering.hello, gathering.says(.held([LogHeight(log: LogTag(log).number, height: 1)])), to: 0,
                over: link)
        }
        #expect(copies(room, gathering) == 1)
    }

    @Test("An answer to a comparison says nothing of what was written since that was begun")
    func late() throws {
        let (room, gathering) = try Room.gathered(1)
        let link = room.puppet(0, try Room.key(9).publicKey, isDialled: true)
        room.say(gathering.hello, to: 0, over: link)
        let hash = try #require(room.frontier(0, gathering)).bytes.bytes
        #expect(room.steps(over: link) == [.frontier(hash)])
        room.write(0, "after the question", in: gathering)
        room.say(gathering.says(.same), to: 0, over: link)
        #expect(copies(room, gathering) == 0, "they held what there was when we asked")
        // An answer without a question says nothing at all.
        room.say(gathering.says(.same), to: 0, over: link)
        #expect(copies(room, gathering) == 0)
        room.command(0, .compareRecord(gathering))
        room.say(gathering.says(.same), to: 0, over: link)
        #expect(copies(room, gathering) == 1)
    }

    @Test("Progress says how many entries somebody lacks, and none once they are stored", arguments: [0, 1])
    func progress(_ dialler: Int) throws {
        let (room, gathering) = try Room.gathered(2, linked: false)
        #expect(behind(room, gathering).isEmpty)
        for number in 0..<3 { room.write(0, "entry \(number)", in: gathering) }
        room.holdDisk(1)
        room.pass(1_000)
        room.link(dialler, 1 - dialler)
        #expect(behind(room, gathering) == [3])
        let now = room.nowMS
        #expect(room.hosts[0].node.progress(of: gathering).map(\.progress.comparedAt) == [Stage.instant(now)])
        #expect(room.hosts[0].node.progress(of: gathering).map(\.peer) == [room.hosts[1].key.publicKey])
        #expect(copies(room, gathering) == 0)
        room.pass(100)
        room.releaseDisk(1)
        #expect(behind(room, gathering) == [0])
        #expect(room.hosts[0].node.progress(of: gathering).map(\.progress.comparedAt) == [Stage.instant(now + 100)])
        room.pass(3 * RecordLimits.compareMS)
        #expect(behind(room, gathering, at: 1) == [0] && copies(room, gathering) == 1)
    }

    @Test("Before a comparison nobody knows how far somebody is")
    func notCompared() throws {
        let (room, gathering) = try Room.gathered(1)
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        #expect(behind(room, gathering) == [nil])
        room.say(.gatherings(open: [], proofs: []), to: 0, over: link)
        #expect(behind(room, gathering).isEmpty)
    }

    @Test("An author hears that an entry is on a neighbour's disk, also if it came there through another")
    func throughAnother() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let (author, other) = (room.puppet(0, pen.key.publicKey), room.puppet(0, try Room.key(10).publicKey))
        room.say(gathering.hello, to: 0, over: author)
        room.say(gathering.hello, to: 0, over: other)
        room.holdDisk(0)
        let entry = try pen.entry("by way of another")
        room.say(gathering.pushes([entry]), to: 0, over: other)
        room.say(gathering.pushes([entry]), to: 0, over: author)
        room.pass(20)
        #expect(room.steps(over: author).held.isEmpty)
        room.releaseDisk(0)
        #expect(room.steps(over: author).held == [LogHeight(log: LogTag(pen.log).number, height: 1)])
    }
}
