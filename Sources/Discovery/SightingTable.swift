import Wire

/// Turns what DNS-SD says about (instance, interface, family) into one candidate for each instance, and decides which
/// requests are open at any time. A pure value: events in, actions out.
///
/// At most `candidatesMax` instances are held. When another comes, one goes: first those that never gave an address,
/// then the one not announced for longest. An instance is looked up when its addresses are wanted, on every interface
/// on which it is announced, then and later. Lookups run at most `lookupsMax` at once, in the order in which they were
/// wanted; the next may take the place of one that has an address, or had no answer for `patienceMS`.
struct SightingTable {
    /// What happened.
    enum Event {
        /// A request is open, and to open it took so long. How long an answer may take is counted from here.
        case opened(token: UInt, tookMS: Int64)
        /// A service appeared on an interface, once for each address family.
        case sighted(String, interface: UInt32)
        /// A service disappeared from an interface in one of its families.
        case unsighted(String, interface: UInt32)
        /// A resolve was answered.
        case resolved(token: UInt, host: String, port: UInt16, txt: [UInt8])
        /// An address query was answered.
        case address(token: UInt, IPAddress, interface: UInt32)
        /// A request ended without an answer.
        case failed(token: UInt)
        /// The addresses of this instance are wanted, also if some are known: they may not work. Unless it `asks`, only
        /// what Avahi knows already is taken.
        case resolve(String, asks: Bool)
        /// This name is ours and never a candidate, or turned out to be somebody else's.
        case ours(String, Bool)
        /// A browse of a sample or of everybody begins: what is there is about to be sighted anew.
        case looks(Sample?)
        /// A browse of a sample, or of everybody, that lasted for a moment is over.
        case looked(Sample?)
        /// Avahi is gone, and with it all requests and sightings.
        case vanished
        /// Avahi is back for long enough: what was not sighted again is lost.
        case settled
        /// Time went by.
        case tick
    }

    /// What to do about it, in this order.
    enum Action: Hashable {
        /// Open a request; its answers and its failure come back with the token.
        case open(token: UInt, DNSServiceRequest)
        /// Free a request.
        case close(token: UInt)
        /// Tell the consumer.
        case tell(DiscoveryEvent)
    }

    /// What is known of an instance on one interface.
    private struct Link {
        /// Families in which it is announced; 0 until it is sighted in a new browse.
        var sightings = 0
        /// Looks in a row that did not show it, of the kind that showed it last: whoever registers no sample is in no
        /// look at one, and Avahi forgets what nobody asks for after 75 minutes, for each kind by itself.
        var misses = 0
        var isSampled = false
        var endpoints: [Endpoint] = []
        var protocolVersion: Int?
    }

    private struct Entry {
        var links: [UInt32: Link] = [:]
        var lastSighting = 0
        var isWanted = false
        var asks = false
        var told: Candidate?
    }

    private var entries: [InstanceName: Entry] = [:]
    private var lookups: [Lookup.Key: Lookup] = [:]
    private var waiting: [Lookup.Key] = []
    private var owners: [UInt: Lookup.Key] = [:]
    private var ownNames: [InstanceName] = []
    private var nextToken: UInt
    private var sightings = 0
    /// The browse that is open is of a sample.
    private var isSampling = false
    private var actions: [Action] = []

    /// An empty table that numbers its requests from `firstToken`.
    init(firstToken: UInt) { nextToken = firstToken }

    /// Candidates, whether they have an address yet or not.
    var count: Int { entries.count }

    /// Those whom the last browse shows and who belong there, without ourselves.
    func othersSighted(in sample: Sample?) -> Int {
        entries.count { name, entry in
            entry.links.values.contains { $0.sightings > 0 } && !ownNames.contains(name)
                && sample.map { $0 == Sample(of: name.text) } ?? true
        }
    }

    /// When the next `tick` is due, nil if nothing waits for time.
    var nextDeadlineMS: Int64? {
        let yields = waiting.isEmpty ? [] : lookups.values.map(\.yieldMS)
        return (lookups.values.map(\.deadlineMS) + yields).min()
    }

