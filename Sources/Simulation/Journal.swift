import Peering
import Wire

/// What happened to nodes and what they wanted done, as lines for whoever looks into a seed.
struct Journal {
    /// Takes one line.
    let write: (String) -> Void

    func note(_ event: Node.Event, _ effects: [Node.Effect], at host: Int, _ now: Instant) {
        write("\(now.microseconds / 1000) ms, \(host): \(brief(event))")
        for effect in effects {
            switch effect {
            case .notify(.exchange(_, let stage)): write("    tells: \(stage)")
            case .wake, .notify, .persist, .check, .awaitStored, .record: break
            case .send(let link, let message): write("    \(link): \(brief(message))")
            default: write("    \(effect)")
            }
        }
    }

    private func brief(_ event: Node.Event) -> String {
        switch event {
        case .received(let link, let message): return "\(link) brings \(brief(message))"
        case .checked(let link, let results): return "\(results.count) of \(link) checked"
        case .linkOpened(let opened):
            let dial = opened.dial.map { "\($0)" } ?? "theirs"
            return "\(opened.id) opened, \(opened.remote), \(dial)"
        default: return "\(event)"
        }
    }

    private func brief(_ message: Message) -> String {
        switch message {
        case .presences(let presences):
            let parts = presences.map { presence in
                "\(short(presence.header.author))@\(presence.header.stamp)\(presence.header.leaving ? " leaving" : "")"
            }
            return "presences " + parts.joined(separator: ", ")
        case .have(let announcements, let whole):
            let parts = announcements.map { "\(short($0.author))@\($0.stamp)" }
            return (whole ? "holds " : "has ") + parts.joined(separator: ", ")
        case .graft(let authors, let once): return "graft \(authors.map { short($0) })\(once ? " once" : "")"
        case .pull(let authors): return "pull \(authors.map { short($0) })"
        case .prune: return "prune"
        case .ping(let answer): return answer ? "pong" : "ping"
        case .exchange(_, let step): return "exchange \(brief(step))"
        case .cardUpdate: return "newer card"
        case .cardTaken: return "card taken"
        case .gatherings(let open, let proofs): return "takes part in \(open.count), and \(proofs.count) by invitation"
        case .record(_, let step): return "record \(step.brief)"
        case .desk(_, let id, let step): return "desk \(short(id.bytes)) \(step)"
        }
    }

    private func brief(_ step: ExchangeStep) -> String {
        switch step {
        case .request(_, let unverified): "request\(unverified ? " without digits" : "")"
        case .accept(_, let unverified): "accept\(unverified ? " without digits" : "")"
        case .reveal: "reveal"
        case .confirm: "confirm"
        case .card: "card"
        case .receipt: "receipt"
        case .end(let reason): "end: \(reason)"
        }
    }

    private func short(_ author: AuthorPrefix) -> String { String(author >> 48, radix: 16) }

    private func short(_ key: [UInt8]) -> String {
        short(key.prefix(8).reduce(AuthorPrefix(0)) { $0 << 8 | AuthorPrefix($1) })
    }
}
