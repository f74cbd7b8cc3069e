import Gatherings
import Keys
import Wire

/// Entries that come in, and how they go on: pushed at once to eager neighbours, told of to the others, who ask.
extension SharedRecord {
    /// A message of entries: what is new in it goes to be checked.
    mutating func take(_ entries: [[UInt8]], pushed: Bool, at place: Int, at now: Instant) {
        let link = shares[place].link
        guard pushed else {
            if receiving?.link == link { receiving = (link, now.advanced(byMS: RecordLimits.patienceMS)) }
            // Nothing more: what was asked for has come.
            if entries.isEmpty { return endStream(at: place, now) }
            shares[place].unstored += 1
            shares[place].isStreamEnded = false
            return effects.append(.work(.check(link, entries, pushed: false)))
        }
        let fresh = entries.filter { !isRepeated($0) }
        if fresh.count < entries.count { prune(place) }
        // Beyond the bound nothing is taken: a later comparison brings it.
        guard !fresh.isEmpty, unstored < RecordLimits.unstoredMax else { return }
        effects.append(.work(.check(link, fresh, pushed: true)))
    }

    private mutating func endStream(at place: Int, _ now: Instant) {
        if receiving?.link == shares[place].link { receiving = nil }
        if shares[place].comparingSince != nil { shares[place].compared(behind: shares[place].wanted, at: now) }
        shares[place].isStreamEnded = true
        tellTaken(at: place)
        askContents(at: place, at: now)
    }

    /// A message of a stream is on the disk.
    mutating func streamStored(from link: LinkID) {
        guard let place = share(of: link) else { return }
        shares[place].untold += 1
        // It may have come before they went away and came back over this link.
        shares[place].unstored = max(0, shares[place].unstored - 1)
        tellTaken(at: place)
    }

    /// Tells how much of a stream is stored, of several messages together, and of the last ones at its end.
    private mutating func tellTaken(at place: Int) {
        let untold = shares[place].untold
        let isAll = shares[place].isStreamEnded && shares[place].unstored == 0
        guard untold >= RecordLimits.takenTogether || (isAll && untold > 0) else { return }
        shares[place].untold = 0
        effects.append(.say(shares[place].link, .taken(messages: UInt32(untold))))
    }

    /// Whoever hears something twice needs it from one side only.
    private mutating func prune(_ place: Int) {
        guard shares[place].isEager, shares.count > 1 else { return }
        shares[place].isEager = false
        effects.append(.say(shares[place].link, .prune))
    }

    /// Entries whose chains and signatures were found to be good.
    mutating func take(
        _ checked: CheckedEntries, from link: LinkID, pushed: Bool, _ dice: inout Dice, at now: Instant
    ) {
        var (count, answers, isFaulty) = (0, [Answer](), checked.isFaulty)
        for run in checked.runs {
            do throws(EntryError) {
                let filled = fill(with: run, from: link, at: now)
                if filled > 0 { answers += held(run.log) }
                count += filled
                guard let new = try admit(run, from: link, pushed: pushed, &dice, at: now) else { continue }
                count += new.entries.count
                effects.append(.persist(.entries(gathering, new)))
                effects.append(.tell(.entries(gathering, new.entries)))
                spread(new, from: link, isPushed: pushed, at: now)
                answers += held(new.log)
            } catch {
                switch error {
                case .gap: want(run, from: link, at: now)
                // Whoever passes it on may not know better.
                case .forked, .tooManyLogs: break
                default: isFaulty = true
                }
            }
        }
        if !pushed { answers.append(.taken(link)) }
        unstored += count
        if count > 0 || !answers.isEmpty { effects.append(.await(.taken(count: count, answers))) }
        guard isFaulty else { return }
        // What was refused may come again from somebody else, and be genuine there.
        forgetRecent()
        if share(of: link) != nil { effects.append(.close(link, .forgedEntry)) }
    }

    /// Whichever way entries came: their author counts who holds them, with what they say.
    private func held(_ log: LogID) -> [Answer] {
        guard let height = record.log(log)?.height else { return [] }
        let held = LogHeight(log: LogTag(log).number, height: UInt32(min(height, lacking.lowest(of: log) ?? height)))
        return held.height == 0 ? [] : shares.filter { $0.peer == log.author }.map { .held($0.link, held) }
    }

    /// Takes what is new of a run, nil if nothing is, or nothing may be taken.
    private mutating func admit(
        _ run: Run, from link: LinkID, pushed: Bool, _ dice: inout Dice, at now: Instant
    ) throws(EntryError) -> Run? {
        let news = try record.news(of: run, name)
        if let height = news.forkedHeight { forked(run, at: height, from: link) }
        guard let new = news.run else { return nil }
        let bytes = EntryBytes(of: new.entries)
        let isOwn = new.log.author == own.publicKey
        guard isOwn || quota.allows(bytes, of: new.log.author) else {
            refused.insert(LogTag(new.log))
            return nil
        }
        guard isOwn || !pushed || rate.takes(new.entries.count, of: new.log.author, at: now) else { return nil }
        // Somebody holds more of our own log than we do: this database was restored from an older one. What is being
        // written goes on there; nothing new does.
        guard !pending.contains(where: { $0.header.log == new.log }) else { return nil }
        if new.log == ownLog { renewLog(&dice) }
        append(new, isChecked: new.last.id == run.last.id)
        quota.add(bytes, of: new.log.author)
        return new
    }

