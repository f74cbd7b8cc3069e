import Gatherings
import Keys
import Wire

/// What our owner asked others for.
extension Desks {
    /// Asks for a slot; nothing happens while ``DeskLimits/requestsMax`` wait or were accepted, or if the same slot is
    /// asked for already.
    mutating func book(_ request: DeskRequest) {
        let others = requests.filter { $0.gathering == request.gathering }
        guard others.count(where: { $0.state.isUnsettled }) < DeskLimits.requestsMax,
            !others.contains(where: { $0.state.isLive && $0.desk == request.desk && $0.slot == request.slot }),
            !requests.contains(where: { $0.id == request.id })
        else { return }
        requests.append(request)
        keep(request)
        forgetSettled(in: request.gathering)
    }

    /// Our owner wants a slot no more.
    mutating func giveBack(_ id: BookingID) {
        guard let place = requests.firstIndex(where: { $0.id == id }), requests[place].state.isLive else { return }
        requests[place].state = .releasing
        keep(requests[place])
    }

    /// The programme has this desk no more, whatever its owner says.
    mutating func deskIsGone(_ desk: EntryID, in gathering: EntryID) {
        for place in requests.indices {
            let request = requests[place]
            guard request.gathering == gathering, request.desk == desk, request.state.isUnsettled else { continue }
            again[request.id] = nil
            settle(place, as: .closed, isNews: request.state.isLive)
        }
    }

    /// Whose desk it is has answered.
    mutating func answered(
        _ outcome: DeskStep.Outcome, _ id: BookingID, in gathering: EntryID, by peer: PublicKey, at now: Instant
    ) {
        guard let place = requests.firstIndex(where: { $0.id == id }) else {
            // Of what was taken back from us we need not have known, as after a backup was restored. What is accepted
            // may have been asked for from another machine of ours.
            if outcome == .closed || outcome == .freed { say(.release, id, gathering, to: peer) }
            return
        }
        let request = requests[place]
        guard request.owner == peer, request.gathering == gathering else { return }
        switch request.state {
        case .releasing:
            // An answer to what was asked before; the one to this comes.
            guard outcome != .accepted else { return }
            again[id] = nil
            requests.remove(at: place)
            effects.append(.keep(.deskRequestDropped(id), then: .dropped))
        case .waiting, .accepted:
            again[id] = nil
            switch outcome {
            case .accepted:
                guard request.state == .waiting else { return }
                settle(place, as: .accepted)
            case .taken(let next): settle(place, as: .taken, next: next.flatMap { Content.SlotTime($0) })
            case .closed: settle(place, as: .closed)
            case .freed: settle(place, as: .freed)
            case .tooMany: settle(place, as: .tooMany)
            case .unknown, .released: settle(place, as: .unknown)
            }
        case .taken, .closed, .freed, .tooMany, .unknown: break
        }
        if outcome == .freed || outcome == .closed { say(.release, id, gathering, to: peer) }
    }

    private mutating func say(_ step: DeskStep, _ id: BookingID, _ gathering: EntryID, to peer: PublicKey) {
        effects.append(.say(step, id, gathering, to: peer))
    }

    private mutating func settle(
        _ place: Int, as state: DeskRequest.State, next: Content.SlotTime? = nil, isNews: Bool = true
    ) {
        requests[place].state = state
        requests[place].next = next
        requests[place].isNews = isNews && state != .accepted
        keep(requests[place])
        if isNews { effects.append(.tell(.deskRequest(requests[place]))) }
        forgetSettled(in: requests[place].gathering)
    }

    /// Of those that came to nothing the latest are kept.
    private mutating func forgetSettled(in gathering: EntryID) {
        let settled = requests.filter {
            $0.gathering == gathering && !$0.state.isUnsettled
        }
        for request in settled.dropLast(DeskLimits.settledMax) {
            requests.removeAll { $0.id == request.id }
            effects.append(.keep(.deskRequestDropped(request.id), then: .dropped))
        }
    }
}
