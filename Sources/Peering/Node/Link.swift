import Keys
import Wire

/// One open link as Node knows it.
struct Link: Sendable {
    let opened: OpenedLink
    let since: Instant
    var lastReceived: Instant
    /// The prospect that was dialled, nil if the other side dialled.
    let prospect: Prospect.Source?
    /// The other side has sent a message: until then a full or hiding node may close the link again.
    var hasSpoken = false
    /// A ping is out and unanswered.
    var pinged = false
    /// News is sent at once, not only announced (Plumtree's eager push).
    var isEager = true
    /// Announcements that wait to be sent together.
    var announcements: [Announcement] = []

    var id: LinkID { opened.id }
    var peer: PublicKey { opened.peer }

    /// When it has been silent for so long that we ask whether it lives.
    var pingAt: Instant { lastReceived.advanced(byMS: PeeringLimits.pingAfterMS) }
    /// When it has been silent for so long that we close it.
    var closeAt: Instant { lastReceived.advanced(byMS: PeeringLimits.silentAfterMS) }

    init(_ opened: OpenedLink, prospect: Prospect.Source?, at now: Instant) {
        self.opened = opened
        self.prospect = prospect
        since = now
        lastReceived = now
    }

    /// The other side announced these: it need not hear of them from us.
    mutating func drop(announcedByPeer theirs: [Announcement]) {
        guard !announcements.isEmpty else { return }
        let ours = Dictionary(announcements.map { ($0.author, $0.stamp) }, uniquingKeysWith: max)
        let known = theirs.filter { theirs in ours[theirs.author].map { $0 <= theirs.stamp } ?? false }
        guard !known.isEmpty else { return }
        announcements.removeAll { ours in known.contains { $0.author == ours.author && $0.stamp >= ours.stamp } }
    }
}
