import Cards
import Keys
import Wire

/// What a node holds of one attendee.
struct RosterEntry: Sendable {
    let key: PublicKey
    /// The address at the other end of the link that brought them, nil if it is closed: they count there.
    var bringer: IPAddress?
    /// The latest beat, always with its profile.
    var beat: SignedPresence
    var badge: Badge
    /// Where they say they listen, link-local addresses scoped to the interface through which we heard.
    var endpoints: [Endpoint]
    /// The open gatherings that they take part in, by the first eight bytes of their ids.
    var gatherings: [UInt64]
    /// The name under which DNS-SD shows them, as they say; empty if it does not.
    var instance: String
    /// When the latest beat was made, as far as those who passed it on told the truth.
    var heard: Instant
    var presence: Presence
    /// Here, but a beat is late: in a large venue the sign that no link of ours leads to them any more.
    var isOverdue = false
    /// When a link of ours to them last brought anything, nil without a link: it shows as well as a beat that they are
    /// here, and nobody between us can hold it back.
    var spoke: Instant?
    var standing: Standing
    /// When something of theirs was last passed on, and whether it was a goodbye.
    var passedOn: (at: Instant, leaving: Bool)?
    /// The moment for which the roster has noted to look at this entry.
    var lookAt: Instant

    /// What their profile says.
    var profile: KnownProfile {
        KnownProfile(badge: badge, endpoints: endpoints, gatherings: gatherings, instance: instance)
    }

    /// How many intervals of ours have passed since the latest beat: the interval that they tell keeps nobody a place.
    func age(at now: Instant, inIntervalsOf intervalMS: Int64) -> Int64 {
        max(0, now.milliseconds(since: heard)) / (intervalMS + PeeringLimits.beatGraceMS)
    }

    /// The latest sign of theirs.
    private var sign: Instant { spoke.map { max($0, heard) } ?? heard }

    /// This many beats missed since then, give or take the way through the overlay.
    private func missed(_ beats: Int64, since sign: Instant) -> Instant {
        sign.advanced(byMS: beats * Int64(beat.header.intervalMS) + PeeringLimits.beatGraceMS)
    }

    private var overdueAt: Instant {
        sign.advanced(byMS: Int64(beat.header.intervalMS) * 3 / 2 + PeeringLimits.beatGraceMS)
    }

    private func presence(at now: Instant, lastSign sign: Instant) -> Presence {
        if beat.header.leaving || now >= missed(PeeringLimits.goneBeats, since: sign) { return .gone }
        return now >= missed(PeeringLimits.quietBeats, since: sign) ? .quiet : .here
    }

    /// What their beats say, which is what others know.
    func presenceByBeats(at now: Instant) -> Presence { presence(at: now, lastSign: heard) }

    /// Brings what follows from the age of the latest sign up to date.
    mutating func age(to now: Instant) {
        presence = presence(at: now, lastSign: sign)
        isOverdue = presence == .here && now >= overdueAt
    }

    /// When ``age(to:)`` changes something next if nothing more is heard, or the entry is to be forgotten.
    var nextChange: Instant {
        switch presence {
        case .here: isOverdue ? missed(PeeringLimits.quietBeats, since: sign) : overdueAt
        case .quiet: missed(PeeringLimits.goneBeats, since: sign)
        case .gone: heard.advanced(byMS: PeeringLimits.rememberGoneMS)
        }
    }
}
