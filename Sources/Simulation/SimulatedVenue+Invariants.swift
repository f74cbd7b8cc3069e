import Keys
import Peering

extension SimulatedVenue {
    /// Of whom somebody sees too little: each pair as a sentence. Empty when everybody who runs and is visible is here,
    /// with their latest badge, at everybody who runs. Those whom a partition divides are not expected to see each other.
    package func unseen() -> [String] {
        var complaints: [String] = []
        for watcher in hosts where watcher.isRunning && !watcher.isAsleep {
            for other in hosts where other.isPresent && other.index != watcher.index && other.group == watcher.group {
                let row = watcher.node?.attendee(other.signer.publicKey, at: now)
                if row?.presence != .here {
                    let state = row.map { "\($0.presence)" } ?? "unknown"
                    complaints.append("\(other.index) is \(state) at \(watcher.index)")
                } else if row?.badge != other.badge {
                    complaints.append("\(other.index) has an old badge at \(watcher.index)")
                }
            }
        }
        return complaints
    }

    /// Who is shown as here or quiet and has left, crashed, hidden or closed the lid: each pair as a sentence.
    package func ghosts() -> [String] {
        let people = Dictionary(uniqueKeysWithValues: hosts.map { ($0.signer.publicKey, $0.index) })
        var complaints: [String] = []
        for watcher in hosts where watcher.isRunning && !watcher.isAsleep {
            for row in watcher.node?.attendees(at: now) ?? [] where row.presence != .gone {
                let index = people[row.key]
                if index.map({ hosts[$0].isPresent }) ?? false { continue }
                complaints.append("\(index.map { "\($0)" } ?? "a stranger") is a ghost at \(watcher.index)")
            }
        }
        return complaints
    }

    /// Rows that appear twice, or are oneself.
    package func doubles() -> [String] {
        hosts.filter(\.isRunning).flatMap { watcher in
            let keys = (watcher.node?.attendees(at: now) ?? []).map(\.key)
            let own = keys.contains(watcher.signer.publicKey) ? ["\(watcher.index) sees itself"] : []
            return own + (Set(keys).count < keys.count ? ["somebody appears twice at \(watcher.index)"] : [])
        }
    }

    /// Pairs with more than one connection, as the network sees it, and ends that only one side's node knows of.
    package func superfluousLinks() -> [String] {
        var pairs: [[Int]: Int] = [:]
        var complaints: [String] = []
        for host in hosts where host.isRunning && !host.isAsleep {
            for (link, side) in host.linkIDs.compactMap({ host.links[$0] }) where side == .dialler {
                guard link[.acceptor].isOpen, host.visible else { continue }
                let pair = [link[.dialler].host, link[.acceptor].host].sorted()
                pairs[pair, default: 0] += 1
                if pairs[pair] == 2 { complaints.append("\(pair[0]) and \(pair[1]) have two links") }
            }
            let known = host.node?.linkCount ?? 0
            if known != host.links.count {
                complaints.append("\(host.index) has \(host.links.count) connections and knows \(known)")
            }
        }
        return complaints
    }

    /// In a venue where everybody may link with everybody, who has no link of their own.
    package func unlinked() -> [String] {
        guard hosts.count <= PeeringLimits.meshMax else { return [] }
        return hosts.filter(\.isPresent).flatMap { watcher in
            hosts.filter { $0.isPresent && $0.index != watcher.index }.compactMap { other in
                let row = watcher.node?.attendee(other.signer.publicKey, at: now)
                return row?.isDirect == true ? nil : "\(watcher.index) has no link to \(other.index)"
            }
        }
    }

    /// Who carries more links than a large venue asks of anybody.
    package func hubs() -> [String] {
        guard hosts.count > PeeringLimits.meshMax + 1 else { return [] }
        return hosts.compactMap { host in
            let count = host.node?.linkCount ?? 0
            return count > PeeringLimits.linksKept + Self.newLinksMax ? "\(host.index) has \(count) links" : nil
        }
    }

    /// Links that may be too new to be shed.
    private static let newLinksMax = 4
}
