import Gatherings
import Keys
import Peering
import Testing
import Wire

struct CompareTests {
    /// A message of entries has room for three of these.
    static let large = [UInt8](repeating: 7, count: 15_000)

    /// The second lacks so many large entries of the first, and has no link.
    func behind(by count: Int, hosts: Int = 2) throws -> (room: Room, gathering: EntryID) {
        let (room, gathering) = try Room.gathered(hosts, linked: false)
        for _ in 0..<count { room.write(0, Self.large, in: gathering) }
        room.wire = []
        return (room, gathering)
    }

    @Test("Who holds the same sees it in one round trip and 70 bytes, however much it is", arguments: [0, 30])
    func equal(_ count: Int) throws {
        let (room, gathering) = try Room.gathered(2)
        for number in 0..<count { room.write(number % 2, "entry \(number)", in: gathering) }
        room.unlink(0, try room.link(from: 0, to: 1))
        room.wire = []
        room.link(1, 0)
        let said = room.wire.filter { $0.step != nil }
        let hash = try #require(room.frontier(0, gathering)).bytes.bytes
        #expect(said.map(\.step) == [.frontier(hash), .same] && said.map(\.from) == [1, 0])
        #expect(said.reduce(0) { $0 + $1.bytes } <= 70)
        #expect((0..<2).allSatisfy { room.hosts[$0].node.progress(of: gathering).map(\.progress.behind) == [0] })
    }

    @Test("One new entry is all that goes over a link, whoever has it and whoever dials", arguments: [0, 1], [0, 1])
    func oneEntry(_ author: Int, _ dialler: Int) throws {
        let (room, gathering) = try Room.gathered(2, linked: false)
        let fresh = 1 - author
        room.write(author, "new", in: gathering)
        room.wire = []
        room.link(dialler, 1 - dialler)
        #expect(room.agree(on: gathering) && room.count(fresh, of: author, gathering) == (author == 0 ? 2 : 1))
        #expect(room.steps(from: author).flatMap { [$0].streamed.flatMap { $0 } }.count == 1)
        #expect(room.steps(from: fresh).flatMap { [$0].streamed.flatMap { $0 } }.isEmpty)
        #expect(room.steps(from: fresh).taken == 1)
        let bytes = room.wire.filter { $0.step != nil }.reduce(0) { $0 + $1.bytes }
        #expect(bytes < 768 + 500, "one round of bucket hashes, and little else")
    }

    @Test("Both sides lack something of the other: both have everything after one comparison")
    func bothWays() throws {
        let (room, gathering) = try Room.gathered(2, linked: false)
        for number in 0..<5 { room.write(number % 2, "entry \(number)", in: gathering) }
        room.wire = []
        room.link(1, 0)
        #expect(room.agree(on: gathering))
        #expect(room.wire.reduce(0) { $0 + $1.entries.count } == 5)
        #expect(room.steps().streamed.count { $0.isEmpty } == 2, "each stream ends")
        room.wire = []
        room.command(0, .compareRecord(gathering))
        #expect(room.steps().last == .same && room.steps().count == 2)
    }

    @Test("A stream has sixteen messages under way, and what is acknowledged is stored")
    func flow() throws {
        let (room, gathering) = try behind(by: 120)
        room.holdDisk(1)
        room.link(1, 0)
        #expect(room.steps(from: 0).streamed.map(\.count) == Array(repeating: 3, count: 16))
        room.pass(9_000)
        #expect(room.steps(from: 1).taken == 0 && room.steps(from: 0).streamed.count == 16)
        for _ in 0..<40 where room.steps(from: 0).streamed.last?.isEmpty == false {
            let before = room.steps(from: 1).taken
            room.syncDisk(1)
            let taken = room.steps(from: 1).taken
            #expect(taken > before, "what is stored is acknowledged")
            let kept = room.hosts[1].disk.kept[gathering]?.logs.values.reduce(0) { $0 + $1.count } ?? 0
            let sent = room.steps(from: 0).streamed.filter { !$0.isEmpty }
            #expect(kept >= 1 + sent.prefix(taken).reduce(0) { $0 + $1.count })
            #expect(sent.count - taken <= RecordLimits.streamMessagesMax)
        }
        room.releaseDisk(1)
        #expect(room.agree(on: gathering) && room.count(1, of: 0, gathering) == 121)
        #expect(room.wire.reduce(0) { $0 + $1.entries.count } == 120, "nothing goes twice")
        #expect(room.steps(from: 1).taken == 40, "all is acknowledged at the end")
    }

    @Test("A stream ends well, though they went away and came back before some of it was stored")
    func comingBack() throws {
        let (room, gathering) = try Room.gathered(1)
        let pen = Pen(try Room.key(9), in: gathering)
        let link = room.puppet(0, pen.key.publicKey)
        let entries = try pen.entries(2).map { gathering.says(.entries([$0.encoded()], pushed: false)) }
        room.holdDisk(0)
        room.say(
            gathering.hello, entries[0], .gatherings(open: [], proofs: []), gathering.hello, to: 0, over: link)
        room.releaseDisk(0)
        let taken = room.steps(over: link).taken
        room.say(entries[1], gathering.says(.entries([], pushed: false)), to: 0, over: link)
        #expect(room.steps(over: link).taken > taken)
    }

