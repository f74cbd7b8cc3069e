import OrderedCollections

/// The instances that DNS-SD shows, and which of them are resolved. A resolve is a question that everybody on the
/// network hears; if everybody resolved everybody, a room would drown in them. So there is a budget, and ``Node``
/// spends it on few: gossip brings the others with their addresses.
struct Sightings: Sendable {
    private var items: OrderedDictionary<String, Item> = [:]
    /// Resolves that may be begun now, in thousandths.
    private var budget = PeeringLimits.resolvesAtOnce * 1000
    private var budgetAt: Instant
    /// When the next instance is resolved only to see whether it is who claims it.
    private(set) var checkAt: Instant
    /// The network is not asked before this moment.
    private var askAt: Instant
    private var askPauseMS = PeeringLimits.askMS
    /// Something changed since they were last looked over.
    var isStale = false
    /// Where there are many, they are not looked over before this moment.
    var lookAt: Instant

    /// What is known of one instance.
    struct Item: Sendable {
        enum Phase: Hashable, Sendable { case unresolved, resolving, resolved }
        let since: Instant
        var phase = Phase.unresolved
        var notBefore: Instant
        /// Resolves that failed in a row.
        var failures = 0
    }

    init(at now: Instant) {
        (budgetAt, lookAt, askAt) = (now, now, now)
        checkAt = now.advanced(byMS: PeeringLimits.checkClaimsMS)
    }

    var count: Int { items.count }
    var resolvingCount: Int { items.values.count { $0.phase == .resolving } }

    /// Those that are to be resolved, sooner or later, in the order in which they were seen.
    var unresolved: [(instance: String, item: Item)] {
        items.elements.filter { $0.value.phase == .unresolved }.map { ($0.key, $0.value) }
    }

    /// DNS-SD shows an instance. Of many that appear together everybody begins with others, because each waits for a
    /// random time; an instance alone waits for nothing.
    mutating func add(_ instance: String, jitterMS: Int64, at now: Instant) {
        guard items[instance] == nil else { return }
        isStale = true
        makeRoom()
        let isAlone = items.values.allSatisfy { $0.phase != .unresolved } && resolvingCount == 0
        items[instance] = Item(since: now, notBefore: isAlone ? now : now.advanced(byMS: jitterMS))
    }

    mutating func remove(_ instance: String) { items[instance] = nil }

    /// Its addresses are known.
    mutating func resolved(_ instance: String, at now: Instant) {
        if items[instance] == nil { makeRoom() }
        let since = items[instance]?.since ?? now
        items[instance] = Item(since: since, phase: .resolved, notBefore: now)
        isStale = true
    }

    /// No address was found: it is asked for again, after a pause that doubles.
    mutating func failed(_ instance: String, pauseMaxMS: Int64, at now: Instant) {
        guard let failures = items[instance]?.failures else { return }
        isStale = true
        let pause = min(PeeringLimits.resolveAgainMS << Int64(min(failures, 8)), pauseMaxMS)
        items[instance]?.phase = .unresolved
        items[instance]?.failures = failures + 1
        items[instance]?.notBefore = now.advanced(byMS: pause)
    }

    /// None of its addresses answers: the network is asked anew, because what was heard may be out of date.
    mutating func refresh(_ instance: String, at now: Instant) {
        guard items[instance]?.phase == .resolved else { return }
        isStale = true
        items[instance]?.phase = .unresolved
        items[instance]?.failures = PeeringLimits.resolvesUnasked
        items[instance]?.notBefore = now
    }

    /// Begins to resolve an instance. Tells whether to ask the network: whoever is announced is heard by all, so that
    /// most are known without; and whoever asks in vain asks less and less often.
    mutating func begin(_ instance: String, isAlone: Bool, at now: Instant) -> Bool {
        items[instance]?.phase = .resolving
        budget -= 1000
        let unasked = isAlone ? PeeringLimits.resolvesUnaskedAlone : PeeringLimits.resolvesUnasked
        guard let failures = items[instance]?.failures, failures >= unasked, now >= askAt else { return false }
        askAt = now.advanced(byMS: askPauseMS)
        askPauseMS = min(2 * askPauseMS, PeeringLimits.askMaxMS)
        return true
    }

    /// Somebody was found: what is asked for next need not wait long.
    mutating func succeeded() { askPauseMS = PeeringLimits.askMS }

    mutating func checkedClaims(nextAt moment: Instant) { checkAt = moment }

    /// Whole resolves that may be begun now, where each costs so long.
    mutating func budget(at now: Instant, everyMS: Int64) -> Int64 {
        let gained = now.milliseconds(since: budgetAt) * 1000 / everyMS
        if gained > 0 {
            budget = min(budget + gained, PeeringLimits.resolvesAtOnce * 1000)
            budgetAt = now
        }
        return budget / 1000
    }

    /// When the budget allows the next resolve.
    func nextBudget(everyMS: Int64) -> Instant {
        budgetAt.advanced(byMS: (max(0, 1000 - budget) * everyMS + 999) / 1000)
    }

    /// In a full table the one that failed most often goes, else the oldest that is not resolved.
    private mutating func makeRoom() {
        guard items.count >= PeeringLimits.sightingsMax else { return }
        let worst = items.elements.max { left, right in
            if (left.value.phase == .resolved) != (right.value.phase == .resolved) {
                return left.value.phase == .resolved
            }
            if left.value.failures != right.value.failures { return left.value.failures < right.value.failures }
            return left.value.since > right.value.since
        }
        if let worst { items[worst.key] = nil }
    }
}
