import Gatherings
import Keys
import Wire

/// Who is let in: logs that nobody let in yet are not taken, and nothing of them is kept but how far they go and who
/// has them. They are asked for as soon as their admission is here.
extension SharedRecord {
    /// Whether somebody let in the log with this tag. Of the founder's, those are known that are held.
    func isAdmitted(_ tag: LogTag) -> Bool {
        admissions.log(tag) != nil || record.id(of: tag).map { admissions.contains($0) } ?? false
    }

    /// Somebody has a log that nobody let in. As many as a gathering may have, for each link: its comparison told of
    /// them all in as many bytes.
    mutating func wait(for tag: LogTag, upTo height: Int, from link: LinkID) {
        guard share(of: link) != nil, height <= GatheringLimits.heightMax else { return }
        var logs = unadmitted[link] ?? [:]
        guard logs.count < GatheringLimits.logsMax || logs[tag] != nil else { return }
        logs[tag] = max(logs[tag] ?? 0, height)
        unadmitted[link] = logs
    }

    /// These logs are in from now on, or have more seats.
    mutating func admitted(_ logs: [LogID]) {
        for log in logs {
            refused.remove(LogTag(log))
            // Ours, or one that was in before: it counts from now on, and others may lack it.
            guard !record.isAdmitted(log) else { continue }
            record.setAdmitted(log, true)
            if log.author != own.publicKey { effects.append(.tell(.readmitted(gathering))) }
            for place in shares.indices { shares[place].marks.append(LogTag(log)) }
        }
    }

    /// Asks for what waited for an admission that came, of one neighbour at a time.
    mutating func askAdmitted(at now: Instant) {
        if announceAt == nil, shares.contains(where: { !$0.marks.isEmpty }) {
            announceAt = now.advanced(byMS: RecordLimits.announceMS)
        }
        if let receiving, now < receiving.until { return }
        for share in shares {
            guard let logs = unadmitted[share.link] else { continue }
            let ready = logs.keys.filter { isAdmitted($0) }.sorted()
            guard !ready.isEmpty else { continue }
            var ranges: [LogRange] = []
            for tag in ready {
                let height = unadmitted[share.link]?.removeValue(forKey: tag) ?? 0
                let own = record.id(of: tag).flatMap { record.log($0)?.height } ?? 0
                if own < height, !refused.contains(tag) { ranges.append(LogRange(tag, own..<height)) }
            }
            guard !ranges.isEmpty else { continue }
            receiving = (share.link, now.advanced(byMS: RecordLimits.patienceMS))
            for start in stride(from: 0, to: ranges.count, by: WireLimits.linesMax) {
                let part = Array(ranges[start..<min(start + WireLimits.linesMax, ranges.count)])
                effects.append(.say(share.link, .wants(part, graft: false)))
            }
            return
        }
    }

    // Ourselves.

    /// Whether we are not in, or have little room left and may be given more.
    private var wantsAdmission: Bool {
        if isBeingFounded { return false }
        guard let seats = admissions.seats(of: ownLog) else { return true }
        let isOrganiser = organisers.contains(own.publicKey) && seats < GatheringLimits.organiserSeats
        return isOrganiser || seats < GatheringLimits.writerSeats && quota.isHalfFull(ownLog, seats: seats)
    }

    /// When to ask to be let in.
    var nextAdmissionAsk: Instant? {
        wantsAdmission && !shares.isEmpty ? admissionAsk?.at ?? nextCompare : nil
    }

    /// Asks a few neighbours to let us in, those first who have room for most; and others, until somebody did.
    mutating func askAdmission(at now: Instant, dice: inout Dice) {
        guard wantsAdmission else { return sponsorsWanted = [] }
        guard !shares.isEmpty, admissionAsk.map({ $0.at <= now }) ?? true else { return }
        // It stays ours over restarts, so that nobody lets us in twice.
        if admissionAsk?.count ?? 0 == 0, record.log(ownLog) == nil, pending.isEmpty {
            effects.append(.persist(.ownLog(gathering, ownLog.number)))
        }
        let room = seatsByAuthor
        let places = shares.indices.shuffled(using: &dice)
            .sorted { room[shares[$0].peer] ?? 0 > room[shares[$1].peer] ?? 0 }
        var asked = Array(places.prefix(1))
        asked += places.dropFirst().shuffled(using: &dice).prefix(RecordLimits.sponsorsAsked - 1)
        let isIn = admissions.contains(ownLog)
        // Whom our neighbours could not help needs a link to somebody with seats; for a mere place one is enough.
        if isIn || admissionAsk?.count ?? 0 > 0 {
            let enough = isIn ? GatheringLimits.newcomerSeats : 0
            let sponsors = room.filter { $0.value > enough }.keys.sorted().shuffled(using: &dice)
            sponsorsWanted = Array(sponsors.prefix(RecordLimits.sponsorsAsked))
        }
        for place in asked { effects.append(.say(shares[place].link, .askAdmission(ownLog.number))) }
        let count = (admissionAsk?.count ?? 0) + 1
        let wait = RecordLimits.admissionAskMS << Int64(min(count / 4, 5))
        admissionAsk = (
            now.advanced(byMS: isIn ? RecordLimits.admissionAskMaxMS : min(wait, RecordLimits.admissionAskMaxMS)), count
        )
    }

    private var seatsByAuthor: [PublicKey: Int] {
        var room: [PublicKey: Int] = [:]
        for (id, _) in record.all { room[id.author] = max(room[id.author] ?? 0, admissions.seatsLeft(of: id)) }
        return room
    }

    /// What somebody gets who is no organiser: more than at first only if they need it.
    private func wanted(by log: LogID, having seats: Int) -> Int {
        guard seats > 0, quota.isHalfFull(log, seats: seats) else { return GatheringLimits.newcomerSeats }
        return min(2 * seats + 1, GatheringLimits.writerSeats)
    }

    /// Lets somebody in who asks, if we can and may.
    ///
    /// - Returns: what we wrote; nil if they are not let in, or were before.
    mutating func admit(
        _ log: LogID, from source: Sponsor.Source, createdMS: UInt64, dice: inout Dice, at now: Instant
    ) -> Entry? {
        guard let own = admissions.seats(of: ownLog), log.author != self.own.publicKey else { return nil }
        let promised = pending.compactMap { entry -> Content.Admission? in
            if case .admission(let said)? = try? Content(of: entry) { said } else { nil }
        }
        let left = admissions.seatsLeft(of: ownLog) - promised.reduce(0) { $0 + 1 + $1.seats }
        let has = (promised.filter { $0.log == log }.map(\.seats) + [admissions.seats(of: log)].compactMap { $0 }).max()
        let isOrganiser = organisers.contains(log.author)
        let most = min(
            isOrganiser ? GatheringLimits.organiserSeats : wanted(by: log, having: has ?? 0),
            own / GatheringLimits.seatsGivenPart, left / (GatheringLimits.newcomerSeats + 1))
        guard left > 0,
            let place = sponsor.place(
                for: log, from: isOrganiser ? .known(log.author) : source, seats: most, of: own,
                has: has, dice: &dice, at: now)
        else { return nil }
        let said = Content.admission(.init(log: log, seats: place.seats, origin: place.origin)).encoded()
        return try? write(
            EntryDraft(
                document: gathering, parents: [], kind: said.kind, shape: said.shape, content: said.content,
                createdMS: createdMS),
            dice: &dice)
    }
}
