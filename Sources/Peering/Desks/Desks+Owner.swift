import Gatherings
import Keys
import Wire

/// What others ask for at our own desks.
extension Desks {
    /// A request as it came.
    struct Asked {
        let id: BookingID
        let gathering: EntryID
        let peer: PublicKey
        let about: String
    }

    /// These desks of ours are open in a gathering, as its programme says; those that are gone are closed.
    mutating func set(_ desks: [OwnDesk], in gathering: EntryID, at now: Instant) {
        known.insert(gathering)
        for (place, desk) in own where place == gathering && !desks.contains(where: { $0.id == desk.id }) {
            for slot in desk.slots { publishing[Spot(desk: desk.id, slot: slot)] = nil }
        }
        own.removeAll { $0.gathering == gathering }
        own += desks.map { (gathering, $0) }
        for booking in bookings where booking.gathering == gathering && desk(booking.desk) == nil {
            switch booking.state {
            case .held: end(booking.id, as: .freed)
            case .freed: break
            case .released: forget(booking.id)
            }
        }
        publish(gathering, at: now)
    }

    func desk(_ id: EntryID) -> OwnDesk? { own.first { $0.desk.id == id }?.desk }

    /// First come, first served.
    mutating func decide(_ asked: Asked, _ deskBytes: [UInt8], _ time: DeskTime) {
        // Before we know the programme they wait; they ask again.
        guard known.contains(asked.gathering) else { return }
        if let booking = bookings.first(where: { $0.id == asked.id }) {
            guard booking.booker == asked.peer, booking.gathering == asked.gathering else {
                return answer(.unknown, asked)
            }
            if isStored(booking.id) { answer(outcome(of: booking), asked) }
            return
        }
        guard let bytes = try? Bytes32(deskBytes), let slot = Content.SlotTime(time) else {
            return answer(.unknown, asked)
        }
        let id = EntryID(bytes)
        guard let desk = own.first(where: { $0.gathering == asked.gathering && $0.desk.id == id })?.desk else {
            return answer(.closed, asked)
        }
        guard desk.slots.contains(slot) else { return answer(.unknown, asked) }
        guard !isTaken(slot, at: desk) else {
            return answer(.taken(next: next(after: slot, at: desk).map { DeskTime($0) }), asked)
        }
        let all = bookings.filter { $0.desk == id }
        let theirs = all.filter { $0.booker == asked.peer }
        guard all.count < DeskLimits.bookingsMax, theirs.count < DeskLimits.bookingsOfPersonMax,
            theirs.count(where: { $0.state == .held }) < DeskLimits.slotsOfPersonMax
        else { return answer(.tooMany, asked) }
        let booking = DeskBooking(
            id: asked.id, gathering: asked.gathering, desk: id, slot: slot, booker: asked.peer, about: asked.about)
        bookings.append(booking)
        keep(booking)
    }

    /// Somebody has it; or, where we know nothing of a booking, the programme says so: we may have promised it from
    /// another machine.
    private func isTaken(_ slot: Content.SlotTime, at desk: OwnDesk) -> Bool {
        let all = bookings.filter { $0.desk == desk.id && $0.slot == slot }
        return all.isEmpty ? desk.taken.contains(slot) : all.contains { $0.state == .held }
    }

    /// The next slot that is free, else the first.
    func next(after slot: Content.SlotTime, at desk: OwnDesk) -> Content.SlotTime? {
        let free = desk.slots.filter { !isTaken($0, at: desk) }
        return free.first { $0 > slot } ?? free.first
    }

    func outcome(of booking: DeskBooking) -> DeskStep.Outcome {
        switch booking.state {
        case .held: .accepted
        case .freed: desk(booking.desk) == nil ? .closed : .freed
        case .released: .freed
        }
    }

