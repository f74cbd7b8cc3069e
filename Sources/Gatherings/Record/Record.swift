internal import Keys

/// All logs of a gathering that a node holds, as their heights and heads: what is needed to decide what fits, what is
/// missing and what was forked. The entries themselves are in the database; whoever calls says which entry stands at a
/// height.
package struct Record: Sendable {
    /// The founding entry.
    package let gathering: EntryID
    /// Ascending.
    private(set) var ids: [LogID] = []
    private(set) var logs: [Log] = []
    private(set) var tags: [LogTag] = []
    private var byTag: [LogTag: LogID] = [:]
    /// Kept hashes of the frontier; nil after a change.
    var bucketHashes = [EntryID?](repeating: nil, count: Frontier.bucketCount)

    /// Which entry stands at a height of a log; nil if none does here.
    package typealias Lookup = (LogID, Int) -> EntryID?

    /// A gathering of which nothing is known but its name.
    package init(gathering: EntryID) { self.gathering = gathering }

    /// Whether there may be more logs.
    package var takesNewLogs: Bool { ids.count < GatheringLimits.logsMax }

    /// How many logs there are.
    package var logCount: Int { ids.count }

    /// What is known of a log, nil if nothing is.
    package func log(_ id: LogID) -> Log? { place(of: id).map { logs[$0] } }

    /// The log with this tag, nil if nothing is known of one.
    package func id(of tag: LogTag) -> LogID? { byTag[tag] }

    /// All logs, ascending.
    package var all: [(id: LogID, log: Log)] { zip(ids, logs).map { ($0, $1) } }

    /// What is new of a run.
    package struct News: Hashable, Sendable {
        /// To be written down; nil if everything was known.
        package let run: Run?
        /// The height of the first entry that is another than the one here: the author signed two. Both are needed for
        /// a ``ForkProof``, which stops the log.
        package let forkedHeight: Int?
    }

    /// What a run that somebody sent would bring. Changes nothing, and needs no signature.
    ///
    /// - Throws: ``EntryError/gap``, ``EntryError/forked``, ``EntryError/tooManyLogs``, ``EntryError/badKey``.
    package func news(of run: Run, _ lookup: Lookup) throws(EntryError) -> News {
        guard let log = log(run.log) else {
            guard run.heights.lowerBound == 0 else { throw .gap }
            guard takesNewLogs else { throw .tooManyLogs }
            guard isAuthor(run.log.author) else { throw .badKey }
            return News(run: run, forkedHeight: nil)
        }
        guard run.heights.lowerBound <= log.height else {
            // Beyond a fork nothing is wanted; before it something is missing.
            throw log.stop.map { run.heights.lowerBound >= $0 } ?? false ? .forked : .gap
        }
        for entry in run.entries.prefix(log.height - run.heights.lowerBound) {
            guard lookup(run.log, entry.header.height) == entry.id else {
                return News(run: nil, forkedHeight: entry.header.height)
            }
        }
        guard let new = run.dropping(below: log.height) else { return News(run: nil, forkedHeight: nil) }
        if let stop = log.stop, log.height >= stop { throw .forked }
        if new.entries[0].header.previous != (log.height == 0 ? nil : log.head) {
            // It goes on from another entry than the one here, so that one was signed twice.
            return News(run: nil, forkedHeight: log.height - 1)
        }
        guard let stop = log.stop else { return News(run: new, forkedHeight: nil) }
        return News(run: new.prefix(below: stop), forkedHeight: nil)
    }

    /// Takes what is new of a run, after it was written down.
    ///
    /// - Parameter isChecked: whether the signature of its last entry was found to be genuine here.
    package mutating func append(_ run: Run, isChecked: Bool) {
        var log = log(run.log) ?? Log(height: 0, head: run.last.id, checkedHeight: 0)
        precondition(run.heights.lowerBound == log.height, "what is new begins where the log ends")
        log.height = run.heights.upperBound
        log.head = run.last.id
        if isChecked { log.checkedHeight = log.height }
        set(log, run.log)
    }

    /// Puts back what is known of a log, as it was written down before.
    package mutating func restore(_ id: LogID, _ log: Log) { set(log, id) }

    /// Stops a log at the height that a proof names, unless it is stopped further down already.
    ///
    /// - Returns: the heights whose entries no longer count; nil if the proof says nothing new, is of another gathering
    ///   or of a key that cannot sign, or if there are as many logs as may be.
    package mutating func stop(by proof: ForkProof, _ lookup: Lookup) -> Range<Int>? {
        guard proof.first.header.gathering ?? proof.first.id == gathering, isAuthor(proof.log.author) else {
            return nil
        }
        // Proofs, too, must not fill the memory with logs of which nothing else is known.
        guard log(proof.log) != nil || takesNewLogs else { return nil }
        var log = log(proof.log) ?? Log(height: 0, head: gathering, checkedHeight: 0)
        guard log.stop.map({ proof.height < $0 }) ?? true else { return nil }
        log.stop = proof.height
        let dropped = min(proof.height, log.height)..<log.height
        if !dropped.isEmpty {
            log.height = proof.height
            log.checkedHeight = min(log.checkedHeight, proof.height)
            log.head = gathering
            if proof.height > 0 {
                guard let head = lookup(proof.log, proof.height - 1) else {
                    preconditionFailure("an entry that is held can be looked up")
                }
                log.head = head
            }
        }
        set(log, proof.log)
        return dropped
    }

    /// Whether a key can sign: one that a log is of already, or a point in the prime order subgroup. Libraries disagree
    /// about signatures of others, and a gathering must not.
    private func isAuthor(_ key: PublicKey) -> Bool {
        let place = insertionPlace(of: LogID(author: key, number: 0))
        return place < ids.count && ids[place].author == key || (try? PublicKey(key.bytes)) != nil
    }

    private func place(of id: LogID) -> Int? {
        let place = insertionPlace(of: id)
        return place < ids.count && ids[place] == id ? place : nil
    }

    private func insertionPlace(of id: LogID) -> Int {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func set(_ log: Log, _ id: LogID) {
        let place = insertionPlace(of: id)
        if place < ids.count, ids[place] == id {
            logs[place] = log
        } else {
            let tag = LogTag(id)
            ids.insert(id, at: place)
            logs.insert(log, at: place)
            tags.insert(tag, at: place)
            byTag[tag] = id
        }
        bucketHashes[tags[place].bucket] = nil
    }
}
