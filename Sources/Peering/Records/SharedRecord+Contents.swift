import Gatherings
import Keys
import Wire

/// Asking for what entries say that came without it.
extension SharedRecord {
    /// Takes what entries of a run say that we hold without, as far as there is room for their author: who sends bare
    /// entries first must not have more than others. What is refused is not asked for again before the next start.
    ///
    /// - Returns: how many did.
    mutating func fill(with run: Run, from link: LinkID, at now: Instant) -> Int {
        let filled = run.entries.filter { lacking.fill(with: $0) && allows($0) }
        guard !filled.isEmpty else { return 0 }
        effects.append(.persist(.contents(gathering, filled)))
        effects.append(.tell(.entries(gathering, filled)))
        if let place = share(of: link) {
            // They have some: more may follow at once.
            shares[place].contentsAskAt = nil
            shares[place].contentsWaitMS = RecordLimits.contentsRetryMS
            if shares[place].isStreamEnded { askContents(at: place, at: now) }
        }
        return filled.count
    }

    /// Whether there is room for the content of an entry; if so it counts.
    private mutating func allows(_ entry: Entry) -> Bool {
        let (bytes, author) = (EntryBytes(contentOf: entry), entry.header.log.author)
        guard author == own.publicKey || quota.allows(bytes, of: author) else {
            refused.insert(LogTag(entry.header.log))
            return false
        }
        quota.add(bytes, of: author)
        return true
    }

    /// Asks a neighbour for contents that we lack, unless they had none a short time ago.
    mutating func askContents(at place: Int, at now: Instant) {
        guard !lacking.places.isEmpty, shares[place].contentsAskAt.map({ $0 <= now }) ?? true else { return }
        shares[place].contentsAskAt = now.advanced(byMS: shares[place].contentsWaitMS)
        shares[place].contentsWaitMS = min(2 * shares[place].contentsWaitMS, RecordLimits.contentsRetryMaxMS)
        let asked = lacking.next(RecordLimits.contentsAskedMax, after: shares[place].contentsAsked)
        shares[place].contentsAsked = asked.last
        let ranges = Self.ranges(of: asked)
        effects.append(.say(shares[place].link, .wants(ranges, graft: false)))
    }

    private static func ranges(of places: [EntryPlace]) -> [LogRange] {
        var spans: [LogSpan] = []
        for place in places {
            if let last = spans.last, last.log == place.log, last.heights.upperBound == place.height {
                spans[spans.count - 1] = LogSpan(log: place.log, heights: last.heights.lowerBound..<place.height + 1)
            } else {
                spans.append(LogSpan(log: place.log, heights: place.height..<place.height + 1))
            }
        }
        return spans.map { LogRange(LogTag($0.log), $0.heights) }
    }
}
