import Cards
import Wire

/// What a profile says, checked.
struct KnownProfile: Hashable, Sendable {
    var badge: Badge
    /// Where its author can be dialled, as seen from the link that it came over.
    var endpoints: [Endpoint]
    /// The open gatherings that its author takes part in, by the first eight bytes of their ids.
    var gatherings: [UInt64]
    /// The name under which DNS-SD shows them, as they say; empty if it does not.
    var instance: String
}
