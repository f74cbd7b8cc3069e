import Gatherings
import Keys
import Peering
import Testing
import Wire

struct StrippedTests {
    /// Whether the disk of one holds what all of these say.
    func holds(_ room: Room, _ host: Int, _ entries: [Entry], _ gathering: EntryID) -> Bool {
        entries.allSatisfy { entry in
            room.hosts[host].disk.kept[gathering]?.logs[entry.header.log]?[entry.header.height].content == entry.content
        }
    }

    @Test("What a relay left out is fetched from others, also through somebody who lacked it too and after a restart")
    func fetching() throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        let pen = Pen(try Room.key(9), in: gathering)
        let entries = try pen.entries(600)
        let thief = room.puppet(0, try Room.key(10).publicKey)
        room.link(1, 0)
        room.say(gathering.hello, to: 0, over: thief)
        for start in stride(from: 0, to: 600, by: 100) {
            room.say(gathering.streams(entries[start..<start + 100].map(\.retracted)), to: 0, over: thief)
        }
        room.pass(1_000)
        #expect((0..<2).map { room.record($0, gathering)?.log(pen.log)?.height } == [600, 600])
        #expect(!holds(room, 0, entries, gathering) && !holds(room, 1, entries, gathering))
        // Two who lack the same do not ask each other without end.
        room.wire = []
        room.pass(60_000)
        #expect(room.steps(from: 0, to: 1).wants.count <= 6 && room.steps(from: 1, to: 0).wants.count <= 6)
        try room.restart(0)
        room.link(1, 0)
        // Somebody comes who has it from the author.
        let author = room.puppet(2, pen.key.publicKey)
        room.say(gathering.hello, to: 2, over: author)
        for start in stride(from: 0, to: 600, by: 100) {
            room.say(gathering.streams(Array(entries[start..<start + 100])), to: 2, over: author)
        }
        room.link(2, 0)
        room.pass(30_000)
        #expect(holds(room, 0, entries, gathering) && room.agree(on: gathering))
        room.pass(RecordLimits.contentsRetryMaxMS + 30_000)
        #expect(holds(room, 1, entries, gathering))
        room.wire = []
        room.pass(60_000)
        #expect(room.steps().wants.isEmpty, "nothing is lacking any more")
    }

    @Test("An author hears of a copy when what they said is on the disk, not only that they said something")
    func copies() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let entries = try pen.entries(2)
        let thief = room.puppet(0, try Room.key(10).publicKey)
        room.say(gathering.hello, gathering.pushes(entries.map(\.retracted)), to: 0, over: thief)
        let author = room.puppet(0, pen.key.publicKey, isDialled: false)
        room.say(gathering.hello, to: 0, over: author)
        room.wire = []
        let hash = try #require(room.frontier(0, gathering)).bytes.bytes
        room.say(gathering.says(.frontier(hash)), to: 0, over: author)
        #expect(room.steps(over: author).count(of: .same) == 0)
        #expect(
            room.steps(over: author).wants.flatMap(\.ranges) == [LogRange(log: LogTag(pen.log).number, heights: 0..<2)])
        room.say(
            gathering.says(.entries([entries[0].encoded()], pushed: false)),
            gathering.says(.entries([], pushed: false)),
            to: 0, over: author)
        #expect(room.steps(over: author).held == [LogHeight(log: LogTag(pen.log).number, height: 1)])
        room.say(gathering.pushes([entries[1]]), to: 0, over: author)
        #expect(room.steps(over: author).held.last == LogHeight(log: LogTag(pen.log).number, height: 2))
        room.say(gathering.says(.frontier(hash)), to: 0, over: author)
        #expect(room.steps(over: author).count(of: .same) == 1)
    }

    @Test("Who sends entries bare and what they say later has no more room than others")
    func quota() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let link = room.puppet(0, pen.key.publicKey)
        let first = try pen.entry("first")
        let large = try pen.entry(String(repeating: "x", count: 900), after: first)
        let small = try pen.entry("small", after: large)
        room.say(
            gathering.hello, gathering.pushes([first, large.retracted, small.retracted]), to: 0, over: link)
        try room.restart(0) { record in
            let most = EntryBytes(all: GatheringLimits.authorBytesMax - 800)
            record.logs = record.logs.map { log in
                log.id == pen.log ? RestoredLog(id: log.id, log: log.log, entries: log.entries, bytes: most) : log
            }
        }
        let again = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, gathering.streams([large, small]), to: 0, over: again)
        #expect(!holds(room, 0, [large], gathering) && holds(room, 0, [small], gathering))
        #expect(room.hosts[0].node.refusedLogs(of: gathering) == 1 && room.hosts[0].closed[again] == nil)
    }

    @Test("What its author took back is not asked for")
    func takenBack() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let said = try pen.entry("said")
        let (kind, _, content) = Content.retraction(Content.Retraction(of: said)).encoded()
        let back = try pen.entry(content, after: said, kind: kind)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, gathering.pushes([said.retracted]), to: 0, over: link)
        room.wire = []
        room.say(gathering.pushes([back]), to: 0, over: link)
        let hash = try #require(room.frontier(0, gathering)).bytes.bytes
        room.say(gathering.says(.frontier(hash)), to: 0, over: link)
        #expect(room.steps(over: link).wants.isEmpty && room.steps(over: link).count(of: .same) == 1)
    }
}
