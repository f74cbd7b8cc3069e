/// What a message between nodes may hold. Everything beyond is the sender's fault and is refused.
package enum WireLimits {
    /// The plaintext of one frame: a Noise message of 65,535 bytes less its tag of 16 (Noise specification, 3).
    package static let messageBytesMax = 65_519
    /// The lowest port that may be dialled because a record or an attendee says so: those below are privileged.
    package static let portMin: UInt16 = 1024
    /// Endpoints of one attendee: two interfaces with both families, and some private IPv6 addresses.
    package static let endpointsMax = 8
    /// Presences in one message: with the largest badges they still fit in a frame.
    package static let presencesMax = 32
    /// Announcements in one message: 16 bytes each, half a frame.
    package static let announcementsMax = 2048
    /// The profile of one presence, in bytes: the largest badge, eight endpoints and eight gatherings take less.
    package static let profileBytesMax = 1_792
    /// The header of one presence, in bytes.
    package static let headerBytesMax = 128
    /// A sealed card, in bytes: with a photo of 24 KiB it still fits in a frame.
    package static let cardBytesMax = 61_440
    /// The interval of heartbeats, in milliseconds: at least a second, at most ten minutes.
    package static let intervalMSRange: ClosedRange<UInt32> = 1_000...600_000
    /// Gatherings that somebody takes part in at one time, of each kind: a festival of several, and last month's.
    package static let gatheringsMax = 32
    /// Open gatherings that somebody tells everybody nearby about: today's and a few more.
    package static let profileGatheringsMax = 8
    /// The name of an instance of DNS-SD (RFC 6763, 4.1.1: one label).
    package static let instanceBytesMax = 63
    /// The hashes of 64 buckets, 12 bytes each.
    package static let bucketBytes = 64 * 12
    /// Lines, ranges or heights of logs in one message: 25 bytes each, so that they fit in a frame.
    package static let linesMax = 2_048
    /// Entries in one message: the smallest take some 180 bytes.
    package static let entriesMax = 512
    /// What a booking at a desk is about, in bytes of UTF-8: a sentence or two.
    package static let matterBytesMax = 280
    /// A day, as `2027-01-31`.
    package static let dayBytesMax = 10
}
