import Cards
import Keys
import Wire

/// What a node holds of one attendee.
struct RosterEntry: Sendable {
    let key: PublicKey
    /// The latest beat, always with its profile.
    var beat: SignedPresence
    var badge: Badge
    /// Where they say they listen, link-local addresses scoped to the interface through which we heard.
    var endpoints: [Endpoint]
    /// When the latest beat was made, as far as those who passed it on told the truth.
    var heard: Instant
    var presence: Presence
    let standing: Standing

    /// When they become quiet, gone, and forgotten.
    func deadline(of next: Presence?) -> Instant {
        let interval = Int64(beat.header.intervalMS)
        switch next {
        case .here, .quiet:
            return heard.advanced(byMS: PeeringLimits.quietBeats * interval + PeeringLimits.beatGraceMS)
        case .gone: return heard.advanced(byMS: PeeringLimits.goneBeats * interval + PeeringLimits.beatGraceMS)
        case nil: return heard.advanced(byMS: PeeringLimits.rememberGoneMS)
        }
    }

    func presence(at now: Instant) -> Presence {
        if beat.header.leaving || now >= deadline(of: .gone) { return .gone }
        return now >= deadline(of: .quiet) ? .quiet : .here
    }

    /// When something about the presence changes next if nothing more is heard.
    var nextChange: Instant {
        switch presence {
        case .here: deadline(of: .quiet)
        case .quiet: deadline(of: .gone)
        case .gone: deadline(of: nil)
        }
    }
}
