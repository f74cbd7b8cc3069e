import Gatherings
import Keys
import Wire

/// Comparing frontiers with one neighbour, and the streams of entries that come of it.
extension SharedRecord {
    /// Tells one neighbour what we hold, unless we wait for an answer already or are receiving from somebody. Whoever
    /// receives from us would ask once more for what is on its way.
    mutating func compare(with place: Int, at now: Instant) {
        guard shares[place].serving.isEmpty, shares[place].inFlight == 0 else { return }
        if let receiving, now < receiving.until { return }
        receiving = nil
        if let since = shares[place].comparingSince, now < since.advanced(byMS: RecordLimits.patienceMS) { return }
        shares[place].comparingSince = now
        shares[place].asked = (LogTag(ownLog), record.log(ownLog)?.height ?? 0)
        shares[place].wanted = 0
        effects.append(.say(shares[place].link, .frontier(record.frontierHash().bytes.bytes)))
    }

    mutating func answer(_ hash: [UInt8], at place: Int, at now: Instant) {
        let link = shares[place].link
        let isEqual = record.frontierHash().bytes.bytes == hash
        if isEqual {
            shares[place].compared(behind: 0, at: now)
            shares[place].refused = 0
        }
        // Who hears that we hold the same may close the lid, so all of it must be on the disk, and all that they say.
        if isEqual, unstored == 0, !lacking.isLacking(anythingOf: shares[place].peer) {
            effects.append(.say(link, .same))
        } else {
            effects.append(.say(link, .buckets(record.bucketPrefixes().flatMap { $0 })))
        }
        if isEqual { askContents(at: place, at: now) }
    }

    /// They held the same as we did when we asked; since then we may have written more.
    mutating func confirmed(at place: Int, at now: Instant) {
        guard let asked = shares[place].asked else { return }
        shares[place].asked = nil
        shares[place].compared(behind: 0, at: now)
        shares[place].refused = 0
        note(shares[place].peer, holds: asked.log, upTo: asked.height)
        askContents(at: place, at: now)
    }

    mutating func answer(buckets hashes: [UInt8], at place: Int, at now: Instant) {
        guard shares[place].comparingSince != nil else { return }
        var buckets = record.differingBuckets(from: hashes)
        if buckets == 0 {
            shares[place].compared(behind: 0, at: now)
            return askContents(at: place, at: now)
        }
        receiving = (shares[place].link, now.advanced(byMS: RecordLimits.patienceMS))
        // As many buckets in one message as have room; with a thousand logs that is all of them.
        while buckets != 0 {
            var (part, lines): (UInt64, [LogLine]) = (0, [])
            while buckets != 0 {
                let lowest = buckets & (~buckets + 1)
                let more = record.lines(of: lowest).map { LogLine($0, isFull: refused.contains($0.log)) }
                if !lines.isEmpty, lines.count + more.count > WireLimits.linesMax { break }
                (part, lines) = (part | lowest, lines + more.prefix(WireLimits.linesMax))
                buckets &= ~lowest
            }
            effects.append(
                .say(
                    shares[place].link, .lines(lines, buckets: part, takesNewLogs: record.takesNewLogs)))
        }
    }

    /// Their lines: what they lack is sent, what we lack is asked for.
    mutating func answer(
        _ lines: [LogLine], _ buckets: UInt64, takesNewLogs: Bool, at place: Int, at now: Instant
    ) {
        let link = shares[place].link
        let isFree = receiving.map { $0.link == link || $0.until <= now } ?? true
        var (wants, offers): ([LogRange], [LogSpan]) = ([], [])
        shares[place].refused = 0
        let known = Dictionary(lines.map { (LogTag($0.log), $0) }, uniquingKeysWith: { first, _ in first })
        for step in record.steps(for: lines.map(Frontier.Line.init), of: buckets) {
            switch step {
            case .ask(let tag, let heights):
                guard !refused.contains(tag), record.id(of: tag) != nil || record.takesNewLogs else { continue }
                wants.append(LogRange(tag, heights))
            case .compare(let tag, let height):
                // Once for each other end: an author who signs some entries only leaves forks that nobody can prove.
                guard let line = known[tag], compared.count < RecordLimits.comparedMax,
                    compared.insert(line).inserted
                else { continue }
                wants.append(LogRange(tag, 0..<height + 1))
            case .offer(let tag, let heights):
                guard known[tag].map({ !$0.isFull }) ?? takesNewLogs else {
                    shares[place].refused += heights.count
                    continue
                }
                guard let id = record.id(of: tag), let log = record.log(id) else { continue }
                let served = heights.clamped(to: 0..<log.checkedHeight)
                if !served.isEmpty { offers.append(LogSpan(log: id, heights: served)) }
            case .askProof(let tag): effects.append(.say(link, .askProof(tag.number)))
            case .offerProof(let tag): if let proof = proofs[tag] { effects.append(.say(link, .init(proof))) }
            }
        }
        shares[place].compared(behind: offers.reduce(0) { $0 + $1.heights.count }, at: now)
        if !wants.isEmpty, isFree {
            receiving = (link, now.advanced(byMS: RecordLimits.patienceMS))
            for start in stride(from: 0, to: wants.count, by: WireLimits.linesMax) {
                let part = Array(wants[start..<min(start + WireLimits.linesMax, wants.count)])
                effects.append(.say(link, .wants(part, graft: false)))
            }
        }
        serve(offers, at: place)
    }

