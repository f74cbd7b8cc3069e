import ControlAPI
import Display

/// What to say beside the list of people: why it may be shorter than the room is full.
enum NearbyHints {
    static func lines(_ nearby: Nearby) -> [SafeText] {
        var lines: [SafeText] = []
        if nearby.venue.hidden == true { lines.append(hidden) }
        lines += trouble(nearby.venue)
        if nearby.attendees.isEmpty {
            lines.append(
                """
                Nobody nearby yet. People appear once they run `baithakd` on this network; `baithak peer add HOST` \
                reaches one whom the network hides.
                """)
        }
        return lines + gatherings(nearby.attendees)
    }

    /// The gatherings that people here take part in and we do not, those with most people first.
    static func gatherings(_ attendees: [Attendee]) -> [SafeText] {
        var found: [(gathering: AttendedGathering, count: Int)] = []
        for attendee in attendees where attendee.presence != .gone {
            for gathering in attendee.gatherings where !gathering.isJoined {
                if let place = found.firstIndex(where: { $0.gathering.id == gathering.id }) {
                    found[place].count += 1
                } else {
                    found.append((gathering, 1))
                }
            }
        }
        let sorted = found.sorted { ($1.count, $0.gathering.id) < ($0.count, $1.gathering.id) }
        return sorted.prefix(gatheringsMax).map { gathering, count in
            let name = gathering.title ?? String(gathering.id.prefix(8))
            // No title stands first: messages of ours start the line.
            let people: SafeText = count == 1 ? "One of these takes part" : "\(count) of these take part"
            return "\(people) in “\(name)”. Join with `baithak gathering join`."
        }
    }

    /// Gatherings that are told of: more would push the people off the screen.
    private static let gatheringsMax = 3

    /// What whoever hid and forgot it has to know.
    static let hidden: SafeText = "You are hidden: nobody here sees you. `baithak show` makes you visible again."

    /// What keeps the daemon from finding people: without a network nothing else matters.
    static func trouble(_ venue: Venue) -> [SafeText] {
        if let network = venue.network { return [SafeText(network)] }
        return switch (venue.discovery, venue.detail) {
        case (.running, _): []
        case (_, let detail?): [SafeText(detail)]
        case (.starting, nil): ["Discovery is still starting."]
        case (.unannounced, nil), (.byAddress, nil), (.unavailable, nil):
            ["People may not be found by themselves; `baithak status` may say more."]
        case (.off, nil):
            ["Discovery is switched off in the configuration; `baithak peer add HOST` works without it."]
        }
    }
}
