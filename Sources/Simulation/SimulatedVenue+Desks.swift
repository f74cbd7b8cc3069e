import Gatherings
import Keys
import Peering
import Wire

/// Everybody has a desk, open from when they take part. What the shell does of it, and what must hold.
extension SimulatedVenue {
    /// When slots begin, at everybody's desk.
    static let deskSlots: [Content.SlotTime] = {
        do {
            let day = try Day("2026-11-28")
            return try [840, 860, 880].map { try Content.SlotTime(day: day, startMinute: $0) }
        } catch { preconditionFailure("these are times of a day") }
    }()

    private func deskID(of index: Int) -> EntryID { EntryID(hosts[index].signer.publicKey.compact) }

    private func whose(_ key: PublicKey) -> Int? { hosts.firstIndex { $0.signer.publicKey == key } }

    /// A person does something about desks.
    package mutating func desk(_ index: Int, _ deed: DeskDeed) {
        guard hosts[index].isAwake, let gathering, hosts[index].node?.gatherings.contains(gathering) ?? false else {
            return
        }
        switch deed {
        case .book(let other, let slot):
            let bytes = (0..<16).map { UInt8(truncatingIfNeeded: dice.next() >> (8 * ($0 % 8))) }
            guard other != index, let id = BookingID(bytes) else { return }
            let request = DeskRequest(
                id: id, gathering: gathering, desk: deskID(of: other), owner: hosts[other].signer.publicKey,
                slot: Self.deskSlots[slot], about: "\(index)")
            handle(.command(.bookDesk(request)), at: index)
        case .giveBack:
            let requests = hosts[index].node?.deskRequests(in: gathering) ?? []
            guard let last = requests.last(where: { $0.state.isLive }) else { return }
            handle(.command(.giveBackDesk(last.id)), at: index)
        case .free(let slot):
            handle(
                .command(.freeDesk(gathering, desk: deskID(of: index), Self.deskSlots[slot])), at: index)
        }
    }

    /// As the shell does: a node that takes part is told which of its slots the programme says are taken.
    mutating func lookAtDesk(_ index: Int) {
        guard let gathering, settings.hasDesks else { return }
        let own = OwnDesk(
            id: deskID(of: index), slots: Self.deskSlots, taken: Set(said(by: index).filter(\.value).keys))
        queue.add(
            .decides(host: index, run: hosts[index].run, .setDesks(gathering, [own])), at: now)
    }

    /// What the programme says of a desk, by the entries of its owner that are on their disk.
    private func said(by index: Int) -> [Content.SlotTime: Bool] {
        let key = hosts[index].signer.publicKey
        var said: [Content.SlotTime: Bool] = [:]
        for entry in gathering.flatMap({ kept($0, at: index)?.entries }) ?? [] where entry.header.log.author == key {
            if case .deskSlot(let slot)? = try? Content(of: entry) { said[slot.slot] = slot.isTaken }
        }
        return said
    }

    /// What a person sees of desks.
    mutating func noticedDesk(_ notice: Node.Notice, at index: Int) {
        switch notice {
        case .deskSlot(let gathering, let slot):
            let (kind, shape, content) = Content.deskSlot(slot).encoded()
            let draft = EntryDraft(
                document: gathering, parents: [], kind: kind, shape: shape, content: content, createdMS: 0)
            queue.add(
                .decides(host: index, run: hosts[index].run, .writeEntry(gathering, draft)), at: now)
        case .entries(_, let entries):
            let key = hosts[index].signer.publicKey
            if entries.contains(where: { $0.header.log.author == key }) { lookAtDesk(index) }
        case .gathering: lookAtDesk(index)
        case .deskRequest(let request) where request.state == .accepted:
            promisedCount += 1
            guard let owner = whose(request.owner) else { return }
            let held = hosts[owner].disk.desks.bookings.first { $0.id == request.id }
            // It may have been taken back while the answer was on its way.
            if held?.slot != request.slot || held?.booker != hosts[index].signer.publicKey {
                writingComplaints.append("\(index) was promised a slot that is not on the disk of \(owner)")
            }
        default: break
        }
    }

    /// What is not as it must be about desks: a slot is held by two; or, between people who are here and had time, one
    /// believes what the other does not, or the programme says something else.
    package func unbooked() -> [String] {
        var complaints: [String] = []
        for owner in hosts.indices {
            let held = hosts[owner].disk.desks.bookings.filter { $0.state == .held }
            if Set(held.map(\.slot)).count < held.count { complaints.append("a slot of \(owner) is held by two") }
            guard hosts[owner].isPresent else { continue }
            let said = said(by: owner)
            for slot in Self.deskSlots {
                guard said[slot, default: false] != held.contains(where: { $0.slot == slot }) else { continue }
                complaints.append("the programme is wrong about \(slot.clock) of \(owner)")
            }
            for booking in hosts[owner].disk.desks.bookings {
                guard let booker = whose(booking.booker), hosts[booker].isPresent else { continue }
                let state = hosts[booker].disk.desks.requests.first { $0.id == booking.id }?.state
                if booking.state == .freed { complaints.append("\(booker) has not heard that \(owner) freed a slot") }
                if booking.state == .held, state != .accepted {
                    complaints.append("\(booker) does not know of their slot of \(owner)")
                }
            }
        }
        for booker in hosts.indices where hosts[booker].isPresent {
            for request in hosts[booker].disk.desks.requests {
                guard let owner = whose(request.owner), hosts[owner].isPresent else { continue }
                let isHeld = hosts[owner].disk.desks.bookings.contains { $0.id == request.id && $0.state == .held }
                switch request.state {
                case .waiting, .releasing: complaints.append("\(booker) still waits for \(owner)")
                case .accepted where !isHeld: complaints.append("\(booker) believes in a slot of \(owner)")
                default: break
                }
            }
        }
        return complaints
    }
}
