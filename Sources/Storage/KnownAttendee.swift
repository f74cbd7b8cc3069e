package import Keys
package import Peering

/// An attendee that we remember.
package struct KnownAttendee: Hashable, Sendable {
    /// Who.
    package var key: PublicKey
    /// The names they had, the newest last, each once; at most ``StorageLimits/namesMax``. Two names are the same only
    /// if their bytes are.
    package var names: [String]
    /// When they were first seen, in milliseconds since 1970 by our own clock.
    package var firstSeenMS: Int64
    /// When they were last seen, in milliseconds since 1970 by our own clock.
    package var lastSeenMS: Int64
    /// What they are to us.
    package var standing: Standing

    /// All fields at once.
    package init(key: PublicKey, names: [String], firstSeenMS: Int64, lastSeenMS: Int64, standing: Standing) {
        self.key = key
        self.names = names
        self.firstSeenMS = firstSeenMS
        self.lastSeenMS = lastSeenMS
        self.standing = standing
    }
}
