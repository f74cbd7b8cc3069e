import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Who is let into a gathering, and that those who mean well get in beside those who do not.
struct AdmittingTests {
    func log(_ room: Room, _ host: Int, _ gathering: EntryID) throws -> LogID {
        let number = try #require(room.hosts[host].disk.kept[gathering]?.ownLog)
        return LogID(author: room.hosts[host].key.publicKey, number: number)
    }

    /// A gathering of the first, who has links to all others.
    func star(_ count: Int) throws -> (room: Room, gathering: EntryID) {
        let room = try Room(count)
        let gathering = try room.found(0)
        for other in 1..<count {
            room.link(other, 0)
            room.command(other, .joinGathering(gathering))
        }
        return (room, gathering)
    }

    /// What this one wrote to let others in.
    func given(_ room: Room, by host: Int, _ gathering: EntryID) -> [Content.Admission] {
        let entries = room.hosts[host].disk.kept[gathering]?.logs.filter {
            $0.key.author == room.hosts[host].key.publicKey
        }
        return (entries?.values.flatMap { $0 } ?? []).compactMap {
            if case .admission(let said)? = try? Content(of: $0) { said } else { nil }
        }
    }

    @Test("A newcomer asks and is let in, and what they wrote before that reaches everybody then")
    func newcomer() throws {
        let room = try Room(3)
        let gathering = try room.found(0)
        room.link(2, 0)
        room.command(2, .joinGathering(gathering))
        room.loses = { if case .askAdmission = $0.step { true } else { false } }
        room.link(1, 0)
        room.command(1, .joinGathering(gathering))
        room.write(1, "early", in: gathering)
        #expect(room.count(0, of: 1, gathering) == 0 && room.count(1, of: 1, gathering) == 1)
        #expect(room.hosts[1].closed.isEmpty)
        room.loses = { _ in false }
        room.pass(RecordLimits.compareMS)
        #expect(room.agree(on: gathering) && room.count(2, of: 1, gathering) == 1)
        let said = given(room, by: 0, gathering)
        #expect(said.map(\.log) == [try log(room, 2, gathering), try log(room, 1, gathering)])
        #expect(said.map(\.seats) == [15, 15] && Set(said.map(\.origin)).count == 2)
    }

    @Test("Who restarts before they write anything is not let in twice")
    func restarted() throws {
        let (room, gathering) = try star(2)
        let before = given(room, by: 0, gathering)
        #expect(before.count == 1)
        try room.restart(1)
        room.link(1, 0)
        room.pass(10_000)
        room.write(1, "here again", in: gathering)
        #expect(given(room, by: 0, gathering) == before && room.count(0, of: 1, gathering) == 1)
    }

    @Test("Somebody is let in by whoever takes part, also where the founder is not")
    func withoutFounder() throws {
        let (room, gathering) = try star(3)
        for (link, _) in room.hosts[0].links { room.unlink(0, link) }
        try room.restart(2)
        let link = room.puppet(1, try Room.key(9).publicKey)
        room.say(gathering.hello, gathering.says(.askAdmission(77)), to: 1, over: link)
        let pen = Pen(try Room.key(9), in: gathering)
        room.say(gathering.pushes(try pen.entries(2)), to: 1, over: link)
        #expect(room.record(1, gathering)?.log(pen.log)?.height == 2)
        room.link(2, 1)
        #expect(room.record(2, gathering)?.log(pen.log)?.height == 2)
    }

    @Test("Whoever sends what nobody let in is remembered in numbers alone, and asked when somebody did")
    func unadmitted() throws {
        let (room, gathering) = try star(2)
        let pen = Pen(try Room.key(9), in: gathering)
        let relay = room.puppet(0, try Room.key(10).publicKey)
        room.say(gathering.hello, to: 0, over: relay)
        let changes = room.hosts[0].disk.changes.count
        room.say(gathering.pushes(try pen.entries(5)), to: 0, over: relay)
        #expect(room.record(0, gathering)?.log(pen.log) == nil && room.hosts[0].disk.changes.count == changes)
        #expect(room.hosts[0].closed.isEmpty)
        room.wire = []
        try room.admit([(pen.log, 15)], to: gathering)
        let wants = room.steps(over: relay).wants.flatMap(\.ranges)
        #expect(wants == [LogRange(log: LogTag(pen.log).number, heights: 0..<5)])
        room.say(gathering.streams(try pen.entries(5)), gathering.says(.entries([], pushed: false)), to: 0, over: relay)
        room.pass(100)
        #expect(room.agree(on: gathering) && room.record(1, gathering)?.log(pen.log)?.height == 5)
    }

