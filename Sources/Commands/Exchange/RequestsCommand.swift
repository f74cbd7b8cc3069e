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
        if answer.value.isEmpty {
            return console.say("No card exchanges are pending. `baithak exchange WHO` asks somebody.")
        }
        if !console.isTerminal { return console.print(answer.value.map { ExchangeText.record($0) }) }
        for warning in answer.value.compactMap(ExchangeText.warning) { console.say(warning) }
        for exchange in answer.value { console.print(Self.lines(exchange, width: console.size.columns)) }
    }
    /// The margin keeps other people's names out of the first column, where our own messages start.
    static func lines(_ exchange: ExchangeBody, width: Int) -> [SafeText] {
        ExchangeText.listed(exchange).lines(of: width - 4).enumerated().map { number, line in
            "\(number == 0 ? "  " : "    " as SafeText)\(line)"
        }
    }
}
