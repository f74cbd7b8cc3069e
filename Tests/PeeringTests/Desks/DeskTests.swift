import Gatherings
import Keys
import Testing
import Wire

@testable import Peering

@Suite struct DeskTests {
    var room: DeskRoom

    init() throws { room = try DeskRoom() }

    @Test("A slot is booked, is on both disks, is in the programme, and both people hear of it")
    mutating func booking() {
        let id = room.book(1, 1, about: "our Facebook page")
        room.settle()
        #expect(room.state(1, id) == .accepted && room.held == [1: id] && room.taken == [1])
        #expect(room.hosts[1].requests.map(\.state) == [.accepted])
        #expect(room.hosts[0].bookings.map(\.about) == ["our Facebook page"])
        #expect(room.hosts[0].told == [.deskBooking(room.hosts[0].bookings[0])])
        #expect(room.hosts[1].told == [.deskRequest(room.hosts[1].requests[0])])
        #expect(room.hosts[2].told.isEmpty && room.hosts[2].desks.requests.isEmpty)
        #expect(room.hosts.allSatisfy { $0.desks.nextDeadline == nil && $0.desks.wanted.isEmpty })
    }

    @Test("Nothing is asked before the request is on our disk, nor answered before the booking is on theirs")
    mutating func durable() {
        let id = room.book(1, 0)
        #expect(room.words.isEmpty)
        room.sync(1)
        #expect(room.words.count == 1)
        room.hear()
        #expect(room.words.isEmpty && room.held.isEmpty)
        // Asked again meanwhile, it is still not answered.
        room.pass(DeskLimits.askAgainMS)
        room.hearAll()
        #expect(room.words.isEmpty && room.state(1, id) == .waiting && room.taken == [])
        room.sync(0)
        #expect(room.words.map(\.step) == [.answer(.accepted)] && room.held == [0: id] && room.taken == [0])
    }

    @Test("Of two who ask at once one gets the slot, and the other hears which is free")
    mutating func two() {
        let (bob, carol) = (room.book(1, 1), room.book(2, 1))
        room.settle()
        #expect(room.state(1, bob) == .accepted && room.state(2, carol) == .taken)
        #expect(room.hosts[2].requests[0].next == room.slots[2])
        let next = room.book(2, 2)
        room.settle()
        #expect(room.state(2, next) == .accepted && room.held == [1: bob, 2: next] && room.taken == [1, 2])
        // After the last one comes the first.
        let last = room.book(2, 1)
        room.settle()
        #expect(room.state(2, last) == .taken)
        #expect(room.hosts[2].requests.last?.next == room.slots[0])
    }

    @Test("Where no slot is free, nothing is offered") mutating func full() {
        _ = (room.book(1, 0), room.book(1, 1), room.book(2, 2))
        room.settle()
        let late = room.book(2, 0)
        room.settle()
        #expect(room.state(2, late) == .taken)
        #expect(room.hosts[2].requests.last?.next == nil)
    }

    @Test("A crash between the promise to the disk and the disk loses a booking that nobody was told of")
    mutating func crashBeforeStore() {
        let bob = room.book(1, 1)
        room.sync(1)
        room.hear()
        room.restart(0)
        #expect(room.held.isEmpty && room.state(1, bob) == .waiting)
        // Somebody else is first now.
        room.link(0, 2)
        let carol = room.book(2, 1)
        room.settle()
        room.link(0, 1)
        room.settle()
        #expect(room.state(2, carol) == .accepted && room.state(1, bob) == .taken && room.held == [1: carol])
    }

    @Test("A crash between the disk and the answer: asked again, the answer is the same, and the programme says so")
    mutating func crashBeforeAnswer() {
        let bob = room.book(1, 1)
        room.sync(1)
        room.hear()
        room.sync(0)
        room.hosts[0].taken = []
        room.restart(0)
        #expect(room.state(1, bob) == .waiting && room.taken == [1], "written anew at the start")
        let carol = room.book(2, 1)
        room.link(0, 2)
        room.link(0, 1)
        room.settle()
        #expect(room.state(1, bob) == .accepted && room.state(2, carol) == .taken && room.held == [1: bob])
    }

    @Test("A lost answer is asked for again, over the next link or after a while over the same")
    mutating func lostAnswer() {
        let one = room.book(1, 0)
        room.sync(1)
        room.hear()
        room.sync(0)
        room.cut(0, 1)
        #expect(room.held == [0: one] && room.hosts[1].desks.wanted == [room.hosts[0].key])
        room.link(0, 1)
        room.settle()
        #expect(room.state(1, one) == .accepted && room.hosts[0].bookings.count == 1)
        let other = room.book(1, 2)
        room.sync(1)
        room.words = []
        room.pass(DeskLimits.askAgainMS)
        room.settle()
        #expect(room.state(1, other) == .accepted && room.held == [0: one, 2: other])
    }

