import Discovery
import Peering

/// Looking somebody up as `Discovery/SightingTable` does: SRV and TXT first, then the addresses of the host.
extension Multicast {
    struct Lookup {
        enum Stage { case service, address, settling }
        let host: Int
        let owner: Int
        let asks: Bool
        var stage = Stage.service
        /// What is held is on its way to the daemon.
        var isAnswering = false

        /// What is asked for in this stage.
        var kinds: [ServiceRecord.Kind] { stage == .service ? [.service, .text] : [.v4, .v6] }
    }

    /// Avahi tells its client over the bus within so many milliseconds.
    static let busMS: Int64 = 2
    private static let againMS: Int64 = 1_000

    mutating func resolve(_ owner: Int, by host: Int, asks: Bool) {
        let lookup = Lookup(host: host, owner: owner, asks: asks)
        guard hosts[host].lookups < DiscoveryLimits.lookupsMax else { return hosts[host].waiting.append(lookup) }
        begin(lookup)
    }

    private mutating func begin(_ lookup: Lookup) {
        let id = nextLookup
        nextLookup += 1
        lookups[id] = lookup
        lookupsOf[lookup.owner].append(id)
        hosts[lookup.host].lookups += 1
        enter(id, .service, patienceMS: lookup.asks ? DiscoveryLimits.resolveMS : DiscoveryLimits.cacheMS)
    }

    private mutating func enter(_ id: Int, _ stage: Lookup.Stage, patienceMS: Int64) {
        lookups[id]?.stage = stage
        lookups[id]?.isAnswering = false
        alarms.add(.patience(id: id, stage), at: now.advanced(byMS: patienceMS))
        guard stage != .settling else { return }
        postAll(id)
        alarms.add(.again(id: id, stage), at: now.advanced(byMS: Self.againMS))
        continueLookup(id)
    }

    private mutating func postAll(_ id: Int) {
        guard let lookup = lookups[id] else { return }
        for family in Medium.Family.allCases {
            for kind in lookup.kinds {
                post(.record(ServiceRecord(kind: kind, owner: lookup.owner)), host: lookup.host, family)
            }
        }
    }

    /// Whoever still waits for it has the question asked again.
    mutating func askAgain(_ id: Int, at stage: Lookup.Stage) {
        if lookups[id]?.asks == true, lookups[id]?.stage == stage { postAll(id) }
    }

    /// Looks whether the laptop's Avahi holds what the lookup waits for.
    mutating func continueLookup(_ id: Int) {
        guard let lookup = lookups[id], !lookup.isAnswering else { return }
        let isHeld = hosts[lookup.host].sides.contains { side in
            switch lookup.stage {
            case .service: side.holds(.service, of: lookup.owner, at: nowMS)
            case .address: side.holds(.address, of: lookup.owner, at: nowMS)
            case .settling: false
            }
        }
        guard isHeld else { return }
        lookups[id]?.isAnswering = true
        alarms.add(.lookup(id: id, lookup.stage), at: now.advanced(byMS: Self.busMS))
    }

    mutating func progress(_ id: Int, from stage: Lookup.Stage) {
        guard let lookup = lookups[id], lookup.stage == stage else { return }
        switch stage {
        case .service:
            withdraw(lookup)
            enter(id, .address, patienceMS: lookup.asks ? DiscoveryLimits.addressMS : DiscoveryLimits.cacheMS)
        case .address:
            reports.append(.found(of: lookup.owner, by: lookup.host))
            enter(id, .settling, patienceMS: DiscoveryLimits.settleMS)
        case .settling: break
        }
    }

    mutating func giveUp(_ id: Int, at stage: Lookup.Stage) {
        guard let lookup = lookups[id], lookup.stage == stage else { return }
        withdraw(lookup)
        if stage != .settling { reports.append(.unresolved(of: lookup.owner, by: lookup.host)) }
        lookups[id] = nil
        lookupsOf[lookup.owner].removeAll { $0 == id }
        hosts[lookup.host].lookups -= 1
        if !hosts[lookup.host].waiting.isEmpty { begin(hosts[lookup.host].waiting.removeFirst()) }
    }

    private mutating func withdraw(_ lookup: Lookup) {
        for family in Medium.Family.allCases {
            for kind in lookup.kinds {
                withdraw(.record(ServiceRecord(kind: kind, owner: lookup.owner)), host: lookup.host, family)
            }
        }
    }
}
