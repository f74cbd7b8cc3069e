import Peering

extension SimulatedVenue {
    mutating func setVisible(_ visible: Bool, at index: Int) {
        hosts[index].listens = visible
        guard settings.multicast else { return }
        if visible {
            let probing = 750_000 + Int64(dice.below(250_000))
            queue.add(.registered(host: index, run: hosts[index].run), at: after(microseconds: probing))
        } else if hosts[index].registered {
            hosts[index].registered = false
            lose(hosts[index].instance, at: now.advanced(byMS: 1000))
        }
    }

    /// DNS-SD tells of those who are registered and whom it has not told of, and now and then of somebody who is not
    /// there any more.
    mutating func browse(from index: Int, within range: ClosedRange<Int64> = 10...180) {
        for other in hosts.indices where other != index && hosts[other].registered {
            guard !hosts[index].found.contains(hosts[other].instance) else { continue }
            if !hosts[other].isAsleep || dice.below(2) == 0 { show(other, to: index, within: range) }
        }
        haunting.removeAll { $0.until <= now }
        for (instance, endpoint, until) in haunting where dice.below(2) == 0 {
            let found = Node.Event.found(instance: instance, endpoints: [endpoint])
            queue.add(.event(host: index, run: hosts[index].run, found), at: now.advanced(byMS: 20))
            queue.add(.event(host: index, run: hosts[index].run, .lost(instance: instance)), at: until)
        }
    }

    mutating func show(_ index: Int, to other: Int, within range: ClosedRange<Int64>) {
        guard hosts[other].isRunning, hosts[other].group == hosts[index].group else { return }
        let delay = Int64.random(in: range, using: &dice)
        queue.add(
            .seen(by: other, run: hosts[other].run, of: index, ofRun: hosts[index].run), at: now.advanced(byMS: delay))
    }

    private mutating func lose(_ instance: String, at moment: Instant) {
        for other in hosts.indices where hosts[other].isRunning {
            hosts[other].found.remove(instance)
            queue.add(.event(host: other, run: hosts[other].run, .lost(instance: instance)), at: moment)
        }
    }
}
