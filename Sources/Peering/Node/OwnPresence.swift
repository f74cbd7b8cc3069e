import Cards
import Keys
import Wire

/// What we say about ourselves: badge, addresses, and the beats that carry them.
struct OwnPresence: Sendable {
    let key: PublicKey
    private(set) var badge: Badge
    var visible: Bool
    var beatMS: Int64
    private(set) var endpoints: [Endpoint] = []
    private var places: Set<Endpoint> = []
    /// All addresses of this machine with the port, told or not, without scopes.
    private var allPlaces: Set<Endpoint> = []
    /// Our addresses over which a link can live, without ports; nil before they are known.
    private var connected: Set<Endpoint>?
    private var gatherings: [UInt64] = []
    private var instance = ""
    /// Our latest beat, profile and all; nil before the first.
    private(set) var current: SignedPresence?
    /// Whether the profile changed since the last beat.
    private var profileIsNew = true
    private var stamp: UInt64 = 0
    private let startWallMS: UInt64
    private let startedAt: Instant

    init(key: PublicKey, badge: Badge, visible: Bool, beatMS: Int64, startWallMS: UInt64, startedAt: Instant) {
        self.key = key
        self.badge = badge
        self.visible = visible
        self.beatMS = beatMS
        self.startWallMS = startWallMS
        self.startedAt = startedAt
    }

    var prefix: AuthorPrefix { key.compact.prefix }

    /// What others know of our profile.
    var known: KnownProfile {
        KnownProfile(badge: badge, endpoints: endpoints, gatherings: gatherings, instance: instance)
    }

    /// Whether this changed anything.
    mutating func show(_ badge: Badge) -> Bool {
        guard badge != self.badge else { return false }
        self.badge = badge
        profileIsNew = true
        return true
    }

    /// Takes the addresses that others are told, the best first; whether they are others than before. Another order
    /// alone is no news worth telling a room.
    mutating func listen(at endpoints: [Endpoint]) -> Bool {
        let kept = Array(endpoints.prefix(WireLimits.endpointsMax))
        guard Set(kept) != Set(self.endpoints) else { return false }
        self.endpoints = kept
        places = Set(kept.map { $0.scoped(to: 0) })
        profileIsNew = true
        return true
    }

    /// Takes all addresses of this machine, and those over which a link can live: tells which of these went, and
    /// whether any came.
    mutating func move(to addresses: [Endpoint], connected: [Endpoint]) -> (gone: Set<Endpoint>, haveCome: Bool) {
        allPlaces = Set(addresses.map { $0.scoped(to: 0) })
        let new = Set(connected)
        let old = self.connected ?? new
        self.connected = new
        return (old.subtracting(new), !new.isSubset(of: old))
    }

    /// Takes the open gatherings that we take part in; whether this changed anything.
    mutating func attend(_ gatherings: [UInt64]) -> Bool {
        guard gatherings != self.gatherings else { return false }
        self.gatherings = gatherings
        profileIsNew = true
        return true
    }

    /// Takes the name under which DNS-SD shows us; whether this changed anything.
    mutating func advertise(as instance: String) -> Bool {
        guard instance != self.instance, instance.utf8.count <= WireLimits.instanceBytesMax else { return false }
        self.instance = instance
        profileIsNew = true
        return true
    }

    /// Whether this address is ours; the scope does not count.
    func listens(at endpoint: Endpoint) -> Bool {
        let place = endpoint.scoped(to: 0)
        return places.contains(place) || allPlaces.contains(place)
    }

    /// A beat of ours that sorts after ours, or beside it, came back to us: an earlier run with a faster clock wrote
    /// it, or another machine with our key. The next beat outdoes it. True if ours was outdone.
    mutating func outdo(_ foreign: SignedPresence) -> Bool {
        // Whoever holds our key could take us to the end of all numbers; no clock gets half as far.
        guard isOutdone(by: foreign), foreign.header.stamp < UInt64.max / 2 else { return false }
        stamp = foreign.header.stamp
        // Whoever holds the other beat took none of ours.
        profileIsNew = true
        return true
    }

    func isAhead(_ foreign: UInt64) -> Bool { foreign > stamp }

    /// Whether this beat of ours is another than our latest, and those who hold it will not take ours.
    func isOutdone(by foreign: SignedPresence) -> Bool {
        foreign.header.stamp > stamp
            || (foreign.header.stamp == stamp && foreign.signature != current?.signature)
    }

    /// The next beat, and whether its profile is news to those who hold the last one.
    mutating func beat(
        intervalMS: Int64, leaving: Bool = false, signer: any Signer, at now: Instant
    ) -> (presence: SignedPresence, withProfile: Bool) {
        let elapsed = UInt64(max(0, now.milliseconds(since: startedAt)))
        stamp = max(stamp + 1, startWallMS + elapsed)
        let profile = Profile(
            name: badge.name, headline: badge.headline, topics: badge.topics, asks: badge.asks, offers: badge.offers,
            endpoints: endpoints, gatherings: gatherings, instance: instance
        ).encoded()
        let range = WireLimits.intervalMSRange
        let header = PresenceHeader(
            author: key.bytes, stamp: stamp,
            intervalMS: UInt32(min(max(intervalMS, Int64(range.lowerBound)), Int64(range.upperBound))),
            leaving: leaving, profileHash: SignedPresence.hash(ofProfile: profile))
        let headerBytes = header.encoded()
        let signature = signer.sign(SignedPresence.signatureContext + headerBytes)
        let presence = SignedPresence(
            header: header, headerBytes: headerBytes, signature: signature.bytes, profileBytes: profile, ageMS: 0)
        defer { profileIsNew = false }
        current = presence
        return (presence, profileIsNew)
    }
}

extension SignedPresence {
    /// The first 16 bytes of BLAKE2b-256.
    static func hash(ofProfile bytes: [UInt8]) -> [UInt8] { Array(Blake2b.hash(bytes, length: 32).prefix(16)) }
}