    /// The only way in which the table changes.
    mutating func handle(_ event: Event, at nowMS: Int64) -> [Action] {
        switch event {
        case .opened(let token, let tookMS): opened(token, tookMS: tookMS, at: nowMS)
        case .sighted(let name, let interface): sighted(Lookup.Key(name: InstanceName(name), interface: interface))
        case .unsighted(let name, let interface): unsighted(Lookup.Key(name: InstanceName(name), interface: interface))
        case .resolved(let token, let host, let port, let txt):
            resolved(token, host: host, port: port, version: TXTRecord.protocolVersion(in: txt), at: nowMS)
        case .address(let token, let address, let interface): found(address, interface, token, at: nowMS)
        case .failed(let token): failed(token, at: nowMS)
        case .resolve(let name, let asks): resolve(InstanceName(name), asks: asks)
        case .ours(let name, let isOurs): isOurs ? exclude(InstanceName(name)) : include(InstanceName(name))
        case .looks(let sample):
            isSampling = sample != nil
            forgetSightings()
        case .looked(let sample): looked(sample)
        case .vanished: vanished()
        case .settled: settled()
        case .tick: tick(at: nowMS)
        }
        startWaiting(at: nowMS)
        defer { actions = [] }
        return actions
    }

    // MARK: Sightings

    private mutating func sighted(_ key: Lookup.Key) {
        if entries[key.name] == nil && entries.count >= DiscoveryLimits.candidatesMax { evict() }
        let isNew = entries[key.name] == nil
        var entry = entries[key.name] ?? Entry()
        guard entry.links[key.interface] != nil || entry.links.count < DiscoveryLimits.interfacesMax else { return }
        sightings += 1
        entry.lastSighting = sightings
        let isNewLink = entry.links[key.interface] == nil
        var link = entry.links[key.interface] ?? Link()
        link.sightings += 1
        link.misses = 0
        link.isSampled = isSampling
        entry.links[key.interface] = link
        entries[key.name] = entry
        if isNew, !ownNames.contains(key.name) { actions.append(.tell(.sighted(instance: key.name.text))) }
        if isNewLink, entry.isWanted { want(key) }
    }

    private mutating func unsighted(_ key: Lookup.Key) {
        guard var link = entries[key.name]?.links[key.interface], link.sightings > 0 else { return }
        link.sightings -= 1
        entries[key.name]?.links[key.interface] = link
        if link.sightings == 0 { drop(key) }
    }

    private mutating func resolve(_ name: InstanceName, asks: Bool) {
        guard entries[name] != nil, !ownNames.contains(name) else { return }
        entries[name]?.isWanted = true
        entries[name]?.asks = asks
        for (interface, _) in sortedLinks(of: name) {
            want(Lookup.Key(name: name, interface: interface))
        }
    }

    private mutating func exclude(_ name: InstanceName) {
        guard !ownNames.contains(name) else { return }
        ownNames.append(name)
        if ownNames.count > DiscoveryLimits.ownNamesMax { ownNames.removeFirst() }
        for (interface, _) in sortedLinks(of: name) {
            stop(Lookup.Key(name: name, interface: interface))
            entries[name]?.links[interface]?.endpoints = []
        }
        entries[name]?.told = nil
        if entries[name] != nil { actions.append(.tell(.lost(instance: name.text))) }
    }

    private mutating func include(_ name: InstanceName) {
        guard let index = ownNames.firstIndex(of: name) else { return }
        ownNames.remove(at: index)
        if entries[name] != nil { actions.append(.tell(.sighted(instance: name.text))) }
    }

    private mutating func vanished() {
        let interrupted = Set(lookups.keys.map(\.name) + waiting.map(\.name))
        lookups = [:]
        waiting = []
        owners = [:]
        for name in interrupted.sorted() { giveUp(name) }
        for name in entries.keys { entries[name]?.isWanted = false }
        forgetSightings()
    }