    @Test("While the owner is away a booking waits, over restarts of both, and a link to them is wanted")
    mutating func away() {
        room.cut(0, 1)
        let id = room.book(1, 1)
        #expect(room.hosts[1].desks.wanted == [room.hosts[0].key])
        room.settle()
        room.restart(1)
        room.restart(0)
        #expect(room.state(1, id) == .waiting && room.hosts[1].desks.wanted == [room.hosts[0].key])
        room.link(0, 1)
        room.settle()
        #expect(room.state(1, id) == .accepted && room.held == [1: id] && room.hosts[1].desks.wanted.isEmpty)
        room.restart(0)
        room.restart(1)
        room.link(0, 1)
        room.settle()
        #expect(room.state(1, id) == .accepted && room.held == [1: id] && room.taken == [1])
    }

    @Test("Whoever booked gives a slot back, also while the owner is away; then others can have it")
    mutating func givingBack() {
        let bob = room.book(1, 1)
        room.settle()
        room.cut(0, 1)
        room.giveBack(1, bob)
        room.settle()
        #expect(room.held == [1: bob] && room.state(1, bob) == .releasing)
        room.restart(1)
        room.link(0, 1)
        room.settle()
        #expect(room.held.isEmpty && room.taken == [] && room.state(1, bob) == nil && room.hosts[1].requests.isEmpty)
        #expect(room.hosts[0].told.count == 2)
        let carol = room.book(2, 1)
        room.settle()
        #expect(room.state(2, carol) == .accepted && room.taken == [1])
    }

    @Test("An answer that crosses with giving back changes nothing of it") mutating func crossing() {
        let bob = room.book(1, 1)
        room.sync(1)
        room.hear()
        room.sync(0)
        room.giveBack(1, bob)
        room.settle()
        #expect(room.held.isEmpty && room.taken == [] && room.state(1, bob) == nil)
    }

    @Test("The owner takes a slot back: whoever had it hears of it, also later, and once")
    mutating func freeing() {
        let bob = room.book(1, 1)
        room.settle()
        room.free(1)
        room.settle()
        #expect(room.state(1, bob) == .freed && room.held.isEmpty && room.taken == [])
        #expect(room.hosts[0].bookings.map(\.state) == [.released] && room.words.isEmpty)
        let carol = room.book(2, 1)
        room.settle()
        room.cut(0, 2)
        room.free(1)
        room.settle()
        #expect(room.state(2, carol) == .accepted && room.hosts[0].desks.wanted == [room.hosts[2].key])
        room.restart(0)
        room.link(0, 2)
        room.settle()
        #expect(room.state(2, carol) == .freed && room.hosts[0].desks.wanted.isEmpty)
        #expect(room.hosts.allSatisfy { $0.desks.nextDeadline == nil })
    }

    @Test("Who has a slot of a desk that is closed hears of it, and who asks later as well")
    mutating func closing() {
        let bob = room.book(1, 1)
        room.settle()
        room.cut(0, 1)
        room.close()
        room.settle()
        let carol = room.book(2, 0)
        room.settle()
        #expect(room.state(2, carol) == .closed)
        room.link(0, 1)
        room.settle()
        #expect(room.state(1, bob) == .closed && room.hosts[0].bookings.isEmpty)
    }

    @Test("A desk that the programme has no more is closed for those who wait") mutating func gone() {
        room.cut(0, 1)
        let id = room.book(1, 1)
        room.settle()
        room.hosts[1].desks.deskIsGone(room.desk, in: room.gathering)
        #expect(room.state(1, id) == .closed && room.hosts[1].desks.wanted.isEmpty)
    }

    @Test("One person has two slots of a desk, and cannot book and give back without end") mutating func greedy() {
        let first = room.book(1, 0)
        _ = room.book(1, 1)
        let third = room.book(1, 2)
        room.settle()
        #expect(room.state(1, third) == .tooMany && room.held.count == 2)
        var last = first
        for _ in 0..<(DeskLimits.bookingsOfPersonMax - 2) {
            room.giveBack(1, last)
            room.settle()
            last = room.book(1, 0)
            room.settle()
            #expect(room.state(1, last) == .accepted)
        }
        room.giveBack(1, last)
        room.settle()
        last = room.book(1, 0)
        room.settle()
        #expect(room.state(1, last) == .tooMany && room.held.keys.sorted() == [1])
    }

    @Test("Nobody speaks for somebody else's booking") mutating func foreign() throws {
        let bob = room.book(1, 1)
        room.settle()
        let again = DeskStep.request(desk: room.desk.bytes.bytes, slot: DeskTime(room.slots[1]), about: "")
        for step in [.release, again] {
            room.words.append(DeskRoom.Word(from: 2, to: 0, id: bob, step: step))
            room.settle()
        }
        room.words.append(DeskRoom.Word(from: 2, to: 1, id: bob, step: .answer(.freed)))
        room.settle()
        #expect(room.held == [1: bob] && room.state(1, bob) == .accepted)
    }

