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
        ] + addresses(status.addresses) + [
            ("links", "\(status.links)"),
            ("attendees", "\(counts.here) here, \(counts.quiet) quiet, \(counts.gone) gone"),
        ]
    }

    private static func visibility(_ status: Status) -> SafeText {
        guard status.visible else { return "no, hidden" }
        return status.port.map { "yes, on port \($0)" } ?? "yes"
    }

    /// What others are told, and what not and why; nothing while hidden.
    private static func addresses(_ addresses: Status.Addresses) -> [(label: SafeText, value: SafeText)] {
        let told = addresses.told.map { SafeText("\($0.address) (\($0.interface))") }
        let leftOut = addresses.leftOut.map { left in
            SafeText(joining: left.addresses.map { SafeText($0) }, by: ", ")
                + " (\(left.interface): \(reason(left.reason)))"
        }
        return [("addresses", told), ("not told", leftOut)].compactMap { label, list in
            list.isEmpty ? nil : (label, SafeText(joining: list, by: ", "))
        }
    }

    private static func reason(_ reason: Status.LeftOut.Reason) -> SafeText {
        switch reason {
        case .notNamed: "the settings name others"
        case .disconnected: "no network"
        case .port: "part of another interface"
        case .tunnel: "a tunnel, not named in the settings"
        case .tooMany: "others come first"
        }
    }

    private static func discovery(_ discovery: Status.Discovery) -> SafeText {
        var text: SafeText = discovery.state == .byAddress ? "by address only" : "\(discovery.state.rawValue)"
        if discovery.browsing { text = text + (discovery.advertised ? ", browsing and advertised" : ", browsing") }
        return discovery.detail.map { "\(text): \($0)" } ?? text
    }
}
