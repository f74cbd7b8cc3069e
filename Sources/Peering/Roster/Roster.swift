import Cards
import Keys
import OrderedCollections
import Wire

/// Everybody of whom a node has heard in this run, oneself only while one hides: the latest beat of each, and what
/// follows from its age. Signatures were checked before anything comes here.
///
/// Entries are kept by the first eight bytes of the key, as announcements name them: of two keys that agree in 64 bits,
/// which nobody meets by chance, the first that came is kept.
struct Roster: Sendable {
    private var standings: [PublicKey: Standing]
    private var entries: OrderedDictionary<AuthorPrefix, RosterEntry> = [:]
    private var byEndpoint: [Endpoint: PublicKey] = [:]
    private var deadlines = Deadlines<AuthorPrefix>()
    /// Who brought those who are here or quiet.
    private var present = Shares<IPAddress?>()
    /// Until then nobody is looked for who would make room for what is invented.
    private var fullUntil = Instant(microseconds: .min)
    /// Who had to make room.
    private var evicted: PublicKey?

    init(standings: [PublicKey: Standing]) { self.standings = standings }

    /// What admitting a beat changed.
    enum Outcome: Hashable {
        /// Nothing: a later or the same beat was there.
        case stale
        /// Only that we heard of them again.
        case beat
        /// They are new, came back, left, or their profile changed.
        case news(profile: Bool)
    }

    /// How many are here or quiet.
    var presentCount: Int { present.total }

    /// With how many attendees our own intervals reckon: of those whom one neighbour brought with a small crowd and as
    /// many as all others brought, and in all with no more than we design for. What is invented costs us little.
    var crowd: Int {
        let others = present.total - present.most
        return min(present.total, 2 * others + PeeringLimits.crowdOfOne, PeeringLimits.crowdMax)
    }

    func standing(of key: PublicKey) -> Standing { standings[key] ?? .stranger }

    /// How many who are here or quiet take part in an open gathering.
    func attending(_ gathering: UInt64) -> Int {
        entries.values.count { $0.presence != .gone && $0.gatherings.contains(gathering) }
    }

    /// The names under which DNS-SD shows those who are here or quiet, as they say.
    var instances: Set<String> {
        Set(entries.values.filter { $0.presence != .gone && !$0.instance.isEmpty }.map(\.instance))
    }

    /// Everybody who is blocked, ascending.
    var blocked: [PublicKey] { standings.filter { $0.value == .blocked }.keys.sorted() }

    mutating func setStanding(of key: PublicKey, _ standing: Standing) {
        standings[key] = standing == .stranger ? nil : standing
        if let place = place(of: key) { entries.values[place].standing = standing }
    }

    var keys: [PublicKey] { entries.values.map(\.key) }
    var count: Int { entries.count }

    subscript(key: PublicKey) -> RosterEntry? {
        guard let place = place(of: key) else { return nil }
        return entries.values[place]
    }

    /// Which beat of somebody is held.
    func stamp(of prefix: AuthorPrefix) -> UInt64? {
        entries.index(forKey: prefix).map { entries.values[$0].beat.header.stamp }
    }

    /// The hash of the profile that is held.
    func profileHash(of prefix: AuthorPrefix) -> [UInt8]? {
        entries.index(forKey: prefix).map { entries.values[$0].beat.header.profileHash }
    }

    /// Whether somebody is here and no beat of theirs is late.
    func isOnTime(_ key: PublicKey) -> Bool {
        guard let place = place(of: key) else { return false }
        return entries.values[place].presence == .here && !entries.values[place].isOverdue
    }

    func presence(of key: PublicKey) -> Presence? { place(of: key).map { entries.values[$0].presence } }

    /// Who said that they listen here; the scope does not count.
    func listener(at endpoint: Endpoint) -> PublicKey? { byEndpoint[endpoint.scoped(to: 0)] }

    /// Where a beat comes from.
    struct Arrival {
        /// The address at the other end of the link that brought it, nil if that is closed.
        let bringer: IPAddress?
        /// When a link of ours to its author last brought anything, nil without a link.
        let spoke: Instant?
        /// Our own interval, in milliseconds.
        let intervalMS: Int64
    }

