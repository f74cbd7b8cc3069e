package import Cards
package import Keys
package import Wire

/// Whether an attendee is in the room, by their own signed heartbeats.
package enum Presence: Int, Hashable, Comparable, Sendable {
    /// Heard of within two beats.
    case here
    /// Two beats missed.
    case quiet
    /// Four beats missed, or they said goodbye.
    case gone

    /// Here before quiet before gone.
    package static func < (left: Presence, right: Presence) -> Bool { left.rawValue < right.rawValue }
}

/// An attendee as those who watch a node see them.
package struct AttendeeView: Hashable, Sendable {
    /// Who.
    package let key: PublicKey
    /// What they show everybody; characters as they sent them.
    package let badge: Badge
    /// Whether they are in the room.
    package let presence: Presence
    /// Milliseconds since we last heard of them.
    package let lastHeardMS: Int64
    /// What they are to us.
    package let standing: Standing
    /// Whether we have a link of our own to them.
    package let isDirect: Bool
    /// Where they say they can be dialled, and where their link comes from.
    package let endpoints: [Endpoint]
    /// The gatherings that they take part in, by the first eight bytes of their ids: open ones, and those by invitation
    /// that we take part in too, if we have a link.
    package let gatherings: [UInt64]
}
