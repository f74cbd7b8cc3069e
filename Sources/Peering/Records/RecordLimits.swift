/// Bounds and intervals of how records are compared and entries spread, each with its reason.
package enum RecordLimits {
    /// How often a record is compared with one neighbour: what the tree missed is mended within this time, at 100 bytes
    /// each time.
    package static let compareMS: Int64 = 3_000
    /// A comparison or a stream that brings nothing for so long has come to nothing.
    package static let patienceMS: Int64 = 10_000
    /// Tellings of new entries are collected for so long (measured for Plumtree in a room: more only delays).
    package static let announceMS: Int64 = 1
    /// An entry that was told of and has not come by itself within this time is asked for.
    package static let graftMS: Int64 = 10
    /// Messages of entries under way to one neighbour that asked for them: enough to keep a link busy while some are
    /// stored, and at most a megabyte.
    package static let streamMessagesMax = 16
    /// Stored messages of entries that are told of together: half of those under way, so that the stream never waits.
    package static let takenTogether = 8
    /// Bytes of entries in one message: a frame less what surrounds them.
    package static let entriesBytesMax = 60_000
    /// Ranges that wait to be served over one link.
    package static let servingMax = 16_384
    /// Ranges that one reading of the disk looks at.
    package static let readRangesMax = 512
    /// Entries that were taken and are not on the disk yet; beyond it new ones are not taken: they come again with a
    /// later comparison.
    package static let unstoredMax = 20_000
    /// Our own entries that are not on the disk yet: a person does not write faster.
    package static let pendingMax = 64
    /// Messages of entries whose hashes are remembered, to know what comes twice without reading it.
    package static let recentMax = 4_096
    /// Other ends of logs of which we looked once whether they prove a fork.
    package static let comparedMax = 8_192
    /// New entries of one author that are taken from pushes in a second: many times what somebody types.
    package static let pushedRate: Int64 = 32
    /// New entries of one author that are taken from pushes at once: a program that fills a grid.
    package static let pushedAtOnceMax: Int64 = 256
    /// Entries whose content is asked for at once: a few kilobytes of asking, and at most a few megabytes of answers.
    package static let contentsAskedMax = 256
    /// Whoever had no content that we lack is asked again after this time, twice as long each time.
    package static let contentsRetryMS: Int64 = 3_000
    /// The longest such time: a hundred entries whose content nobody has cost 50 bytes a second.
    package static let contentsRetryMaxMS: Int64 = 600_000
    /// Logs that nobody let in of which one comparison asks for the first entry, because it may be the founder's: a
    /// founder does not use more databases.
    static let unknownAskedMax = 16
    /// Of how many at a time somebody asks to be let in: one of them may be full, and another not well-meaning.
    static let sponsorsAsked = 3
    /// How long until others are asked to be let in.
    static let admissionAskMS: Int64 = 1_000
    /// The same for somebody who is in and has not much room left, and at most for everybody.
    static let admissionAskMaxMS: Int64 = 30_000
    /// Whom we let in at once of those whom we do not know, at addresses that we did not see: as many as come through a
    /// door together.
    static let admittedAtOnce = 64
    /// How long it takes to let one more in.
    static let admittedMS: Int64 = 1_000
    /// Of one address we let in so many at once: somebody with two machines behind one.
    static let admittedOfAddress = 2
    /// Of one key so many logs at once: somebody whose disk is full again and again, or who restores a backup.
    static let admittedOfKey = 8
    /// How long it takes to let one more in at that address: a room behind one address comes in, and a flood does not.
    static let admittedOfAddressMS: Int64 = 60_000
    /// The same for the /64 of an IPv6 address: one machine has as many addresses there as it likes, but it may be the
    /// network of the room.
    static let admittedOfNetwork = 16
    /// How long it takes to let one more in of that network.
    static let admittedOfNetworkMS: Int64 = 6_000
    /// Whoever comes from an address where somebody got seats gets none before this time is over, but their one place:
    /// somebody with a restored backup has room again, and three machines have used up no gathering in a day.
    static let seatsOfOriginMS: Int64 = 3_600_000
    /// Addresses whose newcomers are counted, the latest: two networks of a /24.
    static let admittedAddressesMax = 512
    /// Gatherings that others take part in and we do not, of which we know the founding entry.
    package static let offeredMax = 64
    /// Open gatherings of which the founding entry is looked for at one time.
    static let soughtMax = 64
    /// A founding entry that has not come is asked of another neighbour after this time, twice as long each time: it
    /// comes through several hands, each of which has it after a few milliseconds.
    static let foundingAskMS: Int64 = 500
    /// The longest such time: somebody names what nobody has.
    static let foundingAskMaxMS: Int64 = 60_000
    /// Gatherings of our own at one time.
    package static let gatheringsMax = 32
    /// Attendees of whom we remember how much of our own log they hold.
    package static let holdersMax = 4_096
}