    // Serving.

    /// Sends these ranges, as fast as the other side stores them, and says when that was all.
    mutating func serve(_ spans: [LogSpan], at place: Int) {
        // Whoever asks for more than there can be hears of the rest at the next comparison.
        shares[place].serving += spans.prefix(max(0, RecordLimits.servingMax - shares[place].serving.count))
        shares[place].owesEnd = true
        pump(at: place)
    }

    mutating func pump(at place: Int) {
        guard !shares[place].isReading, shares[place].inFlight < RecordLimits.streamMessagesMax else { return }
        guard !shares[place].serving.isEmpty else {
            guard shares[place].owesEnd else { return }
            shares[place].owesEnd = false
            return effects.append(.say(shares[place].link, .entries([], pushed: false)))
        }
        shares[place].isReading = true
        let spans = Array(shares[place].serving.prefix(RecordLimits.readRangesMax))
        effects.append(.work(.read(shares[place].link, spans)))
    }

    /// What was read goes out; the shell read in order, so a count tells how far it came.
    mutating func send(_ entries: [[UInt8]], over link: LinkID) {
        guard let place = share(of: link) else { return }
        shares[place].isReading = false
        var rest = entries.count
        // What is not there, because its log was stopped meanwhile, is passed over. There may be none, where they went
        // away and came back over this link since the disk was asked.
        if rest == 0 { shares[place].serving = Array(shares[place].serving.dropFirst()) }
        while rest > 0, let span = shares[place].serving.first {
            let count = min(rest, span.heights.count)
            rest -= count
            if count == span.heights.count {
                shares[place].serving.removeFirst()
            } else {
                shares[place].serving[0] = LogSpan(
                    log: span.log, heights: span.heights.lowerBound + count..<span.heights.upperBound)
            }
        }
        if !entries.isEmpty {
            shares[place].inFlight += 1
            effects.append(.say(link, .entries(entries, pushed: false)))
        }
        pump(at: place)
    }

    // Who holds what of ours.

    /// Somebody holds so much of our own log on their disk.
    mutating func note(_ peer: PublicKey, holds log: LogTag, upTo height: Int) {
        if let place = holders.firstIndex(where: { $0.peer == peer }) {
            if holders[place].log != log { holders[place] = (peer, log, height) }
            holders[place].height = max(holders[place].height, height)
        } else if holders.count < RecordLimits.holdersMax {
            holders.append((peer, log, height))
        }
    }

    /// How many other attendees hold our latest entry; one with several machines counts once.
    var copies: Int {
        let height = (record.log(ownLog)?.height ?? 0) + waiting
        guard height > 0 else { return 0 }
        let tag = LogTag(ownLog)
        return holders.count { $0.log == tag && $0.height >= height }
    }
}

extension LogLine {
    init(_ line: Frontier.Line, isFull: Bool) {
        self.init(
            log: line.log.number, height: UInt32(line.height), head: line.headPrefix,
            stop: line.stop.map { UInt32($0) }, isFull: isFull)
    }
}

extension Frontier.Line {
    init(_ line: LogLine) {
        let bound = UInt32(GatheringLimits.heightMax)
        self.init(
            log: LogTag(line.log), height: Int(min(line.height, bound)), headPrefix: line.head,
            stop: line.stop.map { Int(min($0, bound)) })
    }
}

extension LogRange {
    init(_ tag: LogTag, _ heights: Range<Int>) {
        self.init(log: tag.number, heights: UInt32(heights.lowerBound)..<UInt32(heights.upperBound))
    }
}
