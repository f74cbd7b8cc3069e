import Keys
import Peering

extension SimulatedVenue {
    /// Of whom somebody sees too little: each pair as a sentence. Empty when everybody who runs and is visible is here,
    /// with their latest badge, at everybody who runs. Those whom a partition divides are not expected to see each
    /// other.
    package func unseen() -> [String] {
        var complaints: [String] = []
        let present = hosts.indices.filter { hosts[$0].isPresent }.map {
            (index: $0, key: hosts[$0].signer.publicKey, badge: hosts[$0].badge, group: hosts[$0].group)
        }
        for watcher in hosts.indices where hosts[watcher].isAwake {
            let (node, group) = (hosts[watcher].node, hosts[watcher].group)
            for other in present where other.index != watcher && other.group == group {
                let row = node?.attendee(other.key, at: now)
                if row?.presence != .here {
                    let state = row.map { "\($0.presence)" } ?? "unknown"
                    complaints.append("\(other.index) is \(state) at \(watcher)")
                } else if row?.badge != other.badge {
                    complaints.append("\(other.index) has an old badge at \(watcher)")
                }
            }
        }
        return complaints
    }

    /// Who is shown as here or quiet and has left, crashed, hidden or closed the lid: each pair as a sentence.
    package func ghosts() -> [String] {
        let people = Dictionary(uniqueKeysWithValues: hosts.indices.map { (hosts[$0].signer.publicKey, $0) })
        var complaints: [String] = []
        for watcher in hosts.indices where hosts[watcher].isAwake {
            for row in hosts[watcher].node?.attendees(at: now) ?? [] where row.presence != .gone {
                let index = people[row.key]
                if index.map({ hosts[$0].isPresent }) ?? false { continue }
                complaints.append("\(index.map { "\($0)" } ?? "a stranger") is a ghost at \(watcher)")
            }
        }
        return complaints
    }

    /// Rows that appear twice, or are oneself, at anybody.
    package func doubles() -> [String] { hosts.indices.flatMap { doubles(at: $0) } }

    /// The same at one laptop.
    package func doubles(at watcher: Int) -> [String] {
        guard hosts[watcher].isRunning else { return [] }
        let keys = hosts[watcher].node?.attendees(at: now).map(\.key) ?? []
        return Self.doubles(among: keys, at: watcher, whoIs: hosts[watcher].signer.publicKey)
    }

    static func doubles(among keys: [PublicKey], at watcher: Int, whoIs own: PublicKey) -> [String] {
        (keys.contains(own) ? ["\(watcher) sees itself"] : [])
            + (Set(keys).count < keys.count ? ["somebody appears twice at \(watcher)"] : [])
    }

    /// Pairs with more than one connection, as the network sees it, and laptops whose node counts others than that.
    package func superfluousLinks() -> [String] {
        var pairs: [[Int]: Int] = [:]
        var complaints: [String] = []
        for index in hosts.indices where hosts[index].isAwake {
            let ends = hosts[index].linkIDs.compactMap { hosts[index].links[$0] }
            for (link, side) in ends where side == .dialler && link[.acceptor].isOpen && hosts[index].visible {
                let pair = [index, link[.acceptor].host].sorted()
                pairs[pair, default: 0] += 1
                if pairs[pair] == 2 { complaints.append("\(pair[0]) and \(pair[1]) have two links") }
            }
            let open = ends.count { link, side in link[side].openedAt <= now }
            let known = hosts[index].node?.linkCount ?? 0
            if known != open { complaints.append("\(index) has \(open) connections and knows \(known)") }
        }
        return complaints
    }

    /// In a venue where everybody may link with everybody, who has no link of their own.
    package func unlinked() -> [String] {
        guard hosts.count <= PeeringLimits.meshMax else { return [] }
        var complaints: [String] = []
        for watcher in hosts.indices where hosts[watcher].isPresent {
            for other in hosts.indices where other != watcher && hosts[other].isPresent {
                let row = hosts[watcher].node?.attendee(hosts[other].signer.publicKey, at: now)
                if row?.isDirect != true { complaints.append("\(watcher) has no link to \(other)") }
            }
        }
        return complaints
    }

    /// Who carries more links than a large venue asks of anybody.
    package func hubs() -> [String] {
        guard hosts.indices.count(where: { hosts[$0].isPresent }) > PeeringLimits.meshMax + 1 else { return [] }
        return hosts.indices.compactMap { index in
            let count = hosts[index].node?.linkCount ?? 0
            return count > PeeringLimits.linksKept + Self.newLinksMax ? "\(index) has \(count) links" : nil
        }
    }

    /// Links that may be too new to be shed.
    private static let newLinksMax = 3
}
