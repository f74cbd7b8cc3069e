import Gatherings
import Keys
import Peering
import Testing
import Wire

struct HostileRecordTests {
    /// The same entry with a signature that is not its author's.
    static func forged(_ entry: Entry) throws -> Entry {
        var bytes = entry.encoded()
        let signature = entry.signature.bytes
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: signature) })
        bytes[place + 40] ^= 1
        return try Entry(decoding: bytes)
    }

    @Test("Entries that nobody signed, that are no chain or of another gathering close the link and change nothing")
    func forgeries() throws {
        let (room, gathering) = try Room.gathered(2)
        let pen = Pen(try Room.key(9), in: gathering)
        let entries = try pen.entries(4)
        let elsewhere = Pen(pen.key, in: EntryID(pen.key.publicKey.compact))
        let torn = try pen.entry("torn", after: try pen.entry("never sent"))
        let bad: [[[UInt8]]] = [
            [try Self.forged(entries[0]).encoded()],
            [entries[0], entries[1], try Self.forged(entries[2])].map { $0.encoded() },
            [entries[0], torn, try pen.entry("after", after: torn)].map { $0.encoded() },
            [try elsewhere.entry("of another gathering").encoded()],
            [[]], [[1, 2, 3]], [Array(entries[0].encoded().dropLast())],
            [entries[0].encoded() + [0xFF]],
        ]
        let before = (0..<2).map { room.frontier($0, gathering) }
        let changes = room.hosts[0].disk.changes
        for (number, entries) in bad.enumerated() {
            for pushed in [true, false] {
                let link = room.puppet(0, pen.key.publicKey)
                room.say(
                    gathering.hello, gathering.says(.entries(entries, pushed: pushed)), to: 0, over: link)
                #expect(room.hosts[0].closed[link] == .forgedEntry, "\(number)")
                #expect((0..<2).map { room.frontier($0, gathering) } == before, "\(number)")
            }
        }
        #expect(room.hosts[0].disk.changes == changes)
        #expect(room.steps(from: 0, to: 1).pushes.isEmpty)
        // Others are not to blame, and the same author may come again with what is right.
        #expect(room.hosts[0].closed.count == 2 * bad.count)
        let link = room.puppet(0, pen.key.publicKey)
        room.say(gathering.hello, gathering.pushes(entries), to: 0, over: link)
        #expect(room.hosts[0].closed[link] == nil && room.agree(on: gathering))
        #expect(room.record(1, gathering)?.log(pen.log)?.height == 4)
    }

    @Test("What is genuine in a message is kept, though something else in it closes the link")
    func partly() throws {
        let (room, gathering) = try Room.gathered(2)
        let (one, other) = (Pen(try Room.key(9), in: gathering), Pen(try Room.key(10), in: gathering))
        let link = room.puppet(0, one.key.publicKey)
        room.say(
            gathering.hello, gathering.pushes(try one.entries(2) + [Self.forged(other.entry("forged"))]), to: 0,
            over: link)
        #expect(room.hosts[0].closed[link] == .forgedEntry)
        #expect(room.record(1, gathering)?.log(one.log)?.height == 2)
        #expect(room.record(1, gathering)?.log(other.log) == nil && room.agree(on: gathering))
    }

    @Test("A key that cannot sign writes nothing")
    func badKey() throws {
        let (room, gathering) = try Room.gathered(1)
        let link = room.puppet(0, try Room.key(9).publicKey)
        var point = [UInt8](repeating: 0, count: 32)
        point[0] = 1
        let log = LogID(author: try PublicKey(trusting: point), number: 1)
        let header = EntryHeader(
            gathering: gathering, log: log, height: 0, previous: nil, document: gathering, parents: [],
            createdMS: 0, kind: 0, content: [])
        let bytes = Entry.encoded(header: header.encoded(), signature: [UInt8](repeating: 0, count: 64), content: [])
        room.say(gathering.hello, to: 0, over: link)
        let run = try Run([Entry(decoding: bytes)], of: gathering)
        // As if the signature had passed for genuine.
        room.tell(
            0,
            .record(gathering, .checked(link, CheckedEntries(runs: [run], isFaulty: false), pushed: true)))
        #expect(room.record(0, gathering)?.log(log) == nil && room.hosts[0].closed[link] == .forgedEntry)
    }

    /// A node of which one author's log takes so many bytes.
    func flooded(_ bytes: EntryBytes, by pen: Pen, _ room: Room, _ gathering: EntryID) throws -> [Entry] {
        let link = room.puppet(0, pen.key.publicKey)
        let entries = try pen.entries(2)
        room.say(gathering.hello, gathering.pushes(entries), to: 0, over: link)
        try room.restart(0) { record in
            record.logs = record.logs.map { log in
                log.id == pen.log ? RestoredLog(id: log.id, log: log.log, entries: log.entries, bytes: bytes) : log
            }
        }
        return entries
    }

    @Test("Whoever floods a gathering is refused, nobody else is, and it is no fault of who passes it on")
    func quota() throws {
        let (room, gathering) = try Room.gathered(1)
        let (flooder, other) = (Pen(try Room.key(9), in: gathering), Pen(try Room.key(10), in: gathering))
        let entries = try flooded(EntryBytes(all: GatheringLimits.authorBytesMax - 700), by: flooder, room, gathering)
        let link = room.puppet(0, try Room.key(11).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        let fits = try flooder.entry("fits", after: entries[1])
        room.say(gathering.pushes([fits]), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(flooder.log)?.height == 3)
        let changes = room.hosts[0].disk.changes.count
        let much = try flooder.entry(String(repeating: "x", count: 700), after: fits)
        room.say(gathering.pushes([much]), to: 0, over: link)
        // Another log of the same author is no way around it.
        let second = Pen(flooder.key, log: 78, in: gathering)
        room.say(
            gathering.pushes([try second.entry(String(repeating: "y", count: 700))]), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(flooder.log)?.height == 3)
        #expect(room.record(0, gathering)?.log(second.log) == nil && room.hosts[0].disk.changes.count == changes)
        room.say(gathering.pushes(try other.entries(3)), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(other.log)?.height == 3 && room.hosts[0].closed.isEmpty)
        #expect(room.hosts[0].node.refusedLogs(of: gathering) == 2)
        // A stream of what is refused is acknowledged all the same, or it would stand still.
        room.wire = []
        room.say(
            gathering.says(.entries([much.encoded()], pushed: false)), gathering.says(.entries([], pushed: false)),
            to: 0, over: link)
        #expect(room.steps(over: link).taken == 1)
    }

    @Test("Who fills the programme, which is in memory, may go on in pads, and others everywhere")
    func programmeQuota() throws {
        let (room, gathering) = try Room.gathered(1)
        let (flooder, other) = (Pen(try Room.key(9), in: gathering), Pen(try Room.key(10), in: gathering))
        let most = GatheringLimits.authorProgrammeBytesMax
        let entries = try flooded(EntryBytes(all: most, programme: most), by: flooder, room, gathering)
        let link = room.puppet(0, try Room.key(11).publicKey)
        let pad = try flooder.entry("in a pad", after: entries[1], document: entries[0].id)
        let more = try flooder.entry("in the programme", after: pad)
        room.say(gathering.hello, gathering.pushes([pad]), gathering.pushes([more]), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(flooder.log)?.height == 3)
        #expect(room.hosts[0].node.refusedLogs(of: gathering) == 1)
        room.say(gathering.pushes(try other.entries(3)), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(other.log)?.height == 3 && room.hosts[0].closed.isEmpty)
    }

    @Test("What we wrote ourselves is never refused, from whichever database and however much there is")
    func ownQuota() throws {
        let (room, gathering) = try Room.gathered(1)
        let own = Pen(room.hosts[0].key, log: 79, in: gathering)
        let stranger = Pen(try Room.key(10), in: gathering)
        let entries = try flooded(EntryBytes(all: GatheringLimits.recordBytesMax), by: own, room, gathering)
        let link = room.puppet(0, stranger.key.publicKey)
        room.say(gathering.hello, gathering.pushes(try own.entries(2, after: entries[1])), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(own.log)?.height == 4)
        room.write(0, "mine", in: gathering)
        #expect(room.count(0, of: 0, gathering) == 6)
        room.say(gathering.pushes([try stranger.entry("no room")]), to: 0, over: link)
        #expect(room.record(0, gathering)?.log(stranger.log) == nil && room.hosts[0].closed.isEmpty)
    }
}
