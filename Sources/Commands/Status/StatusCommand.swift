import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak status`: the daemon about itself.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how the daemon, the venue and your links are.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await Daemon.client.status()
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        Details.print(Self.fields(answer.value), to: console)
        for problem in answer.value.problems { console.say("Problem: \(problem)") }
    }

    static func fields(_ status: Status) -> [(label: SafeText, value: SafeText)] {
        let counts = status.attendees
        return [
            ("daemon", "\(status.version), process \(status.pid), up \(Ago.span(milliseconds: status.uptimeMS))"),
            ("you", "\(status.name) \(status.tag)"),
            ("key", SafeText(status.key)),
            ("visible", visibility(status)),
            ("discovery", discovery(status.discovery)),
            ("links", "\(status.links)"),
            ("attendees", "\(counts.here) here, \(counts.quiet) quiet, \(counts.gone) gone"),
        ]
    }

    private static func visibility(_ status: Status) -> SafeText {
        guard status.visible else { return "no, hidden" }
        return status.port.map { "yes, on port \($0)" } ?? "yes"
    }

    private static func discovery(_ discovery: Status.Discovery) -> SafeText {
        var text: SafeText = discovery.state == .byAddress ? "by address only" : "\(discovery.state.rawValue)"
        if discovery.browsing { text = text + (discovery.advertised ? ", browsing and advertised" : ", browsing") }
        return discovery.detail.map { "\(text): \($0)" } ?? text
    }
}
