/// What two nodes that take part in one gathering say to each other about its record.
package enum RecordStep: Hashable, Sendable {
    /// What the sender holds, as a hash of 32 bytes.
    case frontier([UInt8])
    /// The answer to a frontier that is equal.
    case same
    /// The answer to a frontier that differs: ``WireLimits/bucketBytes`` of hashes.
    case buckets([UInt8])
    /// What the sender holds of the logs in the buckets whose bits are set; at most ``WireLimits/linesMax``. Others are
    /// wanted too, if new logs are.
    case lines([LogLine], buckets: UInt64, takesNewLogs: Bool)
    /// Asks for entries; at most ``WireLimits/linesMax`` ranges. A `graft` also wants new entries sent at once from now
    /// on.
    case wants([LogRange], graft: Bool)
    /// Entries verbatim, those of one log next to each other; at most ``WireLimits/entriesMax``. `pushed`: sent because
    /// they are new. Others were asked for, and are answered with ``taken(messages:)``; none ends what was asked for.
    case entries([[UInt8]], pushed: Bool)
    /// The sender has stored so many messages of entries that it asked for.
    case taken(messages: UInt32)
    /// The sender holds these logs up to these heights; at most ``WireLimits/linesMax``.
    case held([LogHeight])
    /// From now on new entries are to be told of with ``held(_:)`` instead of being sent.
    case prune
    /// Asks for the proof that stops a log.
    case askProof(UInt64)
    /// Two entries that one author signed for one height, without contents.
    case proof([UInt8], [UInt8])
    /// Asks for the founding entry.
    case askFounding
    /// The founding entry.
    case founding([UInt8])
}

/// What somebody holds of one log.
package struct LogLine: Hashable, Sendable {
    /// The log, by eight bytes of a hash over author and number.
    package let log: UInt64
    /// How many entries of it are held.
    package let height: UInt32
    /// The first eight bytes of the last one's id; 0 where there is none.
    package let head: UInt64
    /// Where the log is stopped by a proof of a fork.
    package let stop: UInt32?
    /// The sender takes no more of it.
    package let isFull: Bool

    /// All fields at once.
    package init(log: UInt64, height: UInt32, head: UInt64, stop: UInt32?, isFull: Bool = false) {
        self.isFull = isFull
        self.log = log
        self.height = height
        self.head = head
        self.stop = stop
    }
}

/// Some entries of one log.
package struct LogRange: Hashable, Sendable {
    /// The log, by eight bytes of a hash over author and number.
    package let log: UInt64
    /// From this height, up to and without the other.
    package let heights: Range<UInt32>

    /// Both fields at once.
    package init(log: UInt64, heights: Range<UInt32>) {
        self.log = log
        self.heights = heights
    }
}

/// How far one log goes at the sender.
package struct LogHeight: Hashable, Sendable {
    /// The log, by eight bytes of a hash over author and number.
    package let log: UInt64
    /// How many entries.
    package let height: UInt32

    /// Both fields at once.
    package init(log: UInt64, height: UInt32) {
        self.log = log
        self.height = height
    }
}