    @Test("One address gets two keys in at once and one a minute, somebody elsewhere gets in meanwhile")
    func addresses() throws {
        let (room, gathering) = try star(2)
        let before = given(room, by: 0, gathering).count
        func ask(_ key: Int, at address: UInt32) throws {
            let link = room.puppet(0, try Room.key(key).publicKey, at: endpoint(address))
            room.say(gathering.hello, gathering.says(.askAdmission(1)), to: 0, over: link)
            room.unlink(0, link)
        }
        for key in 30..<230 { try ask(key, at: 77) }
        #expect(given(room, by: 0, gathering).count == before + 2)
        let seats = given(room, by: 0, gathering).suffix(2).map(\.seats)
        #expect(seats == [GatheringLimits.newcomerSeats, 0])
        // The same one with other logs is no way around it.
        for number in UInt64(2)..<50 {
            let link = room.puppet(0, try Room.key(30).publicKey, at: endpoint(77))
            room.say(gathering.hello, gathering.says(.askAdmission(number)), to: 0, over: link)
            room.unlink(0, link)
        }
        #expect(given(room, by: 0, gathering).count == before + 2)
        try ask(9, at: 78)
        let last = try #require(given(room, by: 0, gathering).last)
        #expect(last.log.author == (try Room.key(9)).publicKey && last.seats == GatheringLimits.newcomerSeats)
        room.pass(61_000)
        for key in 100..<110 { try ask(key, at: 77) }
        #expect(given(room, by: 0, gathering).count == before + 4)
    }

    @Test("Whoever writes much is given more room by those who have it, and nobody is for asking")
    func writers() throws {
        let (room, gathering) = try star(2)
        #expect(given(room, by: 0, gathering).map(\.seats) == [15])
        room.say(
            gathering.says(.askAdmission(try log(room, 1, gathering).number)), to: 0,
            over: try room.link(from: 0, to: 1))
        #expect(given(room, by: 0, gathering).map(\.seats) == [15])
        let text = [UInt8](repeating: 120, count: 16_000)
        let document = EntryID(room.hosts[1].key.publicKey.compact)
        for _ in 0..<40 {
            room.command(
                1,
                .writeEntry(
                    gathering, EntryDraft(document: document, parents: [], kind: 99, content: text, createdMS: 2)))
            room.pass(RecordLimits.patienceMS)
        }
        #expect(given(room, by: 0, gathering).map(\.seats).sorted() == [15, 31, 63])
        #expect(room.agree(on: gathering) && room.count(0, of: 1, gathering) == 40)
    }

    @Test("When the log that let people in is stopped, they are let in anew, and all that they wrote counts again")
    func cut() throws {
        let (room, gathering) = try star(3)
        for host in 1...2 { room.write(host, "mine", in: gathering) }
        // The founder's database of the time before anybody came is used elsewhere.
        let founding = try #require(room.hosts[0].node.founding(of: gathering))
        let pen = Pen(room.hosts[0].key, log: founding.header.log.number, in: gathering)
        let elsewhere = try pen.entry("elsewhere", after: founding)
        let link = room.puppet(1, try Room.key(10).publicKey)
        room.say(gathering.hello, gathering.streams([founding, elsewhere]), to: 1, over: link)
        room.pass(20 * RecordLimits.compareMS)
        #expect(room.record(2, gathering)?.log(founding.header.log)?.stop == 1)
        #expect(room.agree(on: gathering))
        for host in 1...2 {
            room.write(host, "after it", in: gathering)
            #expect((0..<3).allSatisfy { room.count($0, of: host, gathering) == 2 })
        }
        #expect(room.agree(on: gathering))
    }

    @Test("Three addresses in a hurry leave seats of a newcomer to others")
    func share() throws {
        let (room, gathering) = try star(2)
        func ask(_ key: Int, at address: UInt32) throws {
            let link = room.puppet(1, try Room.key(key).publicKey, at: endpoint(address))
            room.say(gathering.hello, gathering.says(.askAdmission(1)), to: 1, over: link)
            room.unlink(1, link)
        }
        for minute in 0..<30 {
            for address in 0..<3 { try ask(20 + 3 * minute + address, at: UInt32(70 + address)) }
            room.pass(60_000)
        }
        #expect(given(room, by: 1, gathering).count == 9)
        try ask(9, at: 80)
        #expect(given(room, by: 1, gathering).last?.log.author == (try Room.key(9)).publicKey)
    }
}
