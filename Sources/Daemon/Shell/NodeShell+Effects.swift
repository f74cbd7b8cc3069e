import ControlAPI
import ControlServer
import Discovery
import Display
import Gatherings
import Keys
import Logging
import NIOCore
import Peering
import Transport
import Wire

extension NodeShell {
    func perform(_ effect: Node.Effect) {
        switch effect {
        case .dial(let dial, let endpoints, let persona):
            logger.debug("dial", metadata: ["dial": "\(dial.number)", "addresses": "\(endpoints.count)"])
            transport?.dial(dial, endpoints, as: persona)
        case .send(let link, let message): transport?.send(message, over: link)
        case .close(let link, let reason): transport?.close(link, reason: reason.rawValue)
        case .wake(let moment): scheduleWake(at: moment)
        case .setVisible(let visible): setReachable(visible)
        case .advertise(let gatherings):
            toAdvertise = gatherings
            advertise()
        case .resolve(let instance, let asks): discovery?.resolve(instance: instance, asks: asks)
        case .check(let link, let presences): check(presences, from: link)
        case .checkFounding(let link, let bytes): checkFounding(bytes, from: link)
        case .record(let gathering, let task): work(on: task, of: gathering)
        case .persist(let change): keep(change)
        case .awaitStored(let token): awaitStored(token)
        case .notify(let notice): tell(notice)
        }
    }

    /// Checks few signatures at once, and many on another thread, so that links go on being read.
    private func check(_ presences: [SignedPresence], from link: LinkID) {
        if presences.count <= DaemonLimits.checksInline {
            return handle(.checked(link, presences.map(Self.checked)))
        }
        begin(jobOf: link)
        Task.detached { [weak self] in
            let results = presences.map(Self.checked)
            await self?.handle(.checked(link, results), endingJobOf: link)
        }
    }

    private static func checked(_ presence: SignedPresence) -> Node.CheckedPresence {
        guard let author = try? PublicKey(presence.header.author), let signature = try? Signature(presence.signature),
            author.verifies(signature, of: presence.signedBytes)
        else { return Node.CheckedPresence(presence: presence, author: nil) }
        return Node.CheckedPresence(presence: presence, author: author)
    }

    private func tell(_ notice: Node.Notice) {
        switch notice {
        case .attendee(let view):
            if presences.updateValue(view.presence, forKey: view.key) != view.presence {
                logger.info("attendee", metadata: ["tag": "\(view.key.tag)", "presence": "\(view.presence)"])
            }
            hub.publish(.attendee(body(of: view)))
            presenceArrived(view.key)
        case .forgotten(let key):
            presences[key] = nil
            exchangeStages[key] = nil
            names.forget(key)
            hub.publish(.forgotten(key: key.hex))
        case .links(let count):
            discovery?.linked(count)
            links = count
            hub.publish(.venue(venue))
        case .exchange(let key, let stage):
            exchangeStages[key] = stage
            let body = exchangeBody(with: key, stage)
            logger.info("exchange", metadata: ["tag": "\(key.tag)", "stage": "\(body.stage.rawValue)"])
            hub.publish(.exchange(body))
            if body.stage == .requested, mayNotify(of: key) {
                notifier.show(
                    "\(body.name) \(body.tag) asks to exchange cards",
                    "baithak accept \(body.tag), or baithak decline \(body.tag)")
            }
        case .cardUpdated(let key):
            logger.info("newer card", metadata: ["tag": "\(key.tag)"])
            hub.publish(.cardUpdated(key: key.hex))
        case .gathering(let id): gatheringChanged(id)
        case .entries(let id, let entries): took(entries, of: id)
        case .wrote(let id, let entry):
            lastWritten = entry
            if entry.id == id { lastFounded = entry }
        case .forked(let id): forked(id)
        case .deskRequest(let request): tell(request)
        case .deskBooking(let booking): tell(booking)
        case .deskSlot(let id, let slot): write(slot, in: id)
        case .peerReached(let label, let key): peerReached(label, key)
        case .peerFailed(let label, let failure): peerFailed(label, failure)
        }
    }

    // Being reachable.

