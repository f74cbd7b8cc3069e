import Gatherings
import Keys
import Wire

@testable import Peering

/// Some people with their desks and disks, and links that carry what is said when told.
struct DeskRoom {
    /// One of them, as far as desks go.
    struct Host {
        let key: PublicKey
        var desks = Desks(requests: [], bookings: [])
        var waiting: [(change: Change, kept: Desks.Kept)] = []
        var requests: [DeskRequest] = []
        var bookings: [DeskBooking] = []
        var told: [Node.Notice] = []
        /// What the programme says of this person's desk, and what is to be written into it.
        var taken: Set<Content.SlotTime> = []
        var isOpen = true
    }

    /// Somebody says something to somebody.
    struct Word {
        let from: Int
        let to: Int
        let id: BookingID
        let step: DeskStep
    }

    let gathering: EntryID
    let desk: EntryID
    let slots: [Content.SlotTime]
    var hosts: [Host]
    var words: [Word] = []
    private var links: Set<[Int]> = []
    var now = Instant(microseconds: 0)
    private var drawn: UInt8 = 0

    /// The first has a desk with three slots; everybody has a link with everybody.
    init(_ people: [Person] = [.me, .bob, .carol]) throws {
        gathering = EntryID(try Bytes32([UInt8](repeating: 1, count: 32)))
        desk = EntryID(try Bytes32([UInt8](repeating: 2, count: 32)))
        let day = try Day("2026-11-28")
        slots = try [840, 860, 880].map { try Content.SlotTime(day: day, startMinute: $0) }
        hosts = people.map { Host(key: $0.publicKey) }
        for index in hosts.indices { look(index) }
        for one in hosts.indices { for other in hosts.indices where one < other { link(one, other) } }
    }

    // People.

    mutating func book(_ index: Int, _ slot: Int, about: String = "maps") -> BookingID {
        drawn += 1
        guard let id = BookingID([UInt8](repeating: drawn, count: 16)) else { preconditionFailure("16 bytes") }
        hosts[index].desks.book(
            DeskRequest(
                id: id, gathering: gathering, desk: desk, owner: hosts[0].key, slot: slots[slot], about: about))
        take(index)
        return id
    }

    mutating func giveBack(_ index: Int, _ id: BookingID) {
        hosts[index].desks.giveBack(id)
        take(index)
    }

    /// The owner of a laptop looks at what became of something.
    mutating func look(_ index: Int, at id: BookingID) {
        hosts[index].desks.looked(at: id)
        take(index)
    }

    mutating func free(_ slot: Int) {
        hosts[0].desks.free(slots[slot], at: desk, in: gathering, until: now)
        take(0)
    }

    mutating func close() {
        hosts[0].isOpen = false
        look(0)
    }

    /// The programme says what it says.
    mutating func look(_ index: Int) {
        let own = index == 0 && hosts[0].isOpen ? [OwnDesk(id: desk, slots: slots, taken: hosts[0].taken)] : []
        hosts[index].desks.set(own, in: gathering, at: now)
        take(index)
    }

    // Links.

    mutating func link(_ one: Int, _ other: Int) {
        links.insert([one, other])
        links.insert([other, one])
        hosts[one].desks.met(hosts[other].key, in: gathering, at: now)
        take(one)
        hosts[other].desks.met(hosts[one].key, in: gathering, at: now)
        take(other)
    }

    /// What is on its way is lost.
    mutating func cut(_ one: Int, _ other: Int) {
        links.remove([one, other])
        links.remove([other, one])
        words.removeAll { [$0.from, $0.to].sorted() == [one, other].sorted() }
        hosts[one].desks.parted(from: hosts[other].key)
        hosts[other].desks.parted(from: hosts[one].key)
    }

    /// The first word arrives.
    mutating func hear() {
        let word = words.removeFirst()
        hosts[word.to].desks.received(
            word.step, word.id, in: gathering, from: hosts[word.from].key, at: now)
        take(word.to)
    }

    mutating func hearAll() { while !words.isEmpty { hear() } }

