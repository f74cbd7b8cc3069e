import Keys
import Peering

extension SimulatedVenue {
    /// Of whom somebody sees too little: each pair as a sentence. Empty when everybody who runs and is visible is here,
    /// with their latest badge, at everybody who runs.
    package func unseen() -> [String] {
        var complaints: [String] = []
        for watcher in hosts where watcher.isRunning {
            let rows = watcher.node?.attendees(at: now) ?? []
            let here = Dictionary(
                rows.filter { $0.presence == .here }.map { ($0.key, $0.badge) },
                uniquingKeysWith: { first, _ in first })
            for other in hosts where other.isRunning && other.visible && other.index != watcher.index {
                guard other.group == watcher.group else { continue }
                guard let badge = here[other.signer.publicKey] else {
                    let row = rows.first { $0.key == other.signer.publicKey }
                    let state = row.map { "\($0.presence)" } ?? "unknown"
                    complaints.append("\(other.index) is \(state) at \(watcher.index)")
                    continue
                }
                if badge != other.badge { complaints.append("\(other.index) has an old badge at \(watcher.index)") }
            }
        }
        return complaints
    }

    /// Who is shown as here and is not: each pair as a sentence.
    package func ghosts() -> [String] {
        var complaints: [String] = []
        for watcher in hosts where watcher.isRunning {
            for row in watcher.node?.attendees(at: now) ?? [] where row.presence == .here {
                let host = hosts.first { $0.signer.publicKey == row.key }
                guard let host, host.isRunning, host.visible else {
                    complaints.append("\(host.map { "\($0.index)" } ?? "a stranger") is a ghost at \(watcher.index)")
                    continue
                }
            }
        }
        return complaints
    }

    /// Rows that appear twice, or are oneself; and second links to one attendee.
    package func doubles() -> [String] {
        hosts.filter(\.isRunning).flatMap { watcher in
            let keys = (watcher.node?.attendees(at: now) ?? []).map(\.key)
            let own = keys.contains(watcher.signer.publicKey) ? ["\(watcher.index) sees itself"] : []
            return own + (Set(keys).count < keys.count ? ["somebody appears twice at \(watcher.index)"] : [])
        }
    }
}
