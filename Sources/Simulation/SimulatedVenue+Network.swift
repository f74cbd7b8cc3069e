import Keys
import Peering
import Wire

extension SimulatedVenue {
    /// A SYN arrives, or would. One that nobody answers is sent again after one second and after three, and the dial
    /// given up after four.
    mutating func connect(_ dialling: Dialling, attempt: Int) {
        let host = dialling.host
        if dialling.endpoints.contains(where: { byAddress[$0.address] == host }) {
            return fail(dialling, .ourself, at: after(microseconds: latency()))
        }
        let targets = dialling.endpoints.compactMap { byAddress[$0.address] }
        let target = targets.first { hosts[$0].group == hosts[host].group }
        guard let target, hosts[target].hasPower, !hosts[target].isAsleep else {
            let pauses: [Int64] = [1_000, 2_000]
            guard attempt < pauses.count else {
                return fail(dialling, .unreachable, at: now.advanced(byMS: 1_000))
            }
            return queue.add(.connect(dialling, attempt: attempt + 1), at: now.advanced(byMS: pauses[attempt]))
        }
        guard hosts[target].listens else {
            return fail(dialling, .unreachable, at: after(microseconds: latency()))
        }
        establish(dialling, to: target)
    }

    private mutating func fail(_ dialling: Dialling, _ failure: DialFailure, at moment: Instant) {
        queue.add(.event(host: dialling.host, run: dialling.run, .dialFailed(dialling.dial, failure)), at: moment)
    }

    /// TCP and the handshake take two round trips and a half from here.
    private mutating func establish(_ dialling: Dialling, to target: Int) {
        let host = dialling.host
        let openedAt = after(microseconds: (0..<5).reduce(300) { sum, _ in sum + latency() })
        let acceptedAt = Instant(microseconds: openedAt.microseconds + latency())
        let link = SimulatedLink(
            dialler: .init(host: host, run: dialling.run, id: makeLinkID(), openedAt: openedAt),
            acceptor: .init(host: target, run: hosts[target].run, id: makeLinkID(), openedAt: acceptedAt))
        let (here, there) = (link[.dialler].id, link[.acceptor].id)
        hosts[host].links[here] = (link, .dialler)
        hosts[target].links[there] = (link, .acceptor)
        let key =
            dialling.persona == .attendee
            ? hosts[host].signer.publicKey : settings.signatures.signer(seed: here.number).publicKey
        let hash = (0..<64).map { UInt8(truncatingIfNeeded: here.number >> (8 * UInt64($0 % 8))) }
        let ageMS = openedAt.milliseconds(since: now)
        let opened = OpenedLink(
            id: here, peer: hosts[target].signer.publicKey, dial: dialling.dial, remote: hosts[target].endpoint,
            interface: 1, persona: dialling.persona, handshakeHash: hash, ageMS: ageMS)
        let accepted = OpenedLink(
            id: there, peer: key, dial: nil,
            remote: Endpoint(address: hosts[host].endpoint.address, port: 50_000), interface: 1, persona: .attendee,
            handshakeHash: hash, ageMS: ageMS)
        queue.add(.event(host: host, run: dialling.run, .linkOpened(opened)), at: openedAt)
        queue.add(.event(host: target, run: hosts[target].run, .linkOpened(accepted)), at: acceptedAt)
    }

    mutating func send(_ parcel: SimulatedLink.Parcel, over link: SimulatedLink, to side: SimulatedLink.Side) {
        if settings.countsBytes, case .message(let message) = parcel {
            let size = message.frameSize
            hosts[link[.dialler].host].bytes += size
            hosts[link[.acceptor].host].bytes += size
        }
        deliver(parcel, over: link, to: side, notBefore: now)
    }

