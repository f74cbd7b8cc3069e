import Keys
import Wire

extension Roster {
    /// Where a beat comes from.
    struct Arrival {
        /// The address at the other end of the link that brought it, nil if that is closed.
        let bringer: IPAddress?
        /// When a link of ours to its author last brought anything, nil without a link.
        let spoke: Instant?
        /// Our own interval, in milliseconds.
        let intervalMS: Int64
        /// When this very beat was heard before, nil for a new one.
        let knownSince: Instant?
    }

    /// What admitting a beat changed.
    enum Outcome: Hashable {
        /// Nothing: a later or the same beat was there.
        case stale
        /// Only that we heard of them again.
        case beat
        /// They are new, came back, left, or their profile changed.
        case news(profile: Bool)
    }

    /// What ``expire(at:)`` did.
    struct Expiry {
        /// Who became quiet or gone.
        var changed: [PublicKey] = []
        /// Who is no longer kept.
        var forgotten: [PublicKey] = []
        /// Whether somebody's beat became late.
        var isAnybodyOverdue = false
    }
}
