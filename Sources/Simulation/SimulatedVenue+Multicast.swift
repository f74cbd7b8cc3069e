import Peering

/// A crowd hears of each other by ``Multicast``.
extension SimulatedVenue {
    /// Lets somebody's Avahi do something now.
    mutating func onMulticast(_ does: (inout Multicast) -> Void) {
        multicast.wait(until: now)
        does(&multicast)
        tell(multicast.takeReports())
    }

    /// Lets the next thing happen that has to do with multicast.
    mutating func hearMulticast() {
        let reports = multicast.step()
        now = multicast.now
        tell(reports)
    }

    mutating func resolveByMulticast(_ instance: String, asks: Bool, at index: Int) {
        guard let owner = owner(of: instance) else { return }
        onMulticast { $0.resolve(owner, by: index, asks: asks) }
    }

    private mutating func tell(_ reports: [Multicast.Report]) {
        for report in reports {
            switch report {
            case .sighted(let owner, let host):
                guard hosts[host].isRunning else { continue }
                hosts[host].found.insert(hosts[owner].instance)
                handle(.sighted(instance: hosts[owner].instance), at: host)
                if settings.bug == .asksForEverybody {
                    resolveByMulticast(hosts[owner].instance, asks: true, at: host)
                }
            case .lost(let owner, let host):
                hosts[host].found.remove(hosts[owner].instance)
                handle(.lost(instance: hosts[owner].instance), at: host)
            case .found(let owner, let host):
                handle(.found(instance: hosts[owner].instance, endpoints: [hosts[owner].endpoint]), at: host)
            case .unresolved(let owner, let host): handle(.unresolved(instance: hosts[owner].instance), at: host)
            }
        }
    }
}

extension Multicast {
    /// What instances end in.
    private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")

    /// Laptops whose names are as long as real ones; none where multicast is not simulated.
    init(settings: SimulationSettings, seed: UInt64) {
        let model = settings.multicastModel
        var dice = Dice(seed: seed)
        let names = (0..<(model == nil ? 0 : settings.attendees)).map { index in
            let ending = String((0..<4).compactMap { _ in Self.letters.randomElement(using: &dice) })
            return DNSMessage.Names(instance: "baithak-\(ending)", host: "laptop-\(1000 + index)")
        }
        self.init(
            names: names, standsOpen: settings.bug == .neverStopsBrowsing, lossPerMille: model?.lossPerMille ?? 0,
            seed: seed)
    }
}