    mutating func append(_ run: Run, isChecked: Bool) {
        record.append(run, isChecked: isChecked)
        names[run.log, default: []] += run.entries.map(\.id)
        for entry in run.entries { lacking.take(entry) }
        _ = missing.satisfy(LogTag(run.log), stamp: UInt64(run.heights.upperBound))
    }

    /// Something before a run is missing: its sender is asked, unless a stream brings it, or a comparison is to.
    private mutating func want(_ run: Run, from link: LinkID, at now: Instant) {
        guard !rate.isExceeded(by: run.log.author, at: now) else { return }
        missing.add(
            LogTag(run.log), stamp: UInt64(run.heights.lowerBound + run.entries.count), from: link, by: .graft,
            askAt: now)
    }

    // Passing on.

    /// Sends new entries on. What came in a stream is old to most, and only told of.
    mutating func spread(_ run: Run, from source: LinkID?, isPushed: Bool, at now: Instant) {
        let tag = LogTag(run.log)
        var messages: [RecordStep]?
        for place in shares.indices where shares[place].link != source {
            // An author is told when it is on our disk, and takes that for a copy.
            if shares[place].peer == run.log.author, source != nil { continue }
            if isPushed, shares[place].isEager {
                messages = messages ?? Self.messages(of: run.entries)
                for message in messages ?? [] { effects.append(.say(shares[place].link, message)) }
            } else if !shares[place].marks.contains(tag) {
                shares[place].marks.append(tag)
                if announceAt == nil { announceAt = now.advanced(byMS: RecordLimits.announceMS) }
            }
        }
    }

    private static func messages(of entries: [Entry]) -> [RecordStep] {
        var (messages, part, bytes): ([RecordStep], [[UInt8]], Int) = ([], [], 0)
        for entry in entries.map({ $0.encoded() }) {
            if bytes + entry.count > RecordLimits.entriesBytesMax || part.count >= WireLimits.entriesMax {
                messages.append(.entries(part, pushed: true))
                (part, bytes) = ([], 0)
            }
            part.append(entry)
            bytes += entry.count + 4
        }
        return messages + [.entries(part, pushed: true)]
    }

    /// Tells of what grew.
    mutating func announce() {
        announceAt = nil
        for place in shares.indices where !shares[place].marks.isEmpty {
            let heights = shares[place].marks.compactMap { tag -> LogHeight? in
                guard let id = record.id(of: tag), let height = record.log(id)?.height else { return nil }
                return LogHeight(log: tag.number, height: UInt32(height))
            }
            for start in stride(from: 0, to: heights.count, by: WireLimits.linesMax) {
                let part = Array(heights[start..<min(start + WireLimits.linesMax, heights.count)])
                effects.append(.say(shares[place].link, .held(part)))
            }
            shares[place].marks = []
        }
    }

    /// Somebody holds these logs up to these heights.
    mutating func heard(_ heights: [LogHeight], at place: Int, at now: Instant) {
        for theirs in heights {
            let tag = LogTag(theirs.log)
            let id = record.id(of: tag)
            if id == ownLog { note(shares[place].peer, holds: tag, upTo: Int(theirs.height)) }
            let log = id.flatMap { record.log($0) }
            // They need not hear of it from us.
            if let log, log.height <= theirs.height { shares[place].marks.removeAll { $0 == tag } }
            if let stop = log?.stop, theirs.height > stop { continue }
            if let id, rate.isExceeded(by: id.author, at: now) { continue }
            if refused.contains(tag) || (log == nil && !record.takesNewLogs) { continue }
            guard (log?.height ?? 0) < theirs.height, theirs.height <= GatheringLimits.heightMax else { continue }
            missing.add(
                tag, stamp: UInt64(theirs.height), from: shares[place].link, by: .graft,
                askAt: now.advanced(byMS: RecordLimits.graftMS))
        }
    }

    /// Asks for what was told of and did not come.
    mutating func ask(at now: Instant, dice: inout Dice) {
        let links = shares.map(\.link)
        for ask in missing.takeAsks(at: now, dice: &dice, isOpen: links.contains) {
            // A stream under way brings it, or the comparison after that.
            if let receiving, now < receiving.until { continue }
            guard let place = share(of: ask.link) else { continue }
            shares[place].isEager = true
            let ranges = ask.subjects.compactMap { tag -> LogRange? in
                let height = record.id(of: tag).flatMap { record.log($0)?.height } ?? 0
                guard let upper = missing.stamp(of: tag).map({ Int($0) }), height < upper else { return nil }
                return LogRange(tag, height..<upper)
            }
            for start in stride(from: 0, to: ranges.count, by: WireLimits.linesMax) {
                let part = Array(ranges[start..<min(start + WireLimits.linesMax, ranges.count)])
                effects.append(.say(ask.link, .wants(part, graft: true)))
            }
        }
    }
}
