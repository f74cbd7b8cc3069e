import ControlAPI
import Display

/// What to say beside the list of people: why it may be shorter than the room is full.
enum NearbyHints {
    static func lines(_ nearby: Nearby) -> [SafeText] {
        var lines: [SafeText] = []
        if let trouble = trouble(nearby.venue) { lines.append(trouble) }
        if nearby.attendees.isEmpty {
            lines.append(
                """
                Nobody nearby yet. People appear once they run `baithakd` on this network; `baithak peer add HOST` \
                reaches one whom the network hides.
                """)
        }
        return lines
    }

    /// What keeps the daemon from finding people, nil if nothing does.
    static func trouble(_ venue: Venue) -> SafeText? {
        switch (venue.discovery, venue.detail) {
        case (.running, _): nil
        case (_, let detail?): SafeText(detail)
        case (.starting, nil): "Discovery is still starting."
        case (.unavailable, nil): "Discovery is unavailable; `baithak status` may say more."
        case (.off, nil): "Discovery is switched off in the configuration; `baithak peer add HOST` works without it."
        }
    }
}