    private mutating func forgetSightings() {
        for (name, entry) in entries {
            for interface in entry.links.keys { entries[name]?.links[interface]?.sightings = 0 }
        }
    }

    private mutating func looked(_ sample: Sample?) {
        for name in entries.keys.sorted() where sample.map({ $0 == Sample(of: name.text) }) ?? true {
            for (interface, link) in sortedLinks(of: name) {
                guard link.sightings == 0, link.isSampled == (sample != nil) else { continue }
                entries[name]?.links[interface]?.misses += 1
                guard link.misses + 1 >= DiscoveryLimits.missedLooksMax else { continue }
                drop(Lookup.Key(name: name, interface: interface))
            }
        }
    }

    private mutating func settled() {
        for name in entries.keys.sorted() {
            for (interface, link) in sortedLinks(of: name) where link.sightings == 0 {
                drop(Lookup.Key(name: name, interface: interface))
            }
        }
    }

    private mutating func evict() {
        let victim = entries.min { left, right in
            let (hasLeft, hasRight) = (left.value.told != nil, right.value.told != nil)
            return hasLeft == hasRight ? left.value.lastSighting < right.value.lastSighting : hasRight
        }
        if let victim { remove(victim.key) }
    }

    private mutating func remove(_ name: InstanceName) {
        for (interface, _) in sortedLinks(of: name) { drop(Lookup.Key(name: name, interface: interface)) }
    }

    /// Forgets an instance on one interface, and the instance with its last interface.
    private mutating func drop(_ key: Lookup.Key) {
        stop(key)
        entries[key.name]?.links[key.interface] = nil
        guard entries[key.name]?.links.isEmpty == true else { return tell(key.name) }
        entries[key.name] = nil
        if !ownNames.contains(key.name) { actions.append(.tell(.lost(instance: key.name.text))) }
    }

    // MARK: Lookups

    private mutating func want(_ key: Lookup.Key) {
        guard !ownNames.contains(key.name), lookups[key] == nil, !waiting.contains(key) else { return }
        waiting.append(key)
    }

    private func asks(_ key: Lookup.Key) -> Bool { entries[key.name]?.asks ?? false }

    private mutating func stop(_ key: Lookup.Key) {
        closeLookup(key)
        waiting.removeAll { $0 == key }
    }

    private mutating func startWaiting(at nowMS: Int64) {
        while !waiting.isEmpty {
            if lookups.count >= DiscoveryLimits.lookupsMax {
                let next = lookups.min { ($0.value.yieldMS, $0.key) < ($1.value.yieldMS, $1.key) }
                guard let next, next.value.yieldMS <= nowMS else { return }
                finish(next.key, at: nowMS)
            }
            let key = waiting.removeFirst()
            lookups[key] = Lookup()
            open(.resolve(instance: key.name.text, interface: key.interface), for: key)
        }
    }

    private mutating func opened(_ token: UInt, tookMS: Int64, at nowMS: Int64) {
        guard let key = owners[token], let lookup = lookups[key], lookup.foundMS == nil else { return }
        let answerMS = lookup.port == 0 ? DiscoveryLimits.resolveMS : DiscoveryLimits.addressMS
        let cacheMS = DiscoveryLimits.cacheMS + AvahiPace.delayMS(tookMS: tookMS)
        let patienceMS = asks(key) ? answerMS : min(cacheMS, answerMS)
        lookups[key]?.openedMS = nowMS
        lookups[key]?.deadlineMS = nowMS + patienceMS
    }

    private mutating func resolved(_ token: UInt, host: String, port: UInt16, version: Int?, at nowMS: Int64) {
        guard let key = owners[token], lookups[key]?.port == 0 else { return }
        close(token)
        guard port >= WireLimits.portMin else { return finish(key, at: nowMS) }
        lookups[key]?.port = port
        lookups[key]?.openedMS = nil
        lookups[key]?.protocolVersion = version
        lookups[key]?.deadlineMS = .max
        for family in [DNSServiceRequest.Family.v4, .v6] {
            open(.address(host: host, interface: key.interface, family: family), for: key)
        }
    }

