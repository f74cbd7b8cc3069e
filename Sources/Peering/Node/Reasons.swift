/// Why Node closes a link.
package enum CloseReason: String, Hashable, Sendable {
    /// Another link to the same attendee stays.
    case duplicate
    /// As many links as we hold are open.
    case full
    /// In a large venue, more links are open than are of use.
    case surplus
    /// We leave, or hide.
    case leaving
    /// The address that the link came from is ours no more, or its interface lost its network.
    case moved
    /// Nothing was heard for ``PeeringLimits/silentAfterMS``.
    case silent
    /// The other side sent a presence whose signature does not fit: it must not have passed it on.
    case forged
    /// The other side sent entries that are none, or that their authors did not sign.
    case forgedEntry
    /// The other side sent a profile that its hash or bounds do not fit.
    case badProfile
}

/// Why a dial led to no link.
package enum DialFailure: Hashable, Sendable {
    /// No address answered, or all refused.
    case unreachable
    /// Somebody answered, and it was no baithak or a broken one.
    case handshake
    /// The address is our own.
    case ourself
}
