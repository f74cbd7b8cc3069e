import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak exchange WHO`: hand somebody your card and get theirs.
struct ExchangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange", abstract: "Ask somebody to exchange cards.",
        discussion: """
            Both of you see six digits and compare them: look at each other's screens, never type them anywhere. When \
            both have confirmed, the cards cross and each of you keeps a receipt that both signed. If the other person \
            has asked already, this accepts.

            Piped, each stage is a line: stage, name, tag, digits; `baithak confirm WHO` in another place goes on. The \
            exit code is 0 when cards were exchanged, 75 if time ran out, 77 if somebody declined or the digits \
            differed.
            """)

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @OptionGroup var offer: OfferOptions

    func run() async throws {
        let client = Daemon.client
        let attendee = try Matching.one(who, among: try await client.nearby().value.attendees)
        let session = ExchangeSession(client: client, console: .standard, key: attendee.key, isJSON: offer.json)
        try await session.run(.request, offer.body)
    }
}

/// What a person brings to an exchange.
struct OfferOptions: ParsableArguments {
    @Option(help: "Which of your cards to hand out.")
    var face: String?

    @Flag(help: "Skip the digits if the other person does too; each of you is then an unverified contact.")
    var unverified = false

    @Flag(help: "Print each stage as one JSON object a line.")
    var json = false

    var body: OfferBody { OfferBody(face: face, unverified: unverified) }
}
