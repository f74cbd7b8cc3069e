/// What two nodes say to each other over a link. One message is the plaintext of one frame, a protobuf `Message` of
/// `baithak.proto`.
package enum Message: Hashable, Sendable {
    /// Signed heartbeats; at most ``WireLimits/presencesMax``.
    case presences([SignedPresence])
    /// Which beats the sender holds; at most ``WireLimits/announcementsMax``. A `whole` list tells all that the sender
    /// holds (in several messages where it is long): what is missing can be asked for at once. Otherwise it names what
    /// is new (Plumtree's IHAVE), which usually arrives by itself a moment later.
    case have([Announcement], whole: Bool)
    /// Asks for the presences of these authors with their profiles; at most ``WireLimits/announcementsMax``. Unless
    /// `once`, the sender of this also wants new presences sent at once from now on (Plumtree's GRAFT).
    case graft([AuthorPrefix], once: Bool)
    /// Asks for the presences of these authors without their profiles, which the sender holds; at most
    /// ``WireLimits/announcementsMax``. Nothing else changes.
    case pull([AuthorPrefix])
    /// From now on announce new presences instead of sending them (Plumtree's PRUNE).
    case prune
    /// Is the other side still there? An `answer` is not answered.
    case ping(answer: Bool)
    /// One step of an exchange of cards.
    case exchange(ExchangeID, ExchangeStep)
    /// A newer edition of a card that the receiver holds: a JWS, verbatim; at most ``WireLimits/cardBytesMax``.
    case cardUpdate([UInt8])
    /// The sender holds the card with this hash, of 32 bytes, now.
    case cardTaken([UInt8])
    /// Which gatherings the sender takes part in: the ids, of 32 bytes, of those that are open, and a proof of 16 bytes
    /// for each by invitation; at most ``WireLimits/gatheringsMax`` of each.
    case gatherings(open: [[UInt8]], proofs: [[UInt8]])
    /// Something about the record of the gathering whose id begins with these eight bytes.
    case record(UInt64, RecordStep)
    /// Something about one booking at a desk, in the gathering whose id begins with these eight bytes.
    case desk(UInt64, BookingID, DeskStep)
}

/// The first eight bytes of an attendee's key, most significant first: enough to tell attendees apart in announcements,
/// where a collision costs at worst a superfluous question.
package typealias AuthorPrefix = UInt64

/// Says which beat of an author the sender holds.
package struct Announcement: Hashable, Sendable {
    /// Whose beat.
    package let author: AuthorPrefix
    /// Which beat.
    package let stamp: UInt64

    /// Both fields at once.
    package init(author: AuthorPrefix, stamp: UInt64) {
        self.author = author
        self.stamp = stamp
    }
}
