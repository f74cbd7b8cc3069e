package import Gatherings

/// Work of the record of one gathering that takes time, a disk or other cores; the shell does it and answers.
package enum RecordTask: Hashable, Sendable {
    /// Read entries that came over a link, check that they are chains and that the last of each log is genuine;
    /// answered by ``RecordAnswer/checked(_:_:pushed:)``. Tasks of one link are answered in their order.
    case check(LinkID, [[UInt8]], pushed: Bool)
    /// Read entries of these ranges from the disk, in order, until ``RecordLimits/entriesBytesMax`` or the first that
    /// is not there; answered by ``RecordAnswer/read(_:_:)``.
    case read(LinkID, [LogSpan])
    /// Read our own entry at this height, and see whether both are genuine; answered by ``RecordAnswer/proof(_:)``.
    case prove(LogID, height: Int, Entry)
    /// Read a proof that came over a link; answered by ``RecordAnswer/proof(_:)``.
    case checkProof(LinkID, [UInt8], [UInt8])
}

/// The answer to a ``RecordTask``.
package enum RecordAnswer: Sendable {
    /// What is well formed and genuine, before the first that is not.
    case checked(LinkID, CheckedEntries, pushed: Bool)
    /// Entries as they travel; ``LogSpan/servable(_:of:isGenuine:)`` tells how far.
    case read(LinkID, [[UInt8]])
    /// A proof; nil if it proves nothing.
    case proof(ForkProof?)
}

/// Entries of one log, by heights.
package struct LogSpan: Hashable, Sendable {
    /// Which log.
    package let log: LogID
    /// Which of its entries.
    package let heights: Range<Int>

    /// Both fields at once.
    package init(log: LogID, heights: Range<Int>) {
        self.log = log
        self.heights = heights
    }
}

extension LogSpan {
    /// How much of what was read may be served: each log's part must end with an entry that is genuine, because that is
    /// what a receiver checks. An author may have signed some of their entries only.
    ///
    /// - Parameters:
    ///   - entries: of these ranges, in order, from the first on.
    ///   - isGenuine: whether the author signed an entry; only a simulation says something else.
    package static func servable(
        _ entries: [[UInt8]], of spans: [LogSpan], isGenuine: (Entry) -> Bool = { $0.isGenuine }
    ) -> [[UInt8]] {
        var end = 0
        for span in spans {
            let part = end..<min(entries.count, end + span.heights.count)
            if part.isEmpty { break }
            let last = part.last { place in (try? Entry(decoding: entries[place])).map(isGenuine) ?? false }
            guard let last else { break }
            end = last + 1
            if end < part.upperBound { break }
        }
        return Array(entries.prefix(end))
    }
}

/// What a message of entries holds.
package struct CheckedEntries: Hashable, Sendable {
    /// Runs whose last entry is genuine.
    package let runs: [Run]
    /// Something else was in it: the other side must not have passed it on.
    package let isFaulty: Bool

    /// Both fields at once.
    package init(runs: [Run], isFaulty: Bool) {
        self.runs = runs
        self.isFaulty = isFaulty
    }

    /// Reads and checks entries: decodes each, cuts them into runs of one log, and checks the last signature of each.
    ///
    /// - Parameter isGenuine: whether the author signed an entry; only a simulation says something else.
    package init(
        checking entries: [[UInt8]], of gathering: EntryID, isGenuine: (Entry) -> Bool = { $0.isGenuine }
    ) {
        var (runs, isFaulty): ([Run], Bool) = ([], false)
        var part: [Entry] = []
        func close() {
            guard !part.isEmpty else { return }
            if let run = try? Run(part, of: gathering), isGenuine(run.last) {
                runs.append(run)
            } else {
                isFaulty = true
            }
            part = []
        }
        for bytes in entries {
            guard let entry = try? Entry(decoding: bytes) else {
                isFaulty = true
                break
            }
            if let last = part.last,
                last.header.log != entry.header.log || last.header.height + 1 != entry.header.height
            {
                close()
            }
            part.append(entry)
        }
        close()
        self.init(runs: runs, isFaulty: isFaulty)
    }
}

/// An entry of our own that is to be written.
package struct EntryDraft: Hashable, Sendable {
    /// The document it is of.
    package var document: EntryID
    /// What its author knew of the document.
    package var parents: [EntryID]
    /// What the content is.
    package var kind: UInt32
    /// What stays when the content is retracted.
    package var shape: [UInt8]
    /// What it says.
    package var content: [UInt8]
    /// The wall clock, in milliseconds since 1970.
    package var createdMS: UInt64

    /// All fields at once.
    package init(
        document: EntryID, parents: [EntryID], kind: UInt32, shape: [UInt8] = [], content: [UInt8], createdMS: UInt64
    ) {
        self.document = document
        self.parents = parents
        self.kind = kind
        self.shape = shape
        self.content = content
        self.createdMS = createdMS
    }
}

/// How far somebody with whom we have a link is with a record.
package struct Progress: Hashable, Sendable {
    /// How many entries of ours they lacked when last compared; nil before that.
    package let behind: Int?
    /// How many entries of ours they take no more: their authors have taken their share there, or there are too many
    /// logs.
    package let refused: Int
    /// When that was.
    package let comparedAt: Instant?

    /// All fields at once.
    package init(behind: Int?, refused: Int = 0, comparedAt: Instant?) {
        self.behind = behind
        self.refused = refused
        self.comparedAt = comparedAt
    }
}
