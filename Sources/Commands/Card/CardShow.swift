import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak card show`.
struct CardShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show your cards as others will see them.")

    @Option(help: "Only the card of this face.")
    var face: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print the sealed card, as it is handed out: one line that any JOSE library can verify.")
    var sealed = false

    func validate() throws {
        if json && sealed { throw ValidationError("--json and --sealed exclude each other: give one of them.") }
    }

    func run() async throws {
        let answer = try await Daemon.client.ownCards()
        let cards = answer.value.filter { face == nil || $0.face == face }
        let console = Console.standard
        if let face, cards.isEmpty {
            throw CommandFailure(.nobodyOrMany, "You have no card called “\(face)”. `baithak card show` lists yours.")
        }
        if sealed { return console.print(cards.map { SafeText($0.jws) }) }
        if json { return console.print(json: try JSONText.of(cards)) }
        if cards.isEmpty {
            return console.say("You have no card yet: make one, as with `baithak card set --email you@example.org`.")
        }
        for card in cards { Details.print([("face", SafeText(card.face))] + CardFields.fields(card.card), to: console) }
    }
}
