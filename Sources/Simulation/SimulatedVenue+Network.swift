import Keys
import Peering
import Wire

extension SimulatedVenue {
    /// A dial arrives: TCP and the handshake take two round trips and a half from here.
    mutating func connect(_ host: Int, _ dial: DialID, _ endpoints: [Endpoint], _ persona: Persona) {
        let run = hosts[host].run
        let target = hosts.indices.first { index in
            endpoints.contains(hosts[index].endpoint) && hosts[index].group == hosts[host].group
        }
        guard let target, target != host, hosts[target].isRunning else {
            let failed = Node.Event.dialFailed(dial, .unreachable)
            return queue.add(.event(host: host, run: run, failed), at: now.advanced(byMS: 2000))
        }
        guard hosts[target].listens else {
            let failed = Node.Event.dialFailed(dial, .unreachable)
            return queue.add(.event(host: host, run: run, failed), at: after(microseconds: latency(&dice)))
        }
        let openedAt = after(microseconds: (0..<5).reduce(300) { sum, _ in sum + latency(&dice) })
        let acceptedAt = Instant(microseconds: openedAt.microseconds + latency(&dice))
        let dialler = SimulatedEnd(host: host, run: run, id: makeLinkID())
        let acceptor = SimulatedEnd(host: target, run: hosts[target].run, id: makeLinkID())
        let index = links.count
        links.append(SimulatedLink(ends: (dialler, acceptor), lastArrival: (openedAt, acceptedAt)))
        linkIndex[dialler] = index
        linkIndex[acceptor] = index
        let listenerKey = settings.signatures.signer(seed: dialler.id.number).publicKey
        let diallerKey = persona == .attendee ? hosts[host].signer.publicKey : listenerKey
        let toTarget = OpenedLink(
            id: dialler.id, peer: hosts[target].signer.publicKey, dial: dial, remote: hosts[target].endpoint,
            interface: 1, persona: persona)
        let toDialler = OpenedLink(
            id: acceptor.id, peer: diallerKey, dial: nil,
            remote: Endpoint(address: hosts[host].endpoint.address, port: 50_000), interface: 1, persona: .attendee)
        queue.add(.event(host: host, run: run, .linkOpened(toTarget)), at: openedAt)
        queue.add(.event(host: target, run: hosts[target].run, .linkOpened(toDialler)), at: acceptedAt)
    }

    func end(_ link: Int, _ second: Bool) -> SimulatedEnd { second ? links[link].ends.1 : links[link].ends.0 }

    func isOpen(_ link: Int, _ second: Bool) -> Bool { second ? links[link].open.1 : links[link].open.0 }

    mutating func send(_ parcel: SimulatedLink.Parcel, over link: Int, toSecond: Bool) {
        if settings.countsBytes, case .message(let message) = parcel {
            // Length, tag, and the plaintext.
            let size = message.encoded().count + 18
            hosts[end(link, !toSecond).host].bytesSent += size
            hosts[end(link, toSecond).host].bytesReceived += size
        }
        let last = toSecond ? links[link].lastArrival.1 : links[link].lastArrival.0
        let arrival = max(last, after(microseconds: latency(&dice)))
        if toSecond { links[link].lastArrival.1 = arrival } else { links[link].lastArrival.0 = arrival }
        queue.add(.arrive(link: link, atSecond: toSecond, parcel), at: arrival)
    }

    mutating func arrive(_ parcel: SimulatedLink.Parcel, over link: Int, atSecond: Bool) {
        let receiver = end(link, atSecond)
        guard isOpen(link, atSecond), hosts[receiver.host].run == receiver.run else {
            // A laptop that came back knows nothing of the connection and resets it.
            if case .message = parcel, hosts[receiver.host].isRunning { send(.end, over: link, toSecond: !atSecond) }
            return
        }
        if hosts[receiver.host].group != hosts[end(link, !atSecond).host].group {
            if atSecond { links[link].held.other.append(parcel) } else { links[link].held.waiting.append(parcel) }
            return
        }
        switch parcel {
        case .message(let message):
            guard settings.encodesMessages else { return handle(.received(receiver.id, message), at: receiver.host) }
            guard let decoded = try? Message(decoding: message.encoded()), decoded == message else {
                preconditionFailure("a message survives its bytes")
            }
            handle(.received(receiver.id, decoded), at: receiver.host)
        case .end:
            close(link, receiver)
            handle(.linkClosed(receiver.id), at: receiver.host)
        }
    }

    /// One end forgets the link.
    mutating func close(_ link: Int, _ end: SimulatedEnd) {
        if links[link].ends.0 == end { links[link].open.0 = false } else { links[link].open.1 = false }
        linkIndex[end] = nil
    }

    /// After a partition: what waited is delivered, and an end whose other end is gone hears of it.
    mutating func release(_ link: Int) {
        let held = links[link].held
        links[link].held = ([], [])
        for parcel in held.waiting { send(parcel, over: link, toSecond: false) }
        for parcel in held.other { send(parcel, over: link, toSecond: true) }
        for second in [false, true] where isOpen(link, second) && !isOpen(link, !second) {
            if hosts[end(link, !second).host].isRunning { send(.end, over: link, toSecond: second) }
        }
    }
}
