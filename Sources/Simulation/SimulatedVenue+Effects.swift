import Gatherings
import Keys
import Peering
import Wire

extension SimulatedVenue {
    mutating func perform(_ effect: Node.Effect, at index: Int) {
        let run = hosts[index].run
        if let bug = settings.bug,
            bug.swallows(effect, of: LogID(author: hosts[index].signer.publicKey, number: 0))
        {
            return
        }
        switch effect {
        case .dial(let dial, let endpoints, let persona):
            let dialling = Dialling(host: index, run: run, dial: dial, endpoints: endpoints, persona: persona)
            queue.add(.connect(dialling, attempt: 0), at: after(microseconds: latency()))
        case .send(let id, let message):
            guard let (link, side) = hosts[index].links[id] else { return }
            if case .exchange(_, .card) = message { checkConsent(of: index, to: link[side.other].host) }
            let twisted = settings.bug?.twisted(message, hosts[index].view?.founding.id) ?? message
            let said = stripped(twisted, of: index)
            checkSecrecy(of: said, from: index, over: link, to: side.other)
            send(.message(said), over: link, to: side.other)
        case .close(let id, _):
            guard let (link, side) = hosts[index].links[id] else { return }
            send(.end, over: link, to: side.other)
            close(link, side)
            queue.add(.event(host: index, run: run, .linkClosed(id)), at: now)
        case .wake(let moment):
            hosts[index].wakes += 1
            queue.add(.wake(host: index, run: run, wake: hosts[index].wakes), at: max(moment, now))
        case .setVisible(let visible): setVisible(visible, at: index)
        case .check(let id, let presences):
            let results = presences.map(settings.signatures.check)
            let delay = 60 * Int64(presences.count)
            queue.add(.event(host: index, run: run, .checked(id, results)), at: after(microseconds: delay))
        case .checkFounding(let link, let bytes):
            guard let entry = try? Entry(decoding: bytes), genuine.isGenuine(entry) else { return }
            queue.add(.event(host: index, run: run, .foundingChecked(link, entry)), at: after(microseconds: 60))
        case .record(let gathering, let task): work(on: task, of: gathering, at: index)
        case .persist(.badge(let badge)): hosts[index].badge = badge
        case .persist(.visibility(let visible)): hosts[index].visible = visible
        case .resolve(let instance, let asks): resolve(instance, asks: asks, at: index)
        case .advertise: break
        case .persist(.seen): break
        case .persist(let change): hosts[index].disk.write(change)
        case .awaitStored(let token):
            let count = hosts[index].disk.written
            if settings.bug == .saysStoredTooEarly {
                queue.add(.event(host: index, run: run, .stored(token)), at: now)
                return queue.add(
                    .syncs(host: index, run: run, changes: count),
                    at: after(microseconds: 200 + Int64(dice.below(20_000))))
            }
            let delay = 200 + Int64(dice.below(20_000))
            queue.add(
                .synced(host: index, run: run, token, changes: count), at: after(microseconds: delay))
        case .notify(.exchange(let peer, let stage)): noticed(stage, with: peer, at: index)
        case .notify(let notice):
            if case .links(let count) = notice, settings.multicastModel != nil {
                onMulticast { $0.linked(count, by: index) }
            }
            noticed(notice, at: index)
            if settings.hasDesks { noticedDesk(notice, at: index) }
        }
    }

    mutating func perform(_ happening: Happening) {
        if let sleeper = happening.host, hosts[sleeper].isAsleep {
            hosts[sleeper].missed.append(happening)
            return
        }
        switch happening {
        case .event(let host, let run, let event):
            if hosts[host].run == run { handle(event, at: host) }
        case .wake(let host, let run, let wake):
            if hosts[host].run == run, hosts[host].wakes == wake { handle(.timerFired, at: host) }
        case .connect(let dialling, let attempt):
            if hosts[dialling.host].run == dialling.run, hosts[dialling.host].isRunning {
                connect(dialling, attempt: attempt)
            }
        case .arrive(let link, let side, let parcel): arrive(parcel, over: link, at: side)
        case .registered(let host, let run):
            guard hosts[host].run == run, hosts[host].listens else { return }
            hosts[host].registered = true
            for other in hosts.indices where other != host { show(host, to: other, within: 0...2) }
        case .unregistered(let host, let instance): lose(instance, of: host)
        case .synced(let host, let run, let token, let changes):
            guard hosts[host].run == run, hosts[host].isRunning else { return }
            hosts[host].disk.sync(upTo: changes)
            handle(.stored(token), at: host)
        case .syncs(let host, let run, let changes):
            if hosts[host].run == run, hosts[host].isRunning { hosts[host].disk.sync(upTo: changes) }
        case .decides(let host, let run, let command):
            if hosts[host].run == run { decide(command, at: host) }
        case .works(let host, let run, let gathering, let task, let changes):
            if hosts[host].run == run, hosts[host].isRunning {
                finish(task, of: gathering, changes: changes, at: host)
            }
        case .reads(let host, let run, let reading, let changes):
            if hosts[host].run == run, hosts[host].isRunning { finish(reading, changes: changes, at: host) }
        case .seen(let by, let run, let of, let ofRun):
            guard hosts[by].run == run, hosts[of].run == ofRun, hosts[of].registered else { return }
            hosts[by].found.insert(hosts[of].instance)
            handle(.sighted(instance: hosts[of].instance), at: by)
        }
    }
}

extension SimulatedVenue.Happening {
    /// To whom it happens.
    var host: Int? {
        switch self {
        case .event(let host, _, _), .wake(let host, _, _), .registered(let host, _), .seen(let host, _, _, _),
            .synced(let host, _, _, _), .decides(let host, _, _), .works(let host, _, _, _, _),
            .syncs(let host, _, _), .reads(let host, _, _, _):
            host
        // The network does this.
        case .unregistered: nil
        case .connect(let dialling, _): dialling.host
        case .arrive(let link, let side, _): link[side].host
        }
    }
}
