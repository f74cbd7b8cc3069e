import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak badge`: what everybody nearby may see of us.
struct BadgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "badge", abstract: "Show or change your badge, which everybody nearby may see.",
        subcommands: [BadgeShow.self, BadgeSet.self])

    /// Prints a badge, as JSON or as fields.
    static func print(_ answer: Answer<BadgeBody>, isJSON: Bool, to console: Console) {
        if isJSON { return console.print(json: answer.json) }
        Details.print(fields(answer.value), to: console)
    }

    static func fields(_ badge: BadgeBody) -> [(label: SafeText, value: SafeText)] {
        [
            ("name", SafeText(badge.name)),
            ("headline", SafeText(badge.headline)),
            ("topics", Details.list(badge.topics)),
            ("asks", Details.list(badge.asks)),
            ("offers", Details.list(badge.offers)),
        ]
    }
}
