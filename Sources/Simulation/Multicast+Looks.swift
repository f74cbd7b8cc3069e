import Discovery
import Peering

/// Browsing as `Discovery/DNSSDWorker` does: ``Discovery/Browsing`` says when and for whom, and what a browse shows is
/// known until two looks miss it. No Avahi is ever busy here.
extension Multicast {
    /// A daemon begins, and knows nobody.
    mutating func browse(_ host: Int) {
        stopBrowsing(host)
        hosts[host].known = [:]
        guard !standsOpen else { return open(nil, at: host) }
        hosts[host].browsing = Browsing()
        look(host)
    }

    mutating func stopBrowsing(_ host: Int) {
        close(at: host)
        hosts[host].browsing = nil
    }

    /// The daemon has so many links.
    mutating func linked(_ count: Int, by host: Int) {
        let (chance, nowMS) = (drawChance(), Int64(nowMS))
        hosts[host].browsing?.linked(count, chance: chance, at: nowMS)
        setLook(host)
    }

    /// Ends a look that is over, and begins one that is due.
    mutating func look(_ host: Int) {
        if isOver(host) { endLook(host) }
        if hosts[host].browsing?.isDue(AvahiPace(), at: Int64(nowMS)) == true {
            let (chance, count, nowMS) = (drawChance(), hosts[host].known.count, Int64(nowMS))
            let sample = hosts[host].browsing?.sample
            hosts[host].browsing?.opened(tookMS: Self.busMS, count: count, chance: chance, at: nowMS)
            open(sample, at: host)
        }
        setLook(host)
    }

    private func isOver(_ host: Int) -> Bool {
        hosts[host].browsing?.isOver(sighted: othersShown(at: host), at: Int64(nowMS)) ?? false
    }

    private func othersShown(at host: Int) -> Int {
        hosts[host].shown.count - (hosts[host].shown.contains(host) ? 1 : 0)
    }

    private mutating func endLook(_ host: Int) {
        let (sample, stayed) = (hosts[host].browsing?.sample, hosts[host].browsing?.stays ?? false)
        let others = othersShown(at: host)
        if !stayed { miss(in: sample, at: host) }
        close(at: host)
        let (chance, count, nowMS) = (drawChance(), hosts[host].known.count, Int64(nowMS))
        let next = (hosts[host].sample ?? Sample(number: dice.below(Sample.count))).next
        hosts[host].sample = next
        hosts[host].browsing?.closed(shown: others, count: count, next: next, chance: chance, at: nowMS)
    }

    /// Whoever is known and was not shown for too often is lost.
    private mutating func miss(in sample: Sample?, at host: Int) {
        for owner in owners(in: sample) {
            guard let misses = hosts[host].known[owner], !hosts[host].shown.contains(owner) else { continue }
            hosts[host].known[owner] = misses + 1
            if misses + 1 >= DiscoveryLimits.missedLooksMax { lose(owner, at: host) }
        }
    }

    private mutating func lose(_ owner: Int, at host: Int) {
        hosts[host].known[owner] = nil
        if owner != host { reports.append(.lost(of: owner, by: host)) }
    }

    /// When to look next.
    private mutating func setLook(_ host: Int) {
        hosts[host].lookRun += 1
        let dueMS = isOver(host) ? Int64(nowMS) : hosts[host].browsing?.dueMS(AvahiPace())
        guard let dueMS else { return }
        let dueAt = max(now, Instant(microseconds: dueMS * 1000))
        alarms.add(.look(host, run: hosts[host].lookRun), at: dueAt)
    }

    /// An open browse shows somebody whom it did not show, and of whom the daemon may not know.
    mutating func show(_ owner: Int, to host: Int) {
        guard hosts[host].browse != nil, !hosts[host].shown.contains(owner), mayShow(owner, to: host) else { return }
        hosts[host].shown.insert(owner)
        if hosts[host].known.updateValue(0, forKey: owner) == nil, owner != host {
            reports.append(.sighted(of: owner, by: host))
        }
        if hosts[host].browsing?.stays == true, isOver(host) { setLook(host) }
    }

    private func mayShow(_ owner: Int, to host: Int) -> Bool {
        guard let browse = hosts[host].browse, browse.sample == nil || browse.sample == samples[owner] else {
            return false
        }
        let holding: Holding = browse.sample == nil ? .pointer : .member
        return hosts[host].sides.contains { $0.holds(holding, of: owner, at: nowMS) }
    }

    /// The second after a goodbye is over.
    mutating func forget(_ owner: Int) {
        for host in hosts.indices where hosts[host].shown.contains(owner) && !mayShow(owner, to: host) {
            hosts[host].shown.remove(owner)
            lose(owner, at: host)
        }
    }

    private mutating func drawChance() -> Double { Double(dice.below(1001)) / 1000 }
}
