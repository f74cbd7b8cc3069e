import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak accept WHO`: accept somebody's request.
struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accept somebody's request to exchange cards.",
        discussion: "Goes on as `baithak exchange` does, until cards were exchanged or it came to nothing.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @OptionGroup var offer: OfferOptions

    func run() async throws {
        let client = Daemon.client
        let exchange = try Matching.one(
            who, among: try await client.exchanges().value, listedBy: "baithak requests")
        let session = ExchangeSession(client: client, console: .standard, key: exchange.key, isJSON: offer.json)
        try await session.run(.accept, offer.body)
    }
}
