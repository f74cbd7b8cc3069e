import Peering

extension SimulatedVenue {
    mutating func setVisible(_ visible: Bool, at index: Int) {
        hosts[index].listens = visible
        guard settings.multicast else { return }
        if settings.multicastModel != nil {
            hosts[index].registered = visible
            return onMulticast { visible ? $0.register(index) : $0.unregister(index) }
        }
        if visible {
            let probing = 750_000 + Int64(dice.below(250_000))
            queue.add(.registered(host: index, run: hosts[index].run), at: after(microseconds: probing))
        } else if hosts[index].registered {
            hosts[index].registered = false
            queue.add(.unregistered(host: index, hosts[index].instance), at: now.advanced(byMS: 1000))
        }
    }

    /// DNS-SD tells of those who are registered and whom it has not told of, and now and then of somebody who is not
    /// there any more.
    mutating func browse(from index: Int, within range: ClosedRange<Int64> = 10...180) {
        if settings.multicastModel != nil { return onMulticast { $0.browse(index) } }
        for other in hosts.indices where other != index && hosts[other].registered {
            guard !hosts[index].found.contains(hosts[other].instance) else { continue }
            if !hosts[other].isAsleep || dice.below(2) == 0 { show(other, to: index, within: range) }
        }
        haunting.removeAll { $0.until <= now }
        for (instance, _, until) in haunting where dice.below(2) == 0 {
            let sighted = Node.Event.sighted(instance: instance)
            queue.add(.event(host: index, run: hosts[index].run, sighted), at: now.advanced(byMS: 20))
            queue.add(.event(host: index, run: hosts[index].run, .lost(instance: instance)), at: until)
        }
    }

    /// A resolve: what is in the cache is answered within two milliseconds; of somebody whose address has changed, or
    /// who is out of reach, nothing comes.
    mutating func resolve(_ instance: String, asks: Bool, at index: Int) {
        if settings.multicastModel != nil { return resolveByMulticast(instance, asks: asks, at: index) }
        let holder = owner(of: instance).flatMap { owner in
            hosts[owner].registered && hosts[owner].instance == instance && !hosts[owner].isAsleep
                && hosts[owner].group == hosts[index].group ? hosts[owner].endpoint : nil
        }
        let ghost = haunting.first { $0.instance == instance && $0.until > now }
        let event: Node.Event
        if let endpoint = holder ?? ghost?.endpoint {
            event = .found(instance: instance, endpoints: [endpoint])
        } else {
            event = .unresolved(instance: instance)
        }
        let delay = holder == nil && ghost == nil ? 300 : 1 + dice.milliseconds(upTo: 5)
        queue.add(.event(host: index, run: hosts[index].run, event), at: now.advanced(byMS: delay))
    }

    /// Whose an instance is: it is named after its host and run.
    func owner(of instance: String) -> Int? {
        guard let owner = Int(instance.split(separator: "-").dropFirst().first ?? ""), hosts.indices.contains(owner)
        else { return nil }
        return owner
    }

    /// A laptop that has a network again tells those who have not heard of it.
    mutating func announce(_ index: Int) {
        guard hosts[index].registered, !hosts[index].isAsleep else { return }
        for other in hosts.indices where other != index && !hosts[other].found.contains(hosts[index].instance) {
            show(index, to: other, within: 200...1600)
        }
    }

    mutating func show(_ index: Int, to other: Int, within range: ClosedRange<Int64>) {
        guard hosts[other].isRunning, hosts[other].group == hosts[index].group else { return }
        let delay = Int64.random(in: range, using: &dice)
        queue.add(
            .seen(by: other, run: hosts[other].run, of: index, ofRun: hosts[index].run), at: now.advanced(byMS: delay))
    }

    /// The second after a goodbye is over: unless it was announced again, an instance is no more.
    mutating func lose(_ instance: String, of index: Int) {
        if hosts[index].registered, hosts[index].instance == instance { return }
        for other in hosts.indices where other != index && hosts[other].found.remove(instance) != nil {
            queue.add(.event(host: other, run: hosts[other].run, .lost(instance: instance)), at: now)
        }
    }
}
