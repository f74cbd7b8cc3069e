import Gatherings
import Keys
import Wire

/// Bookings of slots at desks: those that our owner asked others for, and those of others at our own desks. It takes
/// what happens and tells what is to be done, as Node does, and is part of it.
///
/// Whose desk it is decides, first come, first served, and answers only what is on the disk. Every request has a name,
/// so asking again asks for nothing new.
struct Desks: Sendable {
    /// What is to be done.
    enum Effect: Hashable {
        /// Say something to somebody who takes part in this gathering, if there is a link.
        case say(DeskStep, BookingID, EntryID, to: PublicKey)
        /// Write this down, and tell when it is on the disk.
        case keep(Change, then: Kept)
        case tell(Node.Notice)
    }

    /// What was written down.
    enum Kept: Hashable {
        case request(BookingID)
        case booking(BookingID)
        /// Nothing is left of a booking of this attendee, in this gathering.
        case forgotten(BookingID, EntryID, PublicKey)
        /// Nothing waits for it.
        case dropped
    }

    /// Somebody who takes part in a gathering and with whom there is a link.
    struct Neighbour: Hashable {
        let gathering: EntryID
        let key: PublicKey
    }

    /// A slot of one of our desks.
    struct Spot: Hashable {
        let desk: EntryID
        let slot: Content.SlotTime
    }

    /// In the order in which they were made.
    var requests: [DeskRequest]
    /// In the order in which they came.
    var bookings: [DeskBooking]
    /// Our own desks that are open.
    var own: [(gathering: EntryID, desk: OwnDesk)] = []
    /// Gatherings whose programmes we were told of: before that we know none of our desks.
    var known: Set<EntryID> = []
    var neighbours: Set<Neighbour> = []
    /// How many writes of a request or booking are not on the disk yet.
    var unstored: [BookingID: Int] = [:]
    /// When something is to be said again.
    var again: [BookingID: Instant] = [:]
    /// What the programme is about to say of a slot, and until when we are patient.
    var publishing: [Spot: (isTaken: Bool, until: Instant)] = [:]
    var effects: [Effect] = []

    init(requests: [DeskRequest], bookings: [DeskBooking]) {
        self.requests = requests
        self.bookings = bookings
    }

    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    // Links.

    /// Somebody with whom we have a link takes part in a gathering of ours.
    mutating func met(_ peer: PublicKey, in gathering: EntryID, at now: Instant) {
        guard neighbours.insert(Neighbour(gathering: gathering, key: peer)).inserted else { return }
        for request in requests where request.owner == peer && request.gathering == gathering {
            say(request, at: now)
        }
        for booking in bookings where booking.booker == peer && booking.gathering == gathering {
            say(booking, at: now)
        }
    }

    /// A link is gone; or only its side in one gathering.
    mutating func parted(from peer: PublicKey, in gathering: EntryID? = nil) {
        neighbours = neighbours.filter { $0.key != peer || (gathering != nil && $0.gathering != gathering) }
        for id in requests.filter({ $0.owner == peer }).map(\.id) + bookings.filter({ $0.booker == peer }).map(\.id) {
            again[id] = nil
        }
    }

    /// With whom a link is wanted, at most ``DeskLimits/wantedMax``: something waits to be said to them.
    var wanted: [PublicKey] {
        var keys: [PublicKey] = []
        let waiting =
            requests.filter { $0.state.isOpen }.map(\.owner) + bookings.filter { $0.state == .freed }.map(\.booker)
        for key in waiting where keys.count < DeskLimits.wantedMax && !keys.contains(key) { keys.append(key) }
        return keys
    }

    // Time.

    /// When something is to be looked at next.
    var nextDeadline: Instant? { (again.values.map { $0 } + publishing.values.map(\.until)).min() }

    /// Says again what was not answered, and has written again what did not come into the programme.
    mutating func fire(at now: Instant) {
        for request in requests where again[request.id].map({ $0 <= now }) ?? false { say(request, at: now) }
        for booking in bookings where again[booking.id].map({ $0 <= now }) ?? false { say(booking, at: now) }
        for gathering in Set(own.map(\.gathering)).sorted() { publish(gathering, at: now) }
    }

    // Looking.