    /// Takes a checked beat. Without a profile of its own, the one held must be the one it names.
    mutating func admit(
        _ presence: SignedPresence, of author: PublicKey, profile: KnownProfile?, _ arrival: Arrival, at now: Instant
    ) -> Outcome {
        let heard = now.advanced(byMS: -Int64(min(presence.ageMS, UInt32(PeeringLimits.rememberGoneMS))))
        guard let place = entries.index(forKey: author.compact.prefix) else {
            return insert(presence, of: author, profile: profile, heard: heard, arrival, at: now)
        }
        guard entries.values[place].key == author, presence.header.stamp > entries.values[place].beat.header.stamp
        else { return .stale }
        // Who is known from several counts where the fewest are.
        if present[arrival.bringer] + 1 < present[entries.values[place].bringer] {
            move(place, to: arrival.bringer)
        }
        return update(place, with: presence, profile: profile, heard: heard, at: now)
    }

    private mutating func insert(
        _ presence: SignedPresence, of author: PublicKey, profile: KnownProfile?,
        heard: Instant, _ arrival: Arrival, at now: Instant
    ) -> Outcome {
        guard let profile, presence.profileBytes != nil, !presence.header.leaving else { return .stale }
        var entry = RosterEntry(
            key: author, bringer: arrival.bringer, beat: presence, badge: profile.badge,
            endpoints: profile.endpoints, gatherings: profile.gatherings, instance: profile.instance, heard: heard,
            presence: .here, spoke: arrival.spoke, standing: standings[author] ?? .stranger, lookAt: now)
        entry.age(to: now)
        guard entry.presence != .gone, makeRoom(for: author, arrival, at: now) else { return .stale }
        add(entry)
        return .news(profile: true)
    }

    private mutating func add(_ entry: RosterEntry) {
        var entry = entry
        entry.lookAt = entry.nextChange
        deadlines.add(entry.key.compact.prefix, at: entry.lookAt)
        remember(entry.endpoints, of: entry.key)
        if entry.presence != .gone { present.add(entry.bringer) }
        entries[entry.key.compact.prefix] = entry
    }

    /// Somebody of whom nothing is held has just said goodbye.
    mutating func takeLeave(
        with goodbye: SignedPresence, of author: PublicKey, profile: KnownProfile, at now: Instant
    ) {
        guard entries[author.compact.prefix] == nil, entries.count < PeeringLimits.attendeesMax else { return }
        add(
            RosterEntry(
                key: author, bringer: nil, beat: goodbye, badge: profile.badge, endpoints: profile.endpoints,
                gatherings: profile.gatherings, instance: profile.instance, heard: now, presence: .gone,
                standing: standing(of: author), lookAt: now))
    }

    /// A link to somebody opened or brought something at this moment, or was closed, which is nil; whether that changed
    /// their presence.
    mutating func follow(_ key: PublicKey, spoke: Instant?, at now: Instant) -> Bool {
        guard let place = place(of: key) else { return false }
        entries.values[place].spoke = spoke
        let before = entries.values[place].presence
        // Whoever is here stays here by whatever they say.
        if spoke != nil, before == .here, !entries.values[place].isOverdue { return false }
        defer { note(place) }
        return age(place, to: now) != before
    }

    /// Keeps nothing of somebody.
    mutating func remove(_ key: PublicKey) {
        if let place = place(of: key) { remove(place) }
    }

