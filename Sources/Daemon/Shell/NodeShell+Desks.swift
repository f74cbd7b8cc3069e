import ControlAPI
import ControlServer
import Display
import Gatherings
import Keys
import Logging
import Peering
import Wire

/// Desks, as the control socket has them.
extension NodeShell {
    /// Tells the node which desks of ours the programme has, and which of those where we asked it has no more.
    func lookAtDesks(in id: EntryID) {
        guard views[id]?.standing == .joined, let state = views[id]?.programme.state else { return }
        let own = state.desks.filter { $0.owner == signer.publicKey }.map { desk in
            OwnDesk(
                id: desk.id, slots: desk.slots.map(\.time), taken: Set(desk.slots.filter(\.isTaken).map(\.time)))
        }
        handle(.command(.setDesks(id, own)))
        var gone: [EntryID] = []
        for request in node.deskRequests(in: id) where request.state.isLive || request.state == .releasing {
            if state.desk(request.desk) == nil, !gone.contains(request.desk) { gone.append(request.desk) }
        }
        for desk in gone { handle(.command(.deskIsGone(id, desk: desk))) }
    }

    /// Writes into the programme whether a slot of ours is taken. Should it not go to the disk now, the node says so
    /// again.
    func write(_ slot: Content.DeskSlot, in id: EntryID) {
        guard let draft = draft(.deskSlot(slot), in: id) else { return }
        handle(.command(.writeEntry(id, draft)))
    }

    func desks(in id: String) throws(Problem) -> DesksBody {
        let id = try entryID(id, "gathering")
        lookAtDesks(in: id)
        guard let state = views[id]?.programme.state else { throw notShown(id) }
        let hidden = blocked(in: id)
        let requests = node.deskRequests(in: id).filter(\.state.isLive)
        let desks = state.desks.filter { !hidden.contains($0.owner) }.map { desk in
            let isMine = desk.owner == signer.publicKey
            let bookings = isMine ? node.deskBookings(at: desk.id) : []
            let slots = desk.slots.map { slot in
                var body = DeskSlotBody(slot: SlotBody(slot, of: desk), state: slot.isTaken ? .taken : .free)
                if let booking = bookings.first(where: { $0.slot == slot.time }) {
                    (body.state, body.by, body.about) = (.taken, person(booking.booker, in: id), booking.about)
                } else if let request = requests.first(where: { $0.desk == desk.id && $0.slot == slot.time }) {
                    (body.state, body.about) = (request.state == .accepted ? .yours : .waiting, request.about)
                }
                return body
            }
            return DeskBody(
                id: desk.id.hex, title: desk.title, owner: person(desk.owner, in: id), isMine: isMine,
                isInReach: isMine || node.reaches(desk.owner, in: id), slots: slots)
        }
        return DesksBody(desks: desks, news: deskNews(in: id, hiding: hidden))
    }

    func openDesk(_ body: NewDeskBody, in id: String) async throws(Problem) -> SavedBody {
        let id = try joinedGathering(id)
        let length = body.slots.first?.lengthMinutes ?? 0
        guard body.slots.allSatisfy({ $0.lengthMinutes == length }) else {
            throw Problem(.badValue, "The slots of a desk are all of the same length: open several desks.")
        }
        let offer: Content.DeskOffer
        do {
            var slots: [Content.SlotTime] = []
            for slot in body.slots { slots.append(try Content.SlotTime(slot)) }
            offer = try Content.DeskOffer(title: body.title, slots: slots.sorted(), lengthMinutes: length)
        } catch { throw Problem(.badValue, "\(error)") }
        return try await write(.desk(.opens(offer)), in: id)
    }

    func closeDesk(_ desk: String, in id: String) async throws(Problem) -> SavedBody {
        let (id, desk) = (try joinedGathering(id), try entryID(desk, "desk"))
        let saved = try await write(.desk(.closes(desk)), in: id)
        // Whoever had a slot hears of it; what is kept of that is on the disk too.
        try await writeNow()
        return saved
    }

