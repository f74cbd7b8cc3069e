import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak requests`: exchanges under way.
struct RequestsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "List exchanges of cards that are under way.",
        discussion: "Piped, each is a line: stage, name, tag, digits.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await Daemon.client.exchanges()
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        if answer.value.isEmpty { return console.say("Nobody waits. `baithak exchange WHO` asks somebody.") }
        if !console.isTerminal { return console.print(answer.value.map { ExchangeText.record($0) }) }
        for warning in answer.value.compactMap(ExchangeText.warning) { console.say(warning) }
        for exchange in answer.value { console.print("  \(ExchangeText.sentence(exchange))") }
    }
}
