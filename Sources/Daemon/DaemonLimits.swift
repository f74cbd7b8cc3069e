/// Bounds and intervals of the daemon's own work, each with its reason.
enum DaemonLimits {
    /// How often our own addresses are looked at where the kernel does not tell of changes.
    static let addressesMS: Int64 = 5_000
    /// The same where the kernel tells of all but neighbours, whose table may be long.
    static let addressesWatchedMS: Int64 = 60_000
    /// After the kernel told of a change of the network, what follows is waited for so long: an address that DHCP
    /// exchanges goes and comes within a millisecond.
    static let networkSettlesMS: Int64 = 50
    /// Strangers who ask to exchange cards raise at most one notification in this time: the list shows all that waits.
    static let strangersNoticeMS: Int64 = 60_000
    /// How long `peer add` waits for somebody, in milliseconds; the commands wait longer.
    static let peerAnswerMS: Int64 = 8_000
    /// How long after a link opens the other side's presence may take before `peer add` answers without it.
    static let presenceMS: Int64 = 1_500
    /// How often addresses from the configuration whose names could not be found are looked up again.
    static let lookupAgainMS: Int64 = 30_000
    /// How long links may take to send a goodbye when the daemon ends.
    static let goodbyeMS: Int64 = 1_000
    /// After a write failed, the next attempt.
    static let writeAgainMS: Int64 = 5_000
    /// Changes that wait while the disk fails: one for each attendee the roster can hold, and a few of our own.
    static let changesWaitingMax = 5_000
    /// Signatures of one batch that are checked on the event loop (0.1 ms each); more go to another thread.
    static let checksInline = 4
    /// Messages of one link that wait to be checked before it is read no more: each may have 64 KiB, so that all 64
    /// links together hold about 16 MiB, and what was read at once with the last of them.
    static let jobsPerLink = 4
    /// Entries in one transaction: many enough that waiting for the disk costs each little, so few that a note that is
    /// saved in the meantime waits some milliseconds only.
    static let entriesPerCommit = 1_000
    /// Pads that are being saved at one time, one of them reckoned and the others waiting: a person has some editors
    /// open, and each holds its text in memory.
    static let padSavesMax = 8
    /// How long saving waits for another machine to hold the entry too, once it is on the disk: a round trip in a room.
    static let copiesMS: Int64 = 300
    /// How often it is looked whether that has happened.
    static let copiesLookMS: Int64 = 4
    /// How long joining by invitation waits for somebody who takes part; the invitation is kept.
    static let meetMS: Int64 = 3_000
    /// How long `sync` waits for the neighbours to compare.
    static let compareMS: Int64 = 1_000
    /// How long booking a slot waits for the answer of whose desk it is, if they are nearby: a link to be opened, and a
    /// round trip.
    static let deskAnswerMS: Int64 = 3_000
    /// File descriptors wanted: 500 links, 64 strangers, 16 dials with 8 addresses each, clients, Avahi, SQLite.
    static let descriptors: UInt64 = 2_048
    /// File descriptors without which it does not start: the database, the event loops, Avahi, one port for each
    /// family, the control socket, and a few people.
    static let descriptorsMin: UInt64 = 64
}
