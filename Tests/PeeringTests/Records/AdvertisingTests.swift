import Gatherings
import Keys
import Peering
import Testing
import Wire

struct AdvertisingTests {
    func name(_ gathering: EntryID) -> UInt32 { UInt32(gathering.bytes.prefix >> 32) }

    @Test("An open gathering is named a moment after it is on the disk, and no more a moment after it was left")
    func comingAndGoing() throws {
        let room = try Room(1)
        room.holdDisk(0)
        let gathering = try room.found(0)
        room.pass(10_000)
        #expect(room.hosts[0].advertised.isEmpty, "it may not be there after a power cut")
        room.releaseDisk(0)
        room.pass(PeeringLimits.advertiseMS - 1)
        #expect(room.hosts[0].advertised.isEmpty)
        room.pass(1)
        #expect(room.hosts[0].advertised == [[name(gathering)]])
        room.command(0, .leaveGathering(gathering))
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [[name(gathering)], []])
    }

    @Test("A gathering by invitation is never named")
    func invitation() throws {
        let room = try Room(1)
        let secret = try room.found(0, secret: Room.secret)
        let open = try room.found(0)
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [[name(open)]] && name(secret) != name(open))
    }

    @Test("Changes within a moment are one, in ascending order, and what was undone in it is none")
    func together() throws {
        let room = try Room(1)
        var gatherings: [EntryID] = []
        for _ in 0..<3 { gatherings.append(try room.found(0)) }
        room.pass(10_000)
        let all = gatherings.map(name).sorted()
        #expect(room.hosts[0].advertised == [all])
        let kept = try #require(room.hosts[0].disk.restored(gatherings[1]))
        room.command(0, .leaveGathering(gatherings[1]))
        room.pass(PeeringLimits.advertiseMS / 2)
        room.command(0, .rejoinGathering(kept))
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [all])
        // No matter in which order they were joined.
        room.command(0, .leaveGathering(gatherings[0]))
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [all, gatherings[1...].map(name).sorted()])
    }

    @Test("No more are named than a profile names")
    func many() throws {
        let room = try Room(1)
        var gatherings: [EntryID] = []
        for _ in 0..<WireLimits.profileGatheringsMax + 2 { gatherings.append(try room.found(0)) }
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [gatherings.prefix(WireLimits.profileGatheringsMax).map(name).sorted()])
    }

    @Test("After a start the list stands before anything is advertised, and who hides names nothing")
    func startAndHiding() throws {
        let room = try Room(1)
        let gathering = try room.found(0)
        try room.restart(0)
        #expect(room.hosts[0].advertised == [[name(gathering)]], "at once, not after a moment")
        room.command(0, .setVisible(false))
        #expect(room.hosts[0].advertised.last == [])
        room.command(0, .leaveGathering(gathering))
        let other = try room.found(0)
        room.pass(10_000)
        #expect(room.hosts[0].advertised == [[name(gathering)], []])
        room.command(0, .setVisible(true))
        #expect(room.hosts[0].advertised == [[name(gathering)], [], [name(other)]])
    }
}