    /// Our owner has looked at what became of a request of ours, or of a booking of somebody else.
    mutating func looked(at id: BookingID) {
        if let place = requests.firstIndex(where: { $0.id == id && $0.isNews }) {
            requests[place].isNews = false
            effects.append(.keep(.deskRequest(requests[place]), then: .dropped))
        }
        if let place = bookings.firstIndex(where: { $0.id == id && $0.isNews }) {
            bookings[place].isNews = false
            effects.append(.keep(.deskBooking(bookings[place]), then: .dropped))
        }
    }

    // Saying and keeping.

    /// Says what is to be said of a request of ours, if it is on the disk and they are in reach.
    mutating func say(_ request: DeskRequest, at now: Instant) {
        again[request.id] = nil
        guard request.state.isOpen, isStored(request.id), isNeighbour(request.owner, in: request.gathering) else {
            return
        }
        again[request.id] = now.advanced(byMS: DeskLimits.askAgainMS)
        effects.append(.say(request.step, request.id, request.gathering, to: request.owner))
    }

    /// Tells somebody that their booking was taken back.
    mutating func say(_ booking: DeskBooking, at now: Instant) {
        again[booking.id] = nil
        guard booking.state == .freed, isStored(booking.id), isNeighbour(booking.booker, in: booking.gathering) else {
            return
        }
        again[booking.id] = now.advanced(byMS: DeskLimits.askAgainMS)
        answer(outcome(of: booking), to: booking)
    }

    func isNeighbour(_ peer: PublicKey, in gathering: EntryID) -> Bool {
        neighbours.contains(Neighbour(gathering: gathering, key: peer))
    }

    func isStored(_ id: BookingID) -> Bool { unstored[id] == nil }

    mutating func keep(_ request: DeskRequest) {
        unstored[request.id, default: 0] += 1
        effects.append(.keep(.deskRequest(request), then: .request(request.id)))
    }

    mutating func keep(_ booking: DeskBooking) {
        unstored[booking.id, default: 0] += 1
        effects.append(.keep(.deskBooking(booking), then: .booking(booking.id)))
    }

    /// What was written down is on the disk.
    mutating func kept(_ kept: Kept, at now: Instant) {
        switch kept {
        case .request(let id):
            guard isLastWrite(of: id), let request = requests.first(where: { $0.id == id }) else { return }
            say(request, at: now)
        case .booking(let id):
            guard isLastWrite(of: id), let booking = bookings.first(where: { $0.id == id }) else { return }
            stored(booking, at: now)
        case .forgotten(let id, let gathering, let peer):
            effects.append(.say(.answer(.released), id, gathering, to: peer))
        case .dropped: break
        }
    }

    private mutating func isLastWrite(of id: BookingID) -> Bool {
        guard let count = unstored[id], count > 1 else {
            unstored[id] = nil
            return true
        }
        unstored[id] = count - 1
        return false
    }

    /// We take no part in a gathering any more. Whoever is in reach hears of it; nothing is kept.
    mutating func left(_ gathering: EntryID) {
        for request in requests where request.gathering == gathering && request.state.isUnsettled {
            effects.append(.say(.release, request.id, gathering, to: request.owner))
        }
        for booking in bookings where booking.gathering == gathering && booking.state == .held {
            effects.append(.say(.answer(.closed), booking.id, gathering, to: booking.booker))
        }
        for id in requests.filter({ $0.gathering == gathering }).map(\.id) { again[id] = nil }
        for id in bookings.filter({ $0.gathering == gathering }).map(\.id) { again[id] = nil }
        requests.removeAll { $0.gathering == gathering }
        bookings.removeAll { $0.gathering == gathering }
        for (_, desk) in own.filter({ $0.gathering == gathering }) {
            for slot in desk.slots { publishing[Spot(desk: desk.id, slot: slot)] = nil }
        }
        own.removeAll { $0.gathering == gathering }
        known.remove(gathering)
        neighbours = neighbours.filter { $0.gathering != gathering }
    }

    /// Something was said by a neighbour who takes part.
    mutating func received(
        _ step: DeskStep, _ id: BookingID, in gathering: EntryID, from peer: PublicKey, at now: Instant
    ) {
        switch step {
        case .request(let desk, let slot, let about):
            decide(Asked(id: id, gathering: gathering, peer: peer, about: about), desk, slot)
        case .answer(let outcome): answered(outcome, id, in: gathering, by: peer, at: now)
        case .release: released(id, in: gathering, by: peer)
        }
    }
}