    // Disks.

    /// All that waits is on the disk, or only the first so many.
    mutating func sync(_ index: Int, _ count: Int = .max) {
        for _ in 0..<min(count, hosts[index].waiting.count) {
            let (change, kept) = hosts[index].waiting.removeFirst()
            keep(change, at: index)
            hosts[index].desks.kept(kept, at: now)
            take(index)
        }
    }

    private mutating func keep(_ change: Change, at index: Int) {
        switch change {
        case .deskRequest(let request):
            if let place = hosts[index].requests.firstIndex(where: { $0.id == request.id }) {
                hosts[index].requests[place] = request
            } else {
                hosts[index].requests.append(request)
            }
        case .deskRequestDropped(let id): hosts[index].requests.removeAll { $0.id == id }
        case .deskBooking(let booking):
            if let place = hosts[index].bookings.firstIndex(where: { $0.id == booking.id }) {
                hosts[index].bookings[place] = booking
            } else {
                hosts[index].bookings.append(booking)
            }
        case .deskBookingDropped(let id): hosts[index].bookings.removeAll { $0.id == id }
        default: preconditionFailure("only changes of desks")
        }
    }

    /// The process dies; what was not on the disk is lost.
    mutating func restart(_ index: Int) {
        for other in hosts.indices where links.contains([index, other]) { cut(index, other) }
        hosts[index].waiting = []
        hosts[index].desks = Desks(requests: hosts[index].requests, bookings: hosts[index].bookings)
        look(index)
    }

    /// Time for everything: disks, links and the programme.
    mutating func settle() {
        for _ in 0..<50 {
            for index in hosts.indices { sync(index) }
            hearAll()
        }
    }

    /// Lets time pass.
    mutating func pass(_ milliseconds: Int64) {
        now = now.advanced(byMS: milliseconds)
        for index in hosts.indices {
            if let next = hosts[index].desks.nextDeadline, next <= now { hosts[index].desks.fire(at: now) }
            take(index)
        }
    }

    /// Does what somebody's desks want.
    private mutating func take(_ index: Int) {
        var effects = hosts[index].desks.takeEffects()
        while !effects.isEmpty {
            for effect in effects {
                switch effect {
                case .say(let step, let id, _, let peer):
                    guard let to = hosts.firstIndex(where: { $0.key == peer }), links.contains([index, to]) else {
                        continue
                    }
                    words.append(Word(from: index, to: to, id: id, step: step))
                case .keep(let change, let kept): hosts[index].waiting.append((change, kept))
                case .tell(.deskSlot(_, let said)):
                    // The entry is written at once.
                    if said.isTaken { hosts[0].taken.insert(said.slot) } else { hosts[0].taken.remove(said.slot) }
                    hosts[index].desks.set(
                        hosts[0].isOpen ? [OwnDesk(id: desk, slots: slots, taken: hosts[0].taken)] : [],
                        in: gathering, at: now)
                case .tell(let notice): hosts[index].told.append(notice)
                }
            }
            effects = hosts[index].desks.takeEffects()
        }
    }

    // What is so.

    /// What somebody's owner has yet to look at.
    func news(_ index: Int) -> [BookingID] {
        let desks = hosts[index].desks
        return desks.requests.filter(\.isNews).map(\.id) + desks.bookings.filter(\.isNews).map(\.id)
    }

    func state(_ index: Int, _ id: BookingID) -> DeskRequest.State? {
        hosts[index].desks.requests.first { $0.id == id }?.state
    }

    /// Who has which slot on the owner's disk.
    var held: [Int: BookingID] {
        var held: [Int: BookingID] = [:]
        for booking in hosts[0].bookings where booking.state == .held {
            guard let slot = slots.firstIndex(of: booking.slot) else { continue }
            precondition(held[slot] == nil, "a slot is held by two")
            held[slot] = booking.id
        }
        return held
    }

    /// Which slots the programme says are taken.
    var taken: [Int] { slots.indices.filter { hosts[0].taken.contains(slots[$0]) } }
}
