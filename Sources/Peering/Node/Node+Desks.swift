package import Gatherings
package import Keys
package import Wire

/// Desks: who may ask for slots over which link, and what is done about it.
extension Node {
    // What we know.

    /// What our owner asked others for in a gathering, in the order in which they did.
    package func deskRequests(in gathering: EntryID) -> [DeskRequest] {
        desks.requests.filter { $0.gathering == gathering }
    }

    /// One of them, nil if there is none of that name.
    package func deskRequest(_ id: BookingID) -> DeskRequest? { desks.requests.first { $0.id == id } }

    /// Who has which slots of a desk of ours, in the order in which they booked.
    package func deskBookings(at desk: EntryID) -> [DeskBooking] {
        desks.bookings.filter { $0.desk == desk && $0.state == .held && desks.isStored($0.id) }
    }

    /// What became of slots in a gathering and our owner has yet to look at: what we asked for and did not get, and
    /// what others gave back at our own desks.
    package func deskNews(in gathering: EntryID) -> (requests: [DeskRequest], bookings: [DeskBooking]) {
        (
            desks.requests.filter { $0.gathering == gathering && $0.isNews },
            desks.bookings.filter { $0.gathering == gathering && $0.isNews }
        )
    }

    /// Whether there is a link to somebody who takes part in a gathering.
    package func reaches(_ peer: PublicKey, in gathering: EntryID) -> Bool {
        own.visible && desks.isNeighbour(peer, in: gathering)
    }

    // What our owner wants.

    mutating func obeyDesk(_ command: Command) {
        switch command {
        case .setDesks(let gathering, let own):
            guard records.place(of: gathering) != nil else { return }
            desks.set(own, in: gathering, at: now)
        case .bookDesk(let request):
            // Nobody books at their own desk, or where they take no part.
            guard request.owner != own.key, records.place(of: request.gathering) != nil else { return }
            desks.book(request)
        case .giveBackDesk(let id): desks.giveBack(id)
        case .freeDesk(let gathering, let desk, let slot):
            desks.free(slot, at: desk, in: gathering, until: now.advanced(byMS: DeskLimits.publishAgainMS))
        case .deskIsGone(let gathering, let desk): desks.deskIsGone(desk, in: gathering)
        case .lookedAtDesk(let id): desks.looked(at: id)
        default: preconditionFailure("only commands about desks come here")
        }
    }

    // What others say.

    mutating func receive(_ step: DeskStep, of booking: BookingID, in gathering: UInt64, over id: LinkID) {
        guard own.visible, let peer = links[id]?.peer, roster.standing(of: peer) != .blocked else { return }
        // Of a gathering that we left a moment ago, or that they have no part in.
        guard let place = records.place(of: gathering), records.shared[place].share(of: id) != nil else { return }
        desks.received(step, booking, in: records.shared[place].gathering, from: peer, at: now)
    }

    /// At the end of an event: does what the desks want.
    mutating func performDesks() {
        for effect in desks.takeEffects() {
            switch effect {
            case .say(let step, let booking, let gathering, let peer):
                guard own.visible, let link = links.to(peer), roster.standing(of: peer) != .blocked else { continue }
                effects.append(.send(link.id, .desk(gathering.bytes.prefix, booking, step)))
            case .keep(let change, let kept):
                effects.append(.persist(change))
                wait(for: .desk(kept))
            case .tell(let notice): effects.append(.notify(notice))
            }
        }
        overlay.want(own.visible ? desks.wanted : [])
        timers[.desk] = stopping ? nil : desks.nextDeadline
    }
}
