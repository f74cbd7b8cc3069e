package import Cards
package import Keys
import Wire

extension Node {
    /// Our own badge.
    package var badge: Badge { own.badge }

    /// Whether others may see us.
    package var isVisible: Bool { own.visible }

    /// Open links.
    package var linkCount: Int { links.count }

    /// How many attendees are here or quiet, oneself left out.
    package var presentCount: Int {
        // Whoever hides may hold beats of their own.
        roster.presentCount - (roster.presence(of: own.key) ?? .gone == .gone ? 0 : 1)
    }

    /// Everybody heard of, oneself left out: here, quiet, gone; within each by name as bytes, then key.
    package func attendees(at now: Instant) -> [AttendeeView] {
        roster.keys.compactMap { attendee($0, at: now) }
            .sorted { left, right in
                if left.presence != right.presence { return left.presence < right.presence }
                if left.badge.name.utf8.elementsEqual(right.badge.name.utf8) { return left.key < right.key }
                return left.badge.name.utf8.lexicographicallyPrecedes(right.badge.name.utf8)
            }
    }

    /// One attendee, nil if we have not heard of them.
    package func attendee(_ key: PublicKey, at now: Instant) -> AttendeeView? {
        guard key != own.key, let entry = roster[key] else { return nil }
        let link = links.to(key)
        let heard = max(entry.heard, link?.lastReceived ?? entry.heard)
        var endpoints = entry.endpoints
        if let link, link.opened.dial != nil, !endpoints.contains(link.opened.remote) {
            endpoints.append(link.opened.remote)
        }
        return AttendeeView(
            key: key, badge: entry.badge, presence: entry.presence,
            lastHeardMS: max(0, now.milliseconds(since: heard)), standing: entry.standing, isDirect: link != nil,
            endpoints: endpoints, gatherings: entry.gatherings + records.invited(with: link?.id))
    }
}
