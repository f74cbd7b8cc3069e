import Gatherings

/// A node that holds entries in memory: what a record says about them, and they themselves.
struct Holder {
    var record: Record
    private var entries: [LogID: [Entry]] = [:]
    private var proofs: [LogID: ForkProof] = [:]

    init(_ gathering: EntryID) { record = Record(gathering: gathering) }

    func lookup(_ log: LogID, _ height: Int) -> EntryID? {
        guard let entries = entries[log], height < entries.count else { return nil }
        return entries[height].id
    }

    /// All entries that count, by log.
    var all: [LogID: [EntryID]] { entries.filter { !$0.value.isEmpty }.mapValues { $0.map(\.id) } }

    /// Takes a run as a node does: looks at it, keeps what is new, makes a proof of a fork.
    mutating func take(_ sent: [Entry]) throws(EntryError) {
        let run = try Run(sent, of: record.gathering)
        guard run.last.isGenuine else { throw .badSignature }
        let news = try record.news(of: run, lookup)
        if let new = news.run {
            entries[run.log, default: []] += new.entries
            record.append(new, isChecked: new.last.id == run.last.id)
        }
        if let height = news.forkedHeight, let mine = entries[run.log]?[height] {
            // The other entry may be before the run: then its sender is asked for it.
            if let other = sent.first(where: { $0.header.height == height }) { take(try ForkProof(mine, other)) }
        }
    }

    mutating func take(_ proof: ForkProof) {
        guard let dropped = record.stop(by: proof, lookup) else { return }
        proofs[proof.log] = proof
        entries[proof.log]?.removeLast(dropped.count)
    }

    private func log(_ prefix: LogTag) -> LogID? {
        (Array(entries.keys) + proofs.keys).first { LogTag($0) == prefix }
    }

    /// Does what comparing frontiers tells two nodes to do. How many lines were compared.
    static func reconcile(_ one: inout Holder, _ other: inout Holder) throws(EntryError) -> Int {
        guard one.record.frontierHash() != other.record.frontierHash() else { return 0 }
        let buckets = one.record.differingBuckets(from: other.record.bucketPrefixes().flatMap { $0 })
        let theirs = other.record.lines(of: buckets)
        for step in one.record.steps(for: theirs, of: buckets) {
            switch step {
            case .ask(let prefix, let heights): try one.copy(prefix, heights, from: other)
            case .offer(let prefix, let heights): try other.copy(prefix, heights, from: one)
            case .compare(let prefix, let height): try one.copy(prefix, height..<height + 1, from: other)
            case .askProof(let prefix): one.copyProof(prefix, from: other)
            case .offerProof(let prefix): other.copyProof(prefix, from: one)
            }
        }
        return theirs.count
    }

    private mutating func copy(
        _ prefix: LogTag, _ heights: Range<Int>, from other: Holder
    ) throws(EntryError) {
        guard let log = other.log(prefix), let entries = other.entries[log] else { return }
        do throws(EntryError) {
            try take(Array(entries[heights.clamped(to: entries.indices)]))
            // It went on from another entry than ours: then the one before is needed for a proof.
            if record.log(log)?.stop == nil, (record.log(log)?.height ?? 0) < heights.upperBound {
                try take(Array(entries[..<heights.upperBound]))
            }
        } catch {
            if error != .forked { throw error }
        }
    }

    private mutating func copyProof(_ prefix: LogTag, from other: Holder) {
        if let log = other.log(prefix), let proof = other.proofs[log] { take(proof) }
    }
}
