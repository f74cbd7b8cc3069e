import Keys
import Peering
import Wire

extension SimulatedVenue {
    mutating func perform(_ effect: Node.Effect, at index: Int) {
        let run = hosts[index].run
        switch effect {
        case .dial(let dial, let endpoints, let persona):
            let delay = latency(&dice)
            queue.add(.connect(host: index, run: run, dial, endpoints, persona), at: after(microseconds: delay))
        case .send(let id, let message):
            let end = SimulatedEnd(host: index, run: run, id: id)
            guard let link = linkIndex[end] else { return }
            send(.message(message), over: link, toSecond: links[link].ends.0 == end)
        case .close(let id, _):
            let end = SimulatedEnd(host: index, run: run, id: id)
            guard let link = linkIndex[end] else { return }
            send(.end, over: link, toSecond: links[link].ends.0 == end)
            close(link, end)
            queue.add(.event(host: index, run: run, .linkClosed(id)), at: now)
        case .wake(let moment):
            hosts[index].wakes += 1
            queue.add(.wake(host: index, run: run, wake: hosts[index].wakes), at: max(moment, now))
        case .setVisible(let visible): setVisible(visible, at: index)
        case .check(let id, let presences):
            let results = presences.map(settings.signatures.check)
            let delay = 60 * Int64(presences.count)
            queue.add(.event(host: index, run: run, .checked(id, results)), at: after(microseconds: delay))
        case .persist(.badge(let badge)): hosts[index].badge = badge
        case .persist(.visibility(let visible)): hosts[index].visible = visible
        case .persist(.seen), .notify, .refresh: break
        }
    }

    mutating func perform(_ happening: Happening) {
        switch happening {
        case .event(let host, let run, let event):
            if hosts[host].run == run { handle(event, at: host) }
        case .wake(let host, let run, let wake):
            if hosts[host].run == run, hosts[host].wakes == wake { handle(.timerFired, at: host) }
        case .connect(let host, let run, let dial, let endpoints, let persona):
            if hosts[host].run == run { connect(host, dial, endpoints, persona) }
        case .arrive(let link, let atSecond, let parcel): arrive(parcel, over: link, atSecond: atSecond)
        case .registered(let host, let run):
            guard hosts[host].run == run, hosts[host].listens else { return }
            hosts[host].registered = true
            for other in hosts.indices where other != host { show(host, to: other, within: 0...2) }
        case .seen(let by, let run, let of, let ofRun):
            guard hosts[by].run == run, hosts[of].run == ofRun, hosts[of].registered else { return }
            handle(.found(instance: hosts[of].instance, endpoints: [hosts[of].endpoint]), at: by)
        }
    }

    private mutating func setVisible(_ visible: Bool, at index: Int) {
        hosts[index].listens = visible
        if visible {
            let probing = 750_000 + Int64(dice.below(250_000))
            queue.add(.registered(host: index, run: hosts[index].run), at: after(microseconds: probing))
        } else if hosts[index].registered {
            hosts[index].registered = false
            for other in hosts.indices where other != index && hosts[other].isRunning {
                let event = Node.Event.lost(instance: hosts[index].instance)
                queue.add(.event(host: other, run: hosts[other].run, event), at: now.advanced(byMS: 1000))
            }
        }
    }

    mutating func browse(from index: Int, within range: ClosedRange<Int64> = 10...180) {
        for other in hosts.indices where other != index && hosts[other].registered {
            show(other, to: index, within: range)
        }
    }

    private mutating func show(_ index: Int, to other: Int, within range: ClosedRange<Int64>) {
        guard hosts[other].isRunning, hosts[other].group == hosts[index].group else { return }
        let delay = Int64.random(in: range, using: &dice)
        queue.add(
            .seen(by: other, run: hosts[other].run, of: index, ofRun: hosts[index].run), at: now.advanced(byMS: delay))
    }

    /// Adds what is about to happen to the trace.
    mutating func note(_ event: Node.Event, at index: Int) {
        eventCount += 1
        trace.add(UInt64(bitPattern: now.microseconds))
        trace.add(UInt64(index))
        switch event {
        case .started: trace.add(1)
        case .listening: trace.add(2)
        case .command: trace.add(3)
        case .found(let instance, _): trace.add([4] + Array(instance.utf8))
        case .lost(let instance): trace.add([5] + Array(instance.utf8))
        case .linkOpened(let link): trace.add([6] + link.peer.bytes)
        case .received(let id, let message):
            trace.add(7 + id.number << 8)
            note(message)
        case .linkClosed(let id): trace.add(8 + id.number << 8)
        case .dialFailed(let id, _): trace.add(9 + id.number << 8)
        case .checked(let id, let results): trace.add(10 + id.number << 8 + UInt64(results.count) << 40)
        case .timerFired: trace.add(11)
        }
    }

    private mutating func note(_ message: Message) {
        switch message {
        case .presences(let presences): for presence in presences { trace.add(presence.header.stamp) }
        case .have(let announcements, _): for announcement in announcements { trace.add(announcement.stamp) }
        case .graft(let authors, _): for author in authors { trace.add(author) }
        case .prune: trace.add(1)
        case .ping: trace.add(2)
        }
    }
}
