import ControlAPI
import Display

/// A gathering as labelled values, and as rows of a table.
enum GatheringFields {
    static func fields(_ gathering: GatheringBody) -> [(label: SafeText, value: SafeText)] {
        [
            ("id", SafeText(gathering.id)), ("title", SafeText(gathering.title)),
            ("place", SafeText(gathering.place)), ("days", days(gathering)), ("standing", standing(gathering)),
            ("scheduling", gathering.anybodySchedules ? "anybody" : "organisers"),
            ("organisers", people(gathering.organisers)),
        ]
    }

    static func fields(_ programme: ProgrammeBody) -> [(label: SafeText, value: SafeText)] {
        let hasDays = programme.gathering.firstDay != programme.gathering.lastDay
        let slots = programme.slots.map { slot -> SafeText in
            "\(SlotText.of(slot, withDay: hasDays)) (\(slot.lengthMinutes) min)"
        }
        return fields(programme.gathering) + [
            ("attendees", attendees(programme.gathering)), ("who", people(programme.attendees)),
            ("rooms", Details.list(programme.rooms)),
            ("slots", SafeText(joining: slots, by: ", ")), ("sessions", "\(programme.sessions.count)"),
        ]
    }

    /// `2026-11-28`, `2026-11-28..29` or `2026-11-28..2026-12-01`, as a person types them.
    static func days(_ gathering: GatheringBody) -> SafeText {
        if gathering.firstDay == gathering.lastDay { return SafeText(gathering.firstDay) }
        let isOneMonth = gathering.firstDay.utf8.prefix(8).elementsEqual(gathering.lastDay.utf8.prefix(8))
        return "\(gathering.firstDay)..\(String(gathering.lastDay.dropFirst(isOneMonth ? 8 : 0)))"
    }

    /// `joined, organiser`, `known, by invitation`.
    static func standing(_ gathering: GatheringBody) -> SafeText {
        var parts: [SafeText] = ["\(gathering.standing.rawValue)"]
        if gathering.isOrganiser { parts.append("organiser") }
        if gathering.byInvitation { parts.append("by invitation") }
        if gathering.problem != nil { parts.append("of another version") }
        return SafeText(joining: parts, by: ", ")
    }

    /// How many have joined, and how many of them are nearby.
    static func attendees(_ gathering: GatheringBody) -> SafeText {
        "\(gathering.attendees), \(gathering.nearby) nearby"
    }

    private static func people(_ people: [PersonBody]) -> SafeText { SafeText(joining: people.map(\.label), by: ", ") }

    static let columns: [TextTable.Column] = [
        .init(title: "ID"), .init(title: "TITLE", narrowest: 8), .init(title: "DAYS", mayGo: true),
        .init(title: "PLACE", narrowest: 6, mayGo: true), .init(title: "STANDING"),
        .init(title: "ATTENDEES", mayGo: true),
    ]

    static func cells(_ gathering: GatheringBody) -> [SafeText] {
        [
            SafeText(gathering.shortID), SafeText(gathering.title), days(gathering), SafeText(gathering.place),
            standing(gathering), attendees(gathering),
        ]
    }

    /// Those that we joined, then those that we know; within each by day and title.
    static func sorted(_ gatherings: [GatheringBody]) -> [GatheringBody] {
        func order(_ gathering: GatheringBody) -> [String] {
            let rank =
                switch gathering.standing {
                case .joined: "0"
                case .known: "1"
                case .left: "2"
                }
            return [rank, gathering.firstDay, gathering.title, gathering.id]
        }
        return gatherings.sorted { ByteOrder.precedes(order($0), order($1)) }
    }
}