    private mutating func found(_ address: IPAddress, _ interface: UInt32, _ token: UInt, at nowMS: Int64) {
        guard let key = owners[token], var lookup = lookups[key] else { return }
        let endpoint = Endpoint(address: address, port: lookup.port, scope: interface)
        guard endpoint.isDialable, lookup.endpoints.count < WireLimits.endpointsMax,
            !lookup.endpoints.contains(endpoint)
        else { return }
        lookup.endpoints.append(endpoint)
        lookup.foundMS = lookup.foundMS ?? nowMS
        lookup.deadlineMS = min(lookup.deadlineMS, nowMS + DiscoveryLimits.settleMS)
        lookups[key] = lookup
        tell(key.name)
    }

    private mutating func failed(_ token: UInt, at nowMS: Int64) {
        guard let key = owners[token] else { return }
        close(token)
        if lookups[key]?.tokens.isEmpty == true { finish(key, at: nowMS) }
    }

    private mutating func tick(at nowMS: Int64) {
        for key in lookups.filter({ $0.value.deadlineMS <= nowMS }).keys.sorted() { finish(key, at: nowMS) }
    }

    /// Ends a lookup: what it found takes the place of what was known before.
    private mutating func finish(_ key: Lookup.Key, at nowMS: Int64) {
        guard let lookup = closeLookup(key), var link = entries[key.name]?.links[key.interface] else { return }
        link.endpoints = lookup.endpoints
        link.protocolVersion = lookup.protocolVersion
        entries[key.name]?.links[key.interface] = link
        tell(key.name)
        giveUp(key.name)
    }

    /// After the last lookup of an instance that has no address.
    private mutating func giveUp(_ name: InstanceName) {
        guard let entry = entries[name], entry.isWanted, entry.told == nil,
            !lookups.keys.contains(where: { $0.name == name }), !waiting.contains(where: { $0.name == name })
        else { return }
        entries[name]?.isWanted = false
        actions.append(.tell(.unresolved(instance: name.text)))
    }

    private mutating func open(_ request: DNSServiceRequest, for key: Lookup.Key) {
        lookups[key]?.tokens.append(nextToken)
        owners[nextToken] = key
        actions.append(.open(token: nextToken, request))
        nextToken += 1
    }

    private mutating func close(_ token: UInt) {
        guard let key = owners.removeValue(forKey: token) else { return }
        lookups[key]?.tokens.removeAll { $0 == token }
        actions.append(.close(token: token))
    }

    @discardableResult
    private mutating func closeLookup(_ key: Lookup.Key) -> Lookup? {
        for token in lookups[key]?.tokens ?? [] { close(token) }
        return lookups.removeValue(forKey: key)
    }

    // MARK: Telling

    /// Tells the consumer what changed about an instance since it was last told.
    private mutating func tell(_ name: InstanceName) {
        guard let entry = entries[name] else { return }
        var endpoints: [Endpoint] = []
        var version: Int?
        for (interface, link) in sortedLinks(of: name) {
            let lookup = lookups[Lookup.Key(name: name, interface: interface)]
            endpoints += link.endpoints + (lookup?.endpoints ?? [])
            version = version ?? lookup?.protocolVersion ?? link.protocolVersion
        }
        let candidate = Candidate(instance: name.text, endpoints: endpoints, protocolVersion: version)
        if candidate.endpoints.isEmpty {
            guard entry.told != nil else { return }
            entries[name]?.told = nil
            entries[name]?.isWanted = false
            actions.append(.tell(.unresolved(instance: name.text)))
        } else if candidate != entry.told {
            actions.append(.tell(.found(candidate)))
            entries[name]?.told = candidate
        }
    }

    private func sortedLinks(of name: InstanceName) -> [(key: UInt32, value: Link)] {
        (entries[name]?.links ?? [:]).sorted { $0.key < $1.key }
    }
}