    private func setReachable(_ reachable: Bool) {
        if reachable {
            if isListening { return advertise() }
            Task {
                do {
                    try await listen()
                    lookAtNetwork()
                    advertise()
                } catch { logger.error("listening failed", metadata: ["reason": "\(error)"]) }
            }
        } else {
            isListening = false
            transport?.stopListening()
            discovery?.withdraw()
            do { try transport?.renewListener() } catch {
                logger.error("no new key for listening unseen", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func advertise() {
        guard let port, isListening, node.isVisible else { return }
        // Of what cannot be read nobody knows when it is over.
        let unnamed = views.keys.filter(isOver) + unread.keys
        let over = Set(unnamed.map { UInt32(truncatingIfNeeded: $0.bytes.prefix >> 32) })
        let subtypes = toAdvertise.filter { !over.contains($0) }.map { gathering in
            "_g" + String(UInt64(1) << 32 | UInt64(gathering), radix: 16).dropFirst()
        }
        discovery?.advertise(instance: instance, port: UInt16(port), subtypes: subtypes)
    }

    /// Whether the days of a gathering are over, wherever on earth it was. Nobody looks for it then, and a machine that
    /// went on naming it on every network would be known by it.
    private func isOver(_ gathering: EntryID) -> Bool {
        views[gathering].map { WallClock.today.number > $0.programme.lastDay.number + 1 } ?? false
    }

    /// Opens the port of the settings; without one, the usual port, and any other if that is taken.
    func listen() async throws {
        guard let transport, !isListening else { return }
        do {
            // A port once found is kept, so that others find us again.
            port = try await transport.listen(port: port ?? Int(settings.port ?? Settings.defaultPort)).get()
        } catch TransportError.portInUse(let taken) where settings.port == nil {
            logger.notice("the usual port is taken", metadata: ["port": "\(taken)"])
            port = try await transport.listen(port: 0).get()
        }
        isListening = true
        logger.info("listening", metadata: ["port": "\(port ?? 0)"])
    }

    // Discovery.

    func discovered(_ event: DiscoveryEvent) {
        switch event {
        case .state(let state):
            let before = venue
            discoveryState = state
            guard venue != before else { return }
            switch venue.discovery {
            case .unannounced, .unavailable:
                logger.warning(
                    "discovery is \(venue.discovery.rawValue)", metadata: ["reason": "\(venue.detail ?? "")"])
            case .byAddress: logger.notice("no Avahi: people are found by address only")
            case .starting, .running, .off: logger.info("discovery", metadata: ["state": "\(venue.discovery)"])
            }
            hub.publish(.venue(venue))
        case .registered(let instance):
            logger.info("advertised")
            handle(.advertised(instance: instance))
        case .sighted(let instance): handle(.sighted(instance: instance))
        case .unresolved(let instance): handle(.unresolved(instance: instance))
        case .found(let candidate):
            // A listener of version 1 cannot say so itself.
            if candidate.protocolVersion == 1, let address = candidate.endpoints.first?.address {
                otherVersions.meet(1, at: address, now: clock.now)
            }
            handle(.found(instance: candidate.instance, endpoints: candidate.endpoints))
        case .lost(let instance): handle(.lost(instance: instance))
        }
    }
}

extension NodeShell: TransportDelegate {
    nonisolated func linkOpened(_ link: OpenedLink) {
        assumeIsolated { shell in
            shell.logger.debug("link open", metadata: ["link": "\(link.id.number)", "tag": "\(link.peer.tag)"])
            shell.handle(.linkOpened(link))
        }
    }

    nonisolated func received(_ message: Message, over link: LinkID) {
        assumeIsolated { $0.handle(.received(link, message)) }
    }

    nonisolated func linkClosed(_ link: LinkID, reason: String) {
        assumeIsolated { shell in
            shell.logger.debug("link closed", metadata: ["link": "\(link.number)", "reason": "\(reason)"])
            shell.handle(.linkClosed(link))
        }
    }

    nonisolated func dialFailed(_ dial: DialID, _ failure: DialFailure, reason: String) {
        assumeIsolated { shell in
            shell.logger.debug("dial failed", metadata: ["dial": "\(dial.number)", "reason": "\(reason)"])
            shell.handle(.dialFailed(dial, failure))
        }
    }

    nonisolated func metVersion(_ version: Int, at address: IPAddress) {
        assumeIsolated { shell in shell.otherVersions.meet(version, at: address, now: shell.clock.now) }
    }
}