    @Test("A slot, day or desk that is none is answered as such") mutating func hostile() throws {
        let id = try #require(BookingID([UInt8](repeating: 99, count: 16)))
        let desk = room.desk.bytes.bytes
        let asked: [(DeskStep, DeskStep.Outcome)] = [
            (.request(desk: desk, slot: DeskTime(day: "2026-02-30", startMinute: 0), about: ""), .unknown),
            (.request(desk: desk, slot: DeskTime(day: "2026-11-28", startMinute: .max), about: ""), .unknown),
            (.request(desk: desk, slot: DeskTime(day: "2026-11-28", startMinute: 841), about: ""), .unknown),
            (.request(desk: [UInt8](repeating: 0, count: 32), slot: DeskTime(room.slots[0]), about: ""), .closed),
        ]
        for (step, outcome) in asked {
            room.words = [DeskRoom.Word(from: 1, to: 0, id: id, step: step)]
            room.hear()
            #expect(room.words.map(\.step) == [.answer(outcome)])
            room.words = []
        }
        #expect(room.hosts[0].waiting.isEmpty)
    }

    @Test("Settled requests are forgotten when there are many, and live ones are bounded") mutating func bounds() {
        room.cut(0, 1)
        for _ in 0..<40 { _ = room.book(1, 0) }
        #expect(room.hosts[1].desks.requests.count == 1, "the same slot is asked for once")
        room.link(0, 1)
        room.settle()
        for _ in 0..<40 {
            _ = room.book(2, 0)
            room.settle()
        }
        #expect(room.hosts[2].requests.count == DeskLimits.settledMax)
        #expect(room.hosts[2].desks.requests == room.hosts[2].requests)
    }

    @Test("What is not in the programme after a while is written again") mutating func publishing() {
        room.hosts[0].desks.set(
            [OwnDesk(id: room.desk, slots: room.slots, taken: [])], in: room.gathering, at: room.now)
        let id = room.book(1, 1)
        room.sync(1)
        room.hear()
        let (_, kept) = room.hosts[0].waiting.removeFirst()
        room.hosts[0].desks.kept(kept, at: room.now)
        let wanted = Desks.Effect.tell(
            .deskSlot(room.gathering, Content.DeskSlot(desk: room.desk, slot: room.slots[1], isTaken: true)))
        #expect(room.hosts[0].desks.takeEffects().contains(wanted), "\(id)")
        // The write was lost: at the next look nothing is written twice, later it is.
        room.hosts[0].desks.fire(at: room.now)
        #expect(room.hosts[0].desks.takeEffects().isEmpty)
        let later = room.now.advanced(byMS: DeskLimits.publishAgainMS)
        #expect(room.hosts[0].desks.nextDeadline == later)
        room.hosts[0].desks.fire(at: later)
        #expect(room.hosts[0].desks.takeEffects() == [wanted])
    }

    @Test("A slot that the programme says is taken, without a booking here, is not given away, and freed by hand")
    mutating func otherMachine() {
        room.hosts[0].taken = [room.slots[0]]
        room.look(0)
        let id = room.book(1, 0)
        room.settle()
        #expect(room.state(1, id) == .taken && room.taken == [0])
        room.free(0)
        room.settle()
        #expect(room.taken == [])
        let again = room.book(1, 0)
        room.settle()
        #expect(room.state(1, again) == .accepted)
    }

    @Test("A slot that was lost while one waited, or given back, is news until the owner looks, over restarts")
    mutating func news() {
        room.cut(0, 2)
        let (bob, carol) = (room.book(1, 1), room.book(2, 1))
        room.settle()
        #expect(room.news(1).isEmpty && room.news(2).isEmpty, "what waits, or was accepted, is none")
        room.link(0, 2)
        room.settle()
        #expect(room.state(2, carol) == .taken && room.news(2) == [carol])
        room.giveBack(1, bob)
        room.settle()
        #expect(room.news(0) == [bob] && room.news(1).isEmpty)
        for index in [0, 2] { room.restart(index) }
        #expect(room.news(0) == [bob] && room.news(2) == [carol])
        for (index, id) in [(0, bob), (2, carol)] {
            room.look(index, at: id)
            room.settle()
            room.restart(index)
            #expect(room.news(index).isEmpty)
        }
        // Whoever took it back knows; whoever had it has it to hear.
        room.link(0, 1)
        let again = room.book(1, 0)
        room.settle()
        room.free(0)
        room.settle()
        #expect(room.news(1) == [again] && room.news(0).isEmpty)
    }

    @Test("Whoever leaves the gathering lets go of what they booked") mutating func leaving() {
        let bob = room.book(1, 1)
        room.settle()
        room.hosts[1].desks.left(room.gathering)
        let effects = room.hosts[1].desks.takeEffects()
        #expect(effects == [.say(.release, bob, room.gathering, to: room.hosts[0].key)])
        #expect(room.hosts[1].desks.requests.isEmpty && room.hosts[1].desks.nextDeadline == nil)
    }
}
