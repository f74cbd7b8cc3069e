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
    /// When attempts with people who are no contacts failed, of the last ten minutes.
    private var strangers: [Instant] = []
    private var strangersRestUntil: Instant?

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

    /// An attempt came to nothing after a nonce of ours had left.
    mutating func mismatched(_ key: PublicKey, isStranger: Bool, at now: Instant) {
        if isStranger {
            strangers = strangers.filter { now.milliseconds(since: $0) < ExchangeLimits.restMS } + [now]
            if strangers.count >= ExchangeLimits.strangerMismatchesMax {
                strangers = []
                strangersRestUntil = now.advanced(byMS: ExchangeLimits.restMS)
            }
        }
        var record = take(key)
        record.mismatches += 1
        if record.mismatches >= ExchangeLimits.mismatchesMax {
            record.mismatches = 0
            record.restsUntil = now.advanced(byMS: ExchangeLimits.restMS)
        }
        put(key, record)
    }

    /// For how many milliseconds more the pair, or everybody who is no contact, rests; nil if neither does.
    func rest(
        of key: PublicKey, isStranger: Bool, at now: Instant
    ) -> (milliseconds: Int64, isEveryStranger: Bool)? {
        let pair = records[key]?.restsUntil.map { $0.milliseconds(since: now) } ?? 0
        let strangers = isStranger ? strangersRestUntil.map { $0.milliseconds(since: now) } ?? 0 : 0
        guard max(pair, strangers) > 0 else { return nil }
        return (max(pair, strangers), strangers > pair)
    }

    private mutating func take(_ key: PublicKey) -> Record { records.removeValue(forKey: key) ?? Record() }

    /// The newest last, so that the oldest go first.
    private mutating func put(_ key: PublicKey, _ record: Record) {
        records[key] = record
        if records.count > ExchangeLimits.recordsMax { records.removeFirst() }
    }
}
