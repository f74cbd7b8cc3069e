import ArgumentParser
import ControlAPI
import ControlClient

/// `baithak badge set`.
struct BadgeSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change your badge.",
        usage: """
            baithak badge set [--name <text>] [--headline <text>] [--topic <text> ...]
                   [--ask <text> ...] [--offer <text> ...]
                   [--no-topics] [--no-asks] [--no-offers] [--json]
            """,
        discussion: """
            What is not given stays as it is. A list that is given replaces the old one: --topic maps --topic tea. \
            The new badge is shown, and everybody nearby sees it at once.
            """)

    @Option(help: ArgumentHelp("The name others see.", valueName: "text"))
    var name: String?

    @Option(help: ArgumentHelp("A line about you; an empty one clears it.", valueName: "text"))
    var headline: String?

    @Option(name: .customLong("topic"), help: ArgumentHelp("What you care about; may be repeated.", valueName: "text"))
    var topics: [String] = []

    @Option(name: .customLong("ask"), help: ArgumentHelp("What you look for; may be repeated.", valueName: "text"))
    var asks: [String] = []

    @Option(name: .customLong("offer"), help: ArgumentHelp("What you can give; may be repeated.", valueName: "text"))
    var offers: [String] = []

    @Flag(help: "Clear the topics.")
    var noTopics = false

    @Flag(help: "Clear the asks.")
    var noAsks = false

    @Flag(help: "Clear the offers.")
    var noOffers = false

    @Flag(help: "Print the new badge as JSON.")
    var json = false

    func validate() throws {
        let lists = [
            (topics, noTopics, "topic", "topics"), (asks, noAsks, "ask", "asks"), (offers, noOffers, "offer", "offers"),
        ]
        for (values, isCleared, one, all) in lists where isCleared && !values.isEmpty {
            throw ValidationError("--\(one) and --no-\(all) exclude each other: give one of them.")
        }
        let isEmpty = name == nil && headline == nil && lists.allSatisfy { $0.0.isEmpty && !$0.1 }
        if isEmpty { throw ValidationError("Nothing to change: give --name, --headline, --topic, --ask or --offer.") }
    }

    func run() async throws {
        let client = Daemon.client
        let badge = changed(try await client.badge().value)
        BadgeCommand.print(try await client.setBadge(badge), isJSON: json, to: .standard)
    }

    /// The badge with what was given in place of what was there.
    func changed(_ old: BadgeBody) -> BadgeBody {
        BadgeBody(
            name: name ?? old.name, headline: headline ?? old.headline,
            topics: noTopics || !topics.isEmpty ? topics : old.topics,
            asks: noAsks || !asks.isEmpty ? asks : old.asks,
            offers: noOffers || !offers.isEmpty ? offers : old.offers)
    }
}
