import ControlAPI
import Display

/// Everything about one attendee, for `baithak nearby WHO`.
enum AttendeeDetails {
    static func fields(_ attendee: Attendee) -> [(label: SafeText, value: SafeText)] {
        [
            ("name", SafeText(attendee.name)),
            ("tag", SafeText(attendee.tag)),
            ("key", SafeText(attendee.key)),
            ("presence", "\(attendee.presence.rawValue)"),
            ("heard", Ago.text(milliseconds: attendee.lastHeardMS)),
            ("headline", SafeText(attendee.headline)),
            ("topics", Details.list(attendee.topics)),
            ("asks", Details.list(attendee.asks)),
            ("offers", Details.list(attendee.offers)),
            ("gatherings", Details.list(attendee.gatherings.map { $0.title ?? String($0.id.prefix(8)) })),
            ("standing", NearbyTable.standing(attendee)),
            ("path", "\(attendee.path.rawValue)"),
            ("addresses", Details.list(attendee.addresses)),
        ]
    }
}
