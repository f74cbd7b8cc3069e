import Cards
import Keys
import OrderedCollections
import Wire

/// Everybody of whom a node has heard in this run, oneself left out: the latest beat of each, and what follows from its
/// age. Signatures were checked before anything comes here.
struct Roster: Sendable {
    private let own: PublicKey
    private let standings: [PublicKey: Standing]
    private var entries: OrderedDictionary<PublicKey, RosterEntry> = [:]
    private var byPrefix: [AuthorPrefix: PublicKey] = [:]
    private var byEndpoint: [Endpoint: PublicKey] = [:]
    /// How many are here or quiet.
    private(set) var presentCount = 0

    init(own: PublicKey, standings: [PublicKey: Standing]) {
        self.own = own
        self.standings = standings
    }

    /// What admitting a beat changed.
    enum Outcome: Hashable {
        /// Nothing: a later or the same beat was there.
        case stale
        /// Only that we heard of them again.
        case beat
        /// They are new, came back, left, or their profile changed.
        case news(profile: Bool)
    }

    var keys: [PublicKey] { Array(entries.keys) }
    var count: Int { entries.count }

    subscript(key: PublicKey) -> RosterEntry? { entries[key] }

    func entry(_ prefix: AuthorPrefix) -> RosterEntry? { byPrefix[prefix].flatMap { entries[$0] } }

    /// Who said that they listen here; the scope does not count.
    func listener(at endpoint: Endpoint) -> PublicKey? { byEndpoint[endpoint.scoped(to: 0)] }

    /// Takes a checked beat. Without a profile of its own, the one held must be the one it names.
    mutating func admit(
        _ presence: SignedPresence, of author: PublicKey, profile: (badge: Badge, endpoints: [Endpoint])?,
        at now: Instant
    ) -> Outcome {
        precondition(author != own, "our own beats are no part of the roster")
        let heard = now.advanced(byMS: -Int64(min(presence.ageMS, UInt32(PeeringLimits.rememberGoneMS))))
        guard var entry = entries[author] else {
            guard let profile, presence.profileBytes != nil, !presence.header.leaving, makeRoom() else { return .stale }
            var entry = RosterEntry(
                key: author, beat: presence, badge: profile.badge, endpoints: profile.endpoints, heard: heard,
                presence: .here, standing: standings[author] ?? .stranger)
            entry.presence = entry.presence(at: now)
            guard entry.presence != .gone else { return .stale }
            byPrefix[author.compact.prefix] = author
            insert(entry)
            return .news(profile: true)
        }
        guard presence.header.stamp > entry.beat.header.stamp else { return .stale }
        let before = entry
        remove(entry)
        entry.beat = presence.travelling(withProfile: presence.profileBytes ?? before.beat.profileBytes, ageMS: 0)
        entry.heard = max(heard, before.heard)
        if let profile {
            entry.badge = profile.badge
            entry.endpoints = profile.endpoints
        }
        entry.presence = entry.presence(at: now)
        insert(entry)
        let profileChanged = entry.badge != before.badge || entry.endpoints != before.endpoints
        return profileChanged || entry.presence != before.presence ? .news(profile: profileChanged) : .beat
    }

    /// Moves everybody whose time has come to quiet, gone or away; tells who changed and who is forgotten.
    mutating func expire(at now: Instant) -> (changed: [PublicKey], forgotten: [PublicKey]) {
        var changed: [PublicKey] = []
        var forgotten: [PublicKey] = []
        for key in keys {
            guard var entry = entries[key], entry.nextChange <= now else { continue }
            remove(entry)
            if entry.presence == .gone {
                byPrefix[key.compact.prefix] = nil
                entries[key] = nil
                forgotten.append(key)
                continue
            }
            entry.presence = entry.presence(at: now)
            insert(entry)
            changed.append(key)
        }
        return (changed, forgotten)
    }

    /// When ``expire(at:)`` has something to do next.
    var nextChange: Instant? { entries.values.lazy.map(\.nextChange).min() }

    /// What to announce: everybody who is not gone, and fresh goodbyes.
    func announcements(at now: Instant) -> [Announcement] {
        entries.values.compactMap { entry in
            if entry.presence == .gone {
                let age = now.milliseconds(since: entry.heard)
                guard entry.beat.header.leaving, age < PeeringLimits.announceGoodbyeMS else { return nil }
            }
            return Announcement(author: entry.key.compact.prefix, stamp: entry.beat.header.stamp)
        }
    }

    private mutating func insert(_ entry: RosterEntry) {
        entries[entry.key] = entry
        if entry.presence != .gone { presentCount += 1 }
        for endpoint in entry.endpoints { byEndpoint[endpoint.scoped(to: 0)] = entry.key }
    }

    /// Takes an entry out of the indexes; its place in the order stays until it is forgotten.
    private mutating func remove(_ entry: RosterEntry) {
        if entry.presence != .gone { presentCount -= 1 }
        for endpoint in entry.endpoints where byEndpoint[endpoint.scoped(to: 0)] == entry.key {
            byEndpoint[endpoint.scoped(to: 0)] = nil
        }
    }

    /// In a full roster the stranger who was heard of longest ago and is gone or quiet makes room; false if all are
    /// here.
    private mutating func makeRoom() -> Bool {
        guard entries.count >= PeeringLimits.attendeesMax else { return true }
        let leavers = entries.values.filter { $0.presence != .here && $0.standing == .stranger }
        guard let leaver = leavers.min(by: { $0.heard < $1.heard }) else { return false }
        remove(leaver)
        byPrefix[leaver.key.compact.prefix] = nil
        entries[leaver.key] = nil
        return true
    }
}