    /// Whoever booked wants it no more, or has heard that they have it no more.
    mutating func released(_ id: BookingID, in gathering: EntryID, by peer: PublicKey) {
        guard let booking = bookings.first(where: { $0.id == id }), booking.booker == peer,
            booking.gathering == gathering
        else {
            effects.append(.say(.answer(.released), id, gathering, to: peer))
            return
        }
        again[id] = nil
        if booking.state == .released {
            if isStored(id) { answer(.released, to: booking) }
            return
        }
        if desk(booking.desk) == nil { return forget(id, telling: true) }
        end(id, as: .released, isNews: booking.state == .held)
        guard booking.state == .held, let ended = bookings.first(where: { $0.id == id }) else { return }
        effects.append(.tell(.deskBooking(ended)))
    }

    /// Our owner takes a slot back.
    mutating func free(_ slot: Content.SlotTime, at id: EntryID, in gathering: EntryID, until: Instant) {
        guard let desk = desk(id), desk.slots.contains(slot) else { return }
        let held = bookings.first { $0.desk == id && $0.slot == slot && $0.state == .held }
        if let held { return end(held.id, as: .freed) }
        guard desk.taken.contains(slot) else { return }
        publishing[Spot(desk: id, slot: slot)] = (false, until)
        effects.append(.tell(.deskSlot(gathering, Content.DeskSlot(desk: id, slot: slot, isTaken: false))))
    }

    private mutating func end(_ id: BookingID, as state: DeskBooking.State, isNews: Bool = false) {
        guard let place = bookings.firstIndex(where: { $0.id == id }) else { return }
        bookings[place].state = state
        bookings[place].isNews = isNews
        keep(bookings[place])
    }

    private mutating func forget(_ id: BookingID, telling isTold: Bool = false) {
        guard let place = bookings.firstIndex(where: { $0.id == id }) else { return }
        let booking = bookings.remove(at: place)
        effects.append(
            .keep(
                .deskBookingDropped(id),
                then: isTold ? .forgotten(id, booking.gathering, booking.booker) : .dropped))
    }

    /// A booking is on the disk as it is now.
    mutating func stored(_ booking: DeskBooking, at now: Instant) {
        switch booking.state {
        case .held:
            answer(.accepted, to: booking)
            effects.append(.tell(.deskBooking(booking)))
        case .freed: say(booking, at: now)
        case .released: answer(.released, to: booking)
        }
        publish(booking.gathering, at: now)
    }

    mutating func answer(_ outcome: DeskStep.Outcome, to booking: DeskBooking) {
        effects.append(.say(.answer(outcome), booking.id, booking.gathering, to: booking.booker))
    }

    private mutating func answer(_ outcome: DeskStep.Outcome, _ asked: Asked) {
        effects.append(.say(.answer(outcome), asked.id, asked.gathering, to: asked.peer))
    }

    /// Has the programme say which slots are taken. Of slots of which no booking is known it says what it said: we may
    /// have promised them from another machine.
    mutating func publish(_ gathering: EntryID, at now: Instant) {
        for (_, desk) in own.filter({ $0.gathering == gathering }) {
            for slot in desk.slots {
                let spot = Spot(desk: desk.id, slot: slot)
                let all = bookings.filter { $0.desk == desk.id && $0.slot == slot }
                let isTaken = all.contains { $0.state == .held }
                let isSaid = desk.taken.contains(slot)
                // What is under way comes first: of two that were written at once nobody knows which is the later.
                if let under = publishing[spot], under.isTaken == isSaid || under.until <= now {
                    publishing[spot] = nil
                }
                guard !all.isEmpty, isTaken != isSaid, publishing[spot] == nil,
                    all.allSatisfy({ isStored($0.id) })
                else { continue }
                publishing[spot] = (isTaken, now.advanced(byMS: DeskLimits.publishAgainMS))
                let said = Content.DeskSlot(desk: desk.id, slot: slot, isTaken: isTaken)
                effects.append(.tell(.deskSlot(gathering, said)))
            }
        }
    }
}
