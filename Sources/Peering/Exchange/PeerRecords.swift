import Keys
import OrderedCollections

/// What is remembered of keys whose requests came to nothing or whose codes differed, so that nobody can go on and on.
struct PeerRecords: Sendable {
    private struct Record {
        /// When requests of theirs came that nobody accepted.
        var requests: [Instant] = []
        var mismatches = 0
        var restsUntil: Instant?
    }

    private var records: OrderedDictionary<PublicKey, Record> = [:]

    /// Whether another request of theirs may be shown; then it counts.
    mutating func admitRequest(of key: PublicKey, at now: Instant) -> Bool {
        var record = take(key)
        record.requests.removeAll { now.milliseconds(since: $0) >= ExchangeLimits.dayMS }
        let mayAsk = record.requests.count < ExchangeLimits.refusedPerDayMax
        if mayAsk { record.requests.append(now) }
        put(key, record)
        return mayAsk
    }

    /// Their request was welcome: earlier ones are forgiven.
    mutating func accepted(_ key: PublicKey) {
        guard var record = records.removeValue(forKey: key) else { return }
        record.requests = []
        put(key, record)
    }

    mutating func mismatched(_ key: PublicKey, at now: Instant) {
        var record = take(key)
        record.mismatches += 1
        if record.mismatches >= ExchangeLimits.mismatchesMax {
            record.mismatches = 0
            record.restsUntil = now.advanced(byMS: ExchangeLimits.restMS)
        }
        put(key, record)
    }

    /// For how many milliseconds more the pair rests, nil if it does not.
    func rest(of key: PublicKey, at now: Instant) -> Int64? {
        guard let until = records[key]?.restsUntil, now < until else { return nil }
        return until.milliseconds(since: now)
    }

    private mutating func take(_ key: PublicKey) -> Record { records.removeValue(forKey: key) ?? Record() }

    /// The newest last, so that the oldest go first.
    private mutating func put(_ key: PublicKey, _ record: Record) {
        records[key] = record
        if records.count > ExchangeLimits.recordsMax { records.removeFirst() }
    }
}
