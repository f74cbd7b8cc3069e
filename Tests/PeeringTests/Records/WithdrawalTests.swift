import Gatherings
import Keys
import Peering
import Testing
import Wire

struct WithdrawalTests {
    func logs(_ room: Room, _ gathering: EntryID) -> [LogID: [Entry]] {
        room.hosts[0].disk.kept[gathering]?.logs ?? [:]
    }

    func text(_ entry: Entry) -> String? { entry.content.map { String(decoding: $0, as: UTF8.self) } }

    @Test("What was withdrawn is never written, and no height of its log is used for anything else")
    func withdrawn() throws {
        let (room, gathering) = try Room.gathered(2)
        room.holdDisk(0)
        for text in ["one", "two"] { room.write(0, text, in: gathering) }
        let waiting = room.hosts[0].node.waitingEntries(of: gathering)
        #expect(waiting.count == 2)
        room.failDisk(0)
        room.command(0, .withdrawEntries(gathering, Set(waiting)))
        #expect(room.hosts[0].node.waitingEntries(of: gathering).isEmpty)
        let before = try #require(logs(room, gathering).keys.first)
        room.write(0, "again", in: gathering)
        #expect(logs(room, gathering)[before]?.count == 1, "where the founding entry is")
        let new = try #require(logs(room, gathering).first { $0.key != before })
        #expect(new.value.map(text) == ["again"])
        #expect(new.value[0].header.height == 0 && new.value[0].header.previous == nil)
        #expect(room.hosts[0].disk.kept[gathering]?.ownLog == new.key.number)
        #expect(room.agree(on: gathering) && room.count(1, of: 0, gathering) == 2)
        #expect(room.hosts[0].node.holds(new.value[0], in: gathering))
    }

    @Test("What waits before it stays, and what nobody withdrew behind it is signed anew")
    func others() throws {
        let (room, gathering) = try Room.gathered(2)
        room.holdDisk(0)
        for text in ["before", "withdrawn", "behind"] { room.write(0, text, in: gathering) }
        let waiting = room.hosts[0].node.waitingEntries(of: gathering)
        // The disk takes the first, and refuses the others: they are written no more.
        room.dropWrites(0, of: Set(waiting[1...]))
        room.command(0, .withdrawEntries(gathering, [waiting[1]]))
        let left = room.hosts[0].node.waitingEntries(of: gathering)
        #expect(left.count == 2 && left[0] == waiting[0] && left[1] != waiting[2])
        room.releaseDisk(0)
        let texts = logs(room, gathering).values.joined().compactMap(text)
        #expect(texts.contains("before") && texts.contains("behind") && !texts.contains("withdrawn"))
        #expect(logs(room, gathering).count == 2 && room.agree(on: gathering))
        #expect(room.count(1, of: 0, gathering) == 3)
    }

    @Test("A gathering whose founding was withdrawn is none")
    func founding() throws {
        let room = try Room(2)
        room.link(0, 1)
        room.holdDisk(0)
        let gathering = try room.found(0)
        room.failDisk(0)
        room.command(0, .withdrawEntries(gathering, [gathering]))
        #expect(room.hosts[0].node.gatherings.isEmpty)
        room.pass(10_000)
        #expect(room.hosts[1].node.offeredGatherings.isEmpty && room.hosts[0].advertised.isEmpty)
        let second = try room.found(0)
        #expect(room.hosts[1].node.offeredGatherings.map(\.id) == [second])
        // What is on the disk stays, whoever wants it withdrawn.
        room.command(0, .withdrawEntries(second, [second]))
        #expect(room.hosts[0].node.gatherings == [second] && room.count(0, of: 0, second) == 1)
    }
}
