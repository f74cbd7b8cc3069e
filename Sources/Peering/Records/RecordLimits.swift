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