    private mutating func update(
        _ place: Int, with presence: SignedPresence, profile: KnownProfile?, heard: Instant,
        at now: Instant
    ) -> Outcome {
        var profileChanged = false
        if let profile {
            let held = entries.values[place]
            profileChanged = held.profile != profile
            if profileChanged {
                forget(held.endpoints, of: held.key)
                remember(profile.endpoints, of: held.key)
                entries.values[place].badge = profile.badge
                entries.values[place].endpoints = profile.endpoints
                entries.values[place].gatherings = profile.gatherings
                entries.values[place].instance = profile.instance
            }
        }
        let before = (entries.values[place].presence, entries.values[place].presenceByBeats(at: now))
        let profileBytes = presence.profileBytes ?? entries.values[place].beat.profileBytes
        entries.values[place].beat = presence.travelling(withProfile: profileBytes, ageMS: 0)
        entries.values[place].heard = max(heard, entries.values[place].heard)
        let after = (age(place, to: now), entries.values[place].presenceByBeats(at: now))
        note(place)
        // To others it is news if a link showed us before that they are back.
        return profileChanged || after != before ? .news(profile: profileChanged) : .beat
    }

    /// Moves everybody whose time has come on to quiet, gone or away.
    mutating func expire(at now: Instant) -> Expiry {
        var expiry = Expiry()
        while let item = deadlines.takeDue(at: now) {
            // An entry that moved its deadline forward has left an older note behind.
            guard let place = entries.index(forKey: item.key), entries.values[place].lookAt == item.moment
            else { continue }
            let key = entries.values[place].key
            if entries.values[place].nextChange <= now {
                let before = entries.values[place].presence
                if before == .gone {
                    remove(place)
                    expiry.forgotten.append(key)
                    continue
                }
                let after = age(place, to: now)
                if after != before { expiry.changed.append(key) } else { expiry.isAnybodyOverdue = true }
            }
            let next = entries.values[place].nextChange
            entries.values[place].lookAt = next
            deadlines.add(item.key, at: next)
        }
        return expiry
    }

    /// What ``expire(at:)`` did.
    struct Expiry {
        /// Who became quiet or gone.
        var changed: [PublicKey] = []
        /// Who is no longer kept.
        var forgotten: [PublicKey] = []
        /// Whether somebody's beat became late.
        var isAnybodyOverdue = false
    }

    /// When ``expire(at:)`` may have something to do next.
    var nextChange: Instant? { deadlines.next }

    /// What to announce: everybody who is not gone, and fresh goodbyes.
    func announcements(at now: Instant) -> [Announcement] {
        var announcements: [Announcement] = []
        announcements.reserveCapacity(entries.count + 1)
        for place in entries.values.indices {
            let stamp = entries.values[place].beat.header.stamp
            if entries.values[place].presence == .gone {
                let age = now.milliseconds(since: entries.values[place].heard)
                guard entries.values[place].beat.header.leaving, age < PeeringLimits.announceGoodbyeMS
                else { continue }
            }
            announcements.append(Announcement(author: entries.keys[place], stamp: stamp))
        }
        return announcements
    }

    /// Somebody's latest beat as it is passed on at this moment.
    func travelling(_ prefix: AuthorPrefix, withProfile: Bool, at now: Instant) -> SignedPresence? {
        guard let place = entries.index(forKey: prefix) else { return nil }
        let ageMS = UInt32(clamping: now.milliseconds(since: entries.values[place].heard))
        let beat = entries.values[place].beat
        return beat.travelling(withProfile: withProfile ? beat.profileBytes : nil, ageMS: ageMS)
    }

    /// Whether somebody's latest beat may be passed on now; then it counts as passed on. Otherwise, when it may.
    mutating func passOn(_ prefix: AuthorPrefix, at now: Instant) -> Instant? {
        guard let place = entries.index(forKey: prefix) else { return nil }
        let leaving = entries.values[place].beat.header.leaving
        if let last = entries.values[place].passedOn, last.leaving || !leaving {
            let next = last.at.advanced(byMS: PeeringLimits.passOnMS)
            if now < next { return next }
        }
        entries.values[place].passedOn = (now, leaving)
        return nil
    }

    /// Whether this very beat is held.
    func holds(_ presence: SignedPresence) -> Bool {
        guard let place = entries.index(forKey: presence.header.authorPrefix) else { return false }
        return entries.values[place].beat.signature == presence.signature
    }
}

extension Roster {
    private func place(of key: PublicKey) -> Int? {
        guard let place = entries.index(forKey: key.compact.prefix), entries.values[place].key == key
        else { return nil }
        return place
    }

