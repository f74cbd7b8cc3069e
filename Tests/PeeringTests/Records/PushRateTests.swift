import Gatherings
import Keys
import Peering
import Testing
import Wire

struct PushRateTests {
    let most = Int(RecordLimits.pushedAtOnceMax)

    @Test("Who writes faster than anybody types is taken slowly from pushes, others are not, and all comes as a chain")
    func floods() throws {
        let (room, gathering) = try Room.gathered(2)
        let pen = Pen(try Room.key(9), in: gathering)
        let other = Pen(try Room.key(10), in: gathering)
        let entries = try pen.entries(most + 41)
        let link = room.puppet(0, try Room.key(11).publicKey)
        room.say(gathering.hello, to: 0, over: link)
        room.wire = []
        for entry in entries[..<(most + 40)] { room.say(gathering.pushes([entry]), to: 0, over: link) }
        room.say(
            gathering.pushes([try other.entry("something")]),
            gathering.says(.held([LogHeight(log: LogTag(pen.log).number, height: UInt32(most + 40))])), to: 0,
            over: link)
        room.pass(500)
        #expect((0..<2).map { room.record($0, gathering)?.log(pen.log)?.height } == [most, most])
        #expect(room.record(1, gathering)?.log(other.log)?.height == 1)
        #expect(room.steps(over: link).wants.isEmpty, "what is too much is not asked for")
        // Later there is room for some, which then asks for what is before it.
        room.pass(1_000)
        room.say(gathering.pushes([entries[most + 40]]), to: 0, over: link)
        #expect(room.steps(over: link).wants.map(\.ranges).last?.map(\.heights) == [UInt32(most)..<UInt32(most + 41)])
        room.say(gathering.streams(Array(entries[most...])), gathering.streams([]), to: 0, over: link)
        room.pass(100)
        #expect(room.record(1, gathering)?.log(pen.log)?.height == most + 41 && room.agree(on: gathering))
    }

    @Test("What pushes leave out comes with the next comparison")
    func compares() throws {
        let (room, gathering) = try Room.gathered(2)
        for number in 0..<most + 40 { room.write(0, "\(number)", in: gathering) }
        #expect(room.count(1, of: 0, gathering) < most + 20)
        room.pass(2 * RecordLimits.compareMS)
        #expect(room.count(1, of: 0, gathering) == most + 41 && room.agree(on: gathering))
    }
}