    @Test("A stream that breaks off goes on from where it was, with another neighbour", arguments: [true, false])
    func resumption(_ isStored: Bool) throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        room.link(0, 1)
        for _ in 0..<120 { room.write(0, Self.large, in: gathering) }
        room.holdDisk(2)
        room.wire = []
        let first = room.link(2, 0).0
        room.syncDisk(2)
        let before = room.count(2, of: 0, gathering)
        #expect(before > 49 && before < 121)
        room.unlink(2, first)
        // Power fails before the rest is stored: what was not is asked for again.
        if isStored { room.releaseDisk(2) } else { try room.restart(2) }
        let kept = room.count(2, of: 0, gathering)
        #expect(isStored ? kept == before : kept == 49)
        room.wire = []
        room.link(1, 2)
        room.pass(1)
        #expect(room.agree(on: gathering) && room.count(2, of: 0, gathering) == 121)
        #expect(room.wire.reduce(0) { $0 + $1.entries.count } == 121 - kept)
    }

    @Test("A stream comes from one neighbour at a time")
    func oneStream() throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        room.link(0, 1)
        for _ in 0..<120 { room.write(0, Self.large, in: gathering) }
        room.holdDisk(2)
        room.wire = []
        room.link(2, 0)
        room.link(2, 1)
        room.pass(5_000)
        #expect(room.wire.filter { $0.from == 1 }.allSatisfy { $0.entries.isEmpty })
        room.releaseDisk(2)
        room.pass(1)
        #expect(room.agree(on: gathering))
        #expect(room.wire.filter { $0.to == 2 }.reduce(0) { $0 + $1.entries.count } == 120)
    }

    @Test("A stream that brings nothing for ten seconds is given up, and another neighbour is asked")
    func patience() throws {
        let (room, gathering) = try Room.gathered(3, linked: false)
        room.link(0, 1)
        for _ in 0..<9 { room.write(0, Self.large, in: gathering) }
        room.loses = { sent in
            if case .entries = sent.step { sent.from == 0 } else { false }
        }
        room.link(2, 0)
        room.link(2, 1)
        room.pass(RecordLimits.patienceMS - 100)
        #expect(room.count(2, of: 0, gathering) == 1)
        room.pass(RecordLimits.patienceMS + 3 * RecordLimits.compareMS)
        #expect(room.count(2, of: 0, gathering) == 10)
    }

    @Test("A disk that gives nothing, also for a link that began anew meanwhile, ends a stream and no more")
    func emptyReading() throws {
        let (room, gathering) = try Room.gathered(1)
        let founding = try #require(room.record(0, gathering)?.all.first).id
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        let range = LogRange(log: LogTag(founding).number, heights: 0..<1)
        room.holdDisk(0)
        room.say(gathering.says(.wants([range], graft: false)), to: 0, over: link)
        // They leave and come back before the disk answers.
        room.say(.gatherings(open: [], proofs: []), gathering.hello, to: 0, over: link)
        room.tell(0, .record(gathering, .read(link, [])))
        #expect(room.steps(over: link).streamed.isEmpty)
        room.releaseDisk(0)
        room.wire = []
        room.say(gathering.says(.wants([range, range], graft: false)), to: 0, over: link)
        #expect(room.steps(over: link).streamed.map(\.count) == [2, 0])
    }

    @Test("What is asked for and is not there is passed over")
    func strangeWants() throws {
        let (room, gathering) = try Room.gathered(1)
        room.write(0, "one", in: gathering)
        let founding = try #require(room.record(0, gathering)?.all.first).id
        let tag = LogTag(founding).number
        let link = room.puppet(0, try Room.key(9).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        for (ranges, counts) in [
            ([], [0]), ([LogRange(log: tag &+ 1, heights: 0..<9)], [0]), ([LogRange(log: tag, heights: 2..<9)], [0]),
            ([LogRange(log: tag, heights: 1..<UInt32.max)], [1, 0]),
            ([LogRange(log: 3, heights: 0..<1), LogRange(log: tag, heights: 0..<2)], [2, 0]),
        ] {
            room.wire = []
            room.say(gathering.says(.wants(ranges, graft: false)), to: 0, over: link)
            #expect(room.steps(over: link).streamed.map(\.count) == counts)
            for _ in counts.dropFirst() { room.say(gathering.says(.taken(messages: 1)), to: 0, over: link) }
        }
        // Asked for without end, it is sent as far as it is acknowledged.
        room.wire = []
        for _ in 0..<50 {
            room.say(
                gathering.says(.wants([LogRange(log: tag, heights: 0..<2)], graft: false)), to: 0, over: link)
        }
        #expect(room.steps(over: link).streamed.count { !$0.isEmpty } == RecordLimits.streamMessagesMax)
    }
}