    /// Brings an entry up to date; tells its presence.
    private mutating func age(_ place: Int, to now: Instant) -> Presence {
        let before = entries.values[place].presence
        entries.values[place].age(to: now)
        let after = entries.values[place].presence
        if before != .gone, after == .gone { present.remove(entries.values[place].bringer) }
        if before == .gone, after != .gone { present.add(entries.values[place].bringer) }
        return after
    }

    /// Sees to it that the entry is looked at when its next change comes; too early does no harm.
    private mutating func note(_ place: Int) {
        let next = entries.values[place].nextChange
        guard next < entries.values[place].lookAt else { return }
        entries.values[place].lookAt = next
        deadlines.add(entries.keys[place], at: next)
        if deadlines.count > 2 * entries.count + 64 {
            let entries = entries
            deadlines.removeAll { item in entries[item.key]?.lookAt != item.moment }
        }
    }

    private mutating func remember(_ endpoints: [Endpoint], of key: PublicKey) {
        for endpoint in endpoints { byEndpoint[endpoint.scoped(to: 0)] = key }
    }

    private mutating func forget(_ endpoints: [Endpoint], of key: PublicKey) {
        for endpoint in endpoints where byEndpoint[endpoint.scoped(to: 0)] == key {
            byEndpoint[endpoint.scoped(to: 0)] = nil
        }
    }

    private mutating func remove(_ place: Int) {
        let entry = entries.values[place]
        if entry.presence != .gone { present.remove(entry.bringer) }
        forget(entry.endpoints, of: entry.key)
        entries.remove(at: place)
    }

    private mutating func move(_ place: Int, to bringer: IPAddress?) {
        let entry = entries.values[place]
        if entry.presence != .gone {
            present.remove(entry.bringer)
            present.add(bringer)
        }
        entries.values[place].bringer = bringer
    }

    /// Sees to a place in a full roster; false if there is none. Contacts and whoever is linked have one in any case,
    /// also beyond the bound, and never lose it. Of the others somebody makes room who is gone or quiet; else one of
    /// those whom the neighbour brought who brought most: the stalest, by intervals of ours, and of these the last that
    /// came. So whoever invents attendees loses their own, and they lose no fresh one to another invention.
    private mutating func makeRoom(for author: PublicKey, _ arrival: Arrival, at now: Instant) -> Bool {
        guard entries.count >= PeeringLimits.attendeesMax else { return true }
        let isKept = arrival.spoke != nil || [.contact, .verified].contains(standing(of: author))
        let loser = present.loser(to: arrival.bringer)
        let isRefused = !isKept && loser == arrival.bringer
        // Whoever pours in what has no place costs no search each time.
        if isRefused, now < fullUntil { return false }
        var absent: (place: Int, heard: Instant)?
        var stalest: (place: Int, age: Int64)?
        for place in entries.values.indices where entries.values[place].standing == .stranger {
            let (heard, isHere) = (entries.values[place].heard, entries.values[place].presence == .here)
            guard !isHere || entries.values[place].bringer == loser, entries.values[place].spoke == nil
            else { continue }
            if !isHere {
                if absent.map({ heard < $0.heard }) ?? true { absent = (place, heard) }
            } else if absent == nil {
                let age = entries.values[place].age(at: now, inIntervalsOf: arrival.intervalMS)
                if stalest.map({ age >= $0.age }) ?? true { stalest = (place, age) }
            }
        }
        guard let place = absent?.place ?? stalest?.place else { return isKept }
        if isRefused, absent == nil, stalest.map({ $0.age < PeeringLimits.quietBeats }) ?? false {
            fullUntil = now.advanced(byMS: PeeringLimits.fullRosterMS)
            return false
        }
        makeRoom(at: place)
        return true
    }

    private mutating func makeRoom(at place: Int) {
        evicted = entries.values[place].key
        remove(place)
    }

    /// Who had to make room for the last one admitted.
    mutating func takeEvicted() -> PublicKey? {
        defer { evicted = nil }
        return evicted
    }
}
