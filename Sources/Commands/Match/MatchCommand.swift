import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak match`: with whom there is something to talk about.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Show who nearby offers what you ask for, and asks what you offer.",
        discussion: """
            Badges are compared word by word, on this machine alone: nobody is asked or told. Who has most to give and \
            to take comes first. Piped, each agreement is a line: name, tag, what it is (offers, asks, topic), theirs, \
            yours, the words.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let answer = try await client.matches()
        if json { return console.print(json: answer.json) }
        guard answer.value.isEmpty else {
            return Listing.print(
                MatchTable.columns, MatchTable.rows(answer.value, isGrouped: console.isTerminal), to: console)
        }
        let (badge, nearby) = (try await client.badge().value, try await client.nearby().value)
        for hint in MatchTable.hints(badge, nearby) { console.say(hint) }
    }
}

/// Matches as rows, one for each agreement: a pure function of what the daemon said.
enum MatchTable {
    static let columns: [TextTable.Column] = [
        .init(title: "NAME", narrowest: 8), .init(title: "TAG"), .init(title: "WHY"),
        .init(title: "THEIRS", narrowest: 8), .init(title: "YOURS", narrowest: 8),
        .init(title: "WORDS", narrowest: 8, mayGo: true),
    ]

    /// - Parameter isGrouped: whether only the first row of a person says who it is.
    static func rows(_ matches: [MatchBody], isGrouped: Bool) -> [[SafeText]] {
        matches.flatMap { match -> [[SafeText]] in
            let all: [(SafeText, AgreementBody)] =
                match.offers.map { ("offers", $0) } + match.asks.map { ("asks", $0) }
                + match.topics.map { ("topic", $0) }
            return all.enumerated().map { number, reason in
                let head: [SafeText] =
                    isGrouped && number > 0 ? ["", ""] : [SafeText(match.person.name), SafeText(match.person.tag)]
                let agreement = reason.1
                return head + [
                    reason.0, SafeText(agreement.theirs), SafeText(agreement.own), Details.list(agreement.words),
                ]
            }
        }
    }

    /// Why there is nothing to see, and what to do next.
    static func hints(_ badge: BadgeBody, _ nearby: Nearby) -> [SafeText] {
        if badge.asks.isEmpty && badge.offers.isEmpty && badge.topics.isEmpty {
            return [
                """
                Your badge asks and offers nothing: `baithak badge set --ask "a treasurer" --offer "QGIS help"` says \
                what you look for, and what you can give.
                """
            ]
        }
        let hints = NearbyHints.lines(nearby)
        guard nearby.attendees.contains(where: { $0.presence != .gone && $0.standing != .blocked }) else {
            return hints
        }
        return [
            """
            Nobody nearby agrees with your badge now. `baithak nearby` shows what they care about; `baithak badge set \
            --ask TEXT --offer TEXT` says more of what you look for, and what you can give.
            """
        ]
    }
}