    private mutating func deliver(
        _ parcel: SimulatedLink.Parcel, over link: SimulatedLink, to side: SimulatedLink.Side, notBefore: Instant
    ) {
        let arrival = Instant(microseconds: max(notBefore, now).microseconds + latency())
        link[side].lastArrival = max(link[side].lastArrival, arrival)
        queue.add(.arrive(link, side, parcel), at: link[side].lastArrival)
    }

    mutating func arrive(_ parcel: SimulatedLink.Parcel, over link: SimulatedLink, at side: SimulatedLink.Side) {
        let (receiver, sender) = (link[side].host, link[side.other].host)
        guard !link.isSevered else { return }
        if !canReach(receiver, from: sender) || link[side].heldSince != nil {
            link[side].held.append(parcel)
            link[side].heldSince = link[side].heldSince ?? now
            return
        }
        guard link[side].isOpen else {
            // A laptop that came back knows nothing of the connection and resets it.
            if case .message = parcel { send(.end, over: link, to: side.other) }
            return
        }
        let id = link[side].id
        switch parcel {
        case .message(let message):
            noteSpread(message, from: sender, to: receiver)
            handle(.received(id, settings.encodesMessages ? throughBytes(message) : message), at: receiver)
        case .end:
            close(link, side)
            handle(.linkClosed(id), at: receiver)
        }
    }

    /// Two people who listen unseen have a link.
    mutating func connect(_ host: Int, with target: Int) {
        let link = SimulatedLink(
            dialler: .init(host: host, run: hosts[host].run, id: makeLinkID(), openedAt: now),
            acceptor: .init(host: target, run: hosts[target].run, id: makeLinkID(), openedAt: now))
        let hash = (0..<64).map { UInt8(truncatingIfNeeded: link[.dialler].id.number >> (8 * UInt64($0 % 8))) }
        for (side, dial) in [(SimulatedLink.Side.dialler, DialID(link[.dialler].id.number)), (.acceptor, nil)] {
            let (here, there) = (link[side], link[side.other])
            hosts[here.host].links[here.id] = (link, side)
            let opened = OpenedLink(
                id: here.id, peer: hosts[there.host].signer.publicKey, dial: dial, remote: hosts[there.host].endpoint,
                interface: 1, persona: .listener, handshakeHash: hash)
            queue.add(.event(host: here.host, run: here.run, .linkOpened(opened)), at: now)
        }
    }

    private mutating func noteSpread(_ message: Message, from sender: Int, to receiver: Int) {
        guard spread != nil, case .record(_, .entries(let entries, pushed: true)) = message else { return }
        for bytes in entries {
            if let entry = genuine.name(of: bytes) { spread?.pushed(entry, from: sender, to: receiver) }
        }
    }

    private func throughBytes(_ message: Message) -> Message {
        guard let decoded = try? Message(decoding: message.encoded()), decoded == message else {
            preconditionFailure("a message survives its bytes")
        }
        return decoded
    }

    /// One end forgets the connection.
    mutating func close(_ link: SimulatedLink, _ side: SimulatedLink.Side) {
        link[side].isOpen = false
        hosts[link[side].host].links[link[side].id] = nil
    }

    private func canReach(_ receiver: Int, from sender: Int) -> Bool {
        hosts[receiver].hasPower && hosts[receiver].group == hosts[sender].group
    }

    /// After a partition, or when a laptop has power again: TCP sends again what waited at either end of a host's
    /// connections. What waits for an end that is gone is answered with a reset.
    mutating func release(_ index: Int) {
        for (link, side) in hosts[index].linkIDs.compactMap({ hosts[index].links[$0] }) {
            for end in [side, side.other] {
                guard let since = link[end].heldSince, canReach(link[end].host, from: link[end.other].host)
                else { continue }
                let again = SimulatedLink.retransmission(of: since, after: now)
                flowsAgainAt = max(flowsAgainAt, again)
                let held = link[end].held
                link[end].held = []
                link[end].heldSince = nil
                for parcel in held { deliver(parcel, over: link, to: end, notBefore: again) }
            }
        }
    }
}
