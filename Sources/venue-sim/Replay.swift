import ArgumentParser
import Peering
import Simulation
import Wire

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One small venue step by step: what was done to it, and what did not hold.")

    @Argument(help: "The seed.") var seed: UInt64
    @Flag(help: "Sign for real instead of with a stand-in.") var real = false
    @Flag(help: "Tell also of everything that happened to every node, and what it wanted done.") var events = false

    func run() {
        let scenario = Scenario.small(seed: seed, signatures: real ? .real : .cheap)
        print(scenario.settings)
        for (atMS, step) in scenario.steps { print("\(atMS) ms: \(step)") }
        let verdict = Verdict(running: scenario, witness: events ? Self.tell : nil)
        for complaint in verdict.complaints { print(complaint) }
    }

    private static func tell(_ now: Instant, _ host: Int, _ event: Node.Event, _ effects: [Node.Effect]) {
        let milliseconds = now.microseconds / 1000
        print("\(milliseconds) ms, \(host): \(brief(event))")
        for effect in effects {
            switch effect {
            case .wake, .notify, .persist, .check: break
            case .send(let link, let message): print("    \(link): \(brief(message))")
            default: print("    \(effect)")
            }
        }
    }

    private static func brief(_ event: Node.Event) -> String {
        switch event {
        case .received(let link, let message): "\(link) brings \(brief(message))"
        case .checked(let link, let results): "\(results.count) of \(link) checked"
        case .linkOpened(let opened): "\(opened.id) opened to \(opened.remote), \(opened.dial.map { "\($0)" } ?? "theirs")"
        default: "\(event)"
        }
    }

    private static func brief(_ message: Message) -> String {
        func short(_ author: AuthorPrefix) -> String { String(author >> 48, radix: 16) }
        return switch message {
        case .presences(let presences):
            "presences "
                + presences.map { presence in
                    let author = presence.header.author.prefix(2).reduce(0) { $0 << 8 | UInt64($1) } << 48
                    return "\(short(author))@\(presence.header.stamp)\(presence.header.leaving ? " leaving" : "")"
                }.joined(separator: ", ")
        case .have(let announcements, let whole):
            (whole ? "all: " : "new: ")
                + announcements.map { "\(short($0.author))@\($0.stamp)" }.joined(separator: ", ")
        case .graft(let authors, let once): "graft \(authors.map(short))\(once ? " once" : "")"
        case .pull(let authors): "pull \(authors.map(short))"
        case .prune: "prune"
        case .ping(let answer): answer ? "pong" : "ping"
        }
    }
}