    func book(_ wish: DeskWishBody, at desk: String, in id: String) async throws(Problem) -> DeskBookingBody {
        let (id, desk, slot) = try find(desk, day: wish.day, start: wish.start, in: id)
        guard desk.owner != signer.publicKey else {
            throw Problem(.refused, "It is your own desk: others book there.")
        }
        guard node.isVisible else {
            throw Problem(.refused, "You are hidden: `baithak show` first, so that the other person can see you.")
        }
        let about: String
        do { about = try Content.matter(wish.about) } catch { throw Problem(.badValue, "\(error)") }
        try await writeFirst()
        if let asked = node.deskRequests(in: id).first(where: {
            $0.state.isLive && $0.desk == desk.id && $0.slot == slot
        }) {
            return try await answer(to: asked.id, at: desk, in: id)
        }
        if desk.slots.contains(where: { $0.time == slot && $0.isTaken }) {
            let free = desk.slots.filter { !$0.isTaken }.map(\.time)
            throw lost(slot, next: free.first { $0 > slot } ?? free.first, at: desk, in: id)
        }
        guard let name = BookingID(Entropy.bytes(BookingID.byteCount)) else {
            preconditionFailure("that many bytes name a booking")
        }
        let request = DeskRequest(
            id: name, gathering: id, desk: desk.id, owner: desk.owner, slot: slot, about: about)
        // Whoever asks anew has heard that they lost it before.
        for old in node.deskRequests(in: id) where old.isNews && old.desk == desk.id && old.slot == slot {
            handle(.command(.lookedAtDesk(old.id)))
        }
        handle(.command(.bookDesk(request)))
        guard node.deskRequest(name) != nil else {
            throw Problem(
                .refused,
                "You have \(DeskLimits.requestsMax) bookings in this gathering, which is all that fit: give one back "
                    + "with `baithak desk free`.")
        }
        return try await answer(to: name, at: desk, in: id)
    }

    /// Waits a moment for an answer where it may come.
    private func answer(
        to name: BookingID, at desk: ProgrammeState.Desk, in id: EntryID
    ) async throws(Problem) -> DeskBookingBody {
        try await writeNow()
        let deadline = ContinuousClock.now + .milliseconds(DaemonLimits.deskAnswerMS)
        while node.deskRequest(name)?.state == .waiting, ContinuousClock.now < deadline,
            node.attendee(desk.owner, at: clock.now).map({ $0.presence != .gone }) ?? false
        {
            do { try await Task.sleep(for: .milliseconds(DaemonLimits.copiesLookMS)) } catch { break }
        }
        guard let request = node.deskRequest(name) else {
            throw Problem(.notFound, "It was given back meanwhile: book it again.")
        }
        // Whoever is told why it came to nothing has looked.
        if request.isNews { handle(.command(.lookedAtDesk(name))) }
        switch request.state {
        case .waiting, .accepted, .releasing: return body(of: request, at: desk)
        case .taken: throw lost(request.slot, next: request.next, at: desk, in: id)
        case .closed, .unknown:
            throw Problem(.refused, "The desk is closed: `baithak desk list` shows which are open.")
        case .freed: throw Problem(.refused, "\(person(desk.owner, in: id).name) took the slot back: ask them why.")
        case .tooMany:
            throw Problem(
                .refused,
                "You have had as many slots of this desk as one person may: give one back with `baithak desk free`, or "
                    + "ask \(person(desk.owner, in: id).name).")
        }
    }

