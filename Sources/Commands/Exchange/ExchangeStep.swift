import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// One step of an exchange, for scripts and for a second terminal.
enum ExchangeStep {
    static func run(_ action: ExchangeAction, _ who: String, isJSON: Bool) async throws {
        let client = Daemon.client
        let exchange = try Matching.one(
            who, among: try await client.exchanges().value, listedBy: "baithak requests")
        let answer = try await client.act(action, key: exchange.key)
        let console = Console.standard
        if isJSON { return console.print(json: answer.json) }
        if console.isTerminal { return console.say(ExchangeText.sentence(answer.value)) }
        console.print(ExchangeText.record(answer.value))
    }
}

/// `baithak decline WHO`.
struct DeclineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Decline a request, or give up an exchange that is under way.",
        discussion: "A stranger is told nothing: to them it looks as if you had not answered.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws { try await ExchangeStep.run(.decline, who, isJSON: json) }
}

/// `baithak confirm WHO`.
struct ConfirmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Say that both screens show the same digits.",
        discussion: "Look at the other screen first: this is what keeps somebody from sitting between you.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws { try await ExchangeStep.run(.confirm, who, isJSON: json) }
}

/// `baithak mismatch WHO`.
struct MismatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mismatch", abstract: "Say that the screens show different digits; nothing is exchanged.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws { try await ExchangeStep.run(.mismatch, who, isJSON: json) }
}