    private func lost(
        _ slot: Content.SlotTime, next: Content.SlotTime?, at desk: ProgrammeState.Desk, in id: EntryID
    ) -> Problem {
        let digits = desk.id.hex.prefix(8)
        guard let next else {
            return Problem(
                .refused,
                "\(slot.clock) on \(slot.day) is taken, and so is every other slot of this desk: ask "
                    + "\(person(desk.owner, in: id).name), or look at the others with `baithak desk list`.")
        }
        let day = desk.slots.contains { $0.time.day != next.day } ? " --day \(next.day)" : ""
        return Problem(
            .refused,
            "\(slot.clock) on \(slot.day) is taken. \(next.clock) on \(next.day) is the next that is free: "
                + "`baithak desk book \(digits) \(next.clock)\(day) --about …` books it.")
    }

    func freeSlot(_ slot: String, of desk: String, in id: String) async throws(Problem) -> DeskBookingBody {
        let parts = slot.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Problem(.badValue, "That is no slot: name it by day and start, as 2026-11-28T14:20.")
        }
        let (id, desk, slot) = try find(desk, day: parts[0], start: parts[1], in: id)
        guard desk.owner == signer.publicKey else {
            guard
                let request = node.deskRequests(in: id).first(where: {
                    $0.state.isLive && $0.desk == desk.id && $0.slot == slot
                })
            else {
                throw Problem(
                    .refused, "\(slot.clock) on \(slot.day) is not yours: `baithak desk list` shows what you booked.")
            }
            try await writeFirst()
            handle(.command(.giveBackDesk(request.id)))
            try await writeNow()
            var body = body(of: request, at: desk)
            body.state = .released
            return body
        }
        let booking = node.deskBookings(at: desk.id).first { $0.slot == slot }
        guard booking != nil || desk.slots.contains(where: { $0.time == slot && $0.isTaken }) else {
            throw Problem(.refused, "\(slot.clock) on \(slot.day) is free already.")
        }
        try await writeFirst()
        handle(.command(.freeDesk(id, desk: desk.id, slot)))
        try await writeNow()
        return DeskBookingBody(
            desk: desk.id.hex, title: desk.title, isMine: true, person: booking.map { person($0.booker, in: id) },
            slot: SlotBody(slot, of: desk), about: booking?.about ?? "", state: .freed,
            isInReach: booking.map { node.reaches($0.booker, in: id) } ?? false)
    }

    /// The gathering, the desk and the slot that are meant.
    private func find(
        _ desk: String, day: String, start: String, in id: String
    ) throws(Problem) -> (EntryID, ProgrammeState.Desk, Content.SlotTime) {
        let (id, name) = (try joinedGathering(id), try entryID(desk, "desk"))
        lookAtDesks(in: id)
        guard let desk = views[id]?.programme.state.desk(name), !blocked(in: id).contains(desk.owner) else {
            throw Problem(.notFound, "There is no such desk, or it was closed: `baithak desk list` shows them.")
        }
        let slot: Content.SlotTime
        do { slot = try Content.SlotTime(SlotBody(day: day, start: start, lengthMinutes: 0)) } catch {
            throw Problem(.badValue, "\(error)")
        }
        guard desk.slots.contains(where: { $0.time == slot }) else {
            throw Problem(
                .notFound, "The desk has no slot at \(slot.clock) on \(slot.day): `baithak desk list` shows them.")
        }
        return (id, desk, slot)
    }
}

extension SlotBody {
    init(_ slot: ProgrammeState.DeskSlot, of desk: ProgrammeState.Desk) { self.init(slot.time, of: desk) }

    /// The length is 0 where the desk is gone.
    init(_ time: Content.SlotTime, of desk: ProgrammeState.Desk?) {
        self.init(day: time.day.description, start: time.clock, lengthMinutes: desk?.lengthMinutes ?? 0)
    }
}

extension DeskBookingBody.State {
    init(_ state: DeskRequest.State) {
        self =
            switch state {
            case .waiting: .waiting
            case .accepted: .accepted
            case .releasing: .released
            case .taken: .taken
            case .closed: .closed
            case .freed: .freed
            case .tooMany: .tooMany
            case .unknown: .unknown
            }
    }
}
