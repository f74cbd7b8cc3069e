import Keys
import OrderedCollections
import Wire

/// How beats spread: Plumtree (Leitão, Pereira and Rodrigues, "Epidemic Broadcast Trees", SRDS 2007). News is sent at
/// once over the eager links and announced over the others; who gets it twice prunes the link, who hears only the
/// announcement grafts it. In a large venue the beats that bring no news are announced over every link and asked for,
/// by ``Missing``: so nobody's place in the tree costs them more than others.
struct Gossip: Sendable {
    /// What the present event brought, to be passed on at its end: of each author the newest beat.
    private var news: OrderedDictionary<AuthorPrefix, News> = [:]
    /// The same of those of whom something was passed on a moment ago.
    private var waiting: [AuthorPrefix: News] = [:]
    private var waits = Deadlines<AuthorPrefix>()
    var missing = Missing<AuthorPrefix>()
    private var checking: Set<CheckKey> = []
    /// When beats that were announced are asked for together.
    var pullAt = Instant(microseconds: .min)
    /// Counts how often we told a link what we hold.
    var nextMend = 0

    struct News: Hashable {
        let author: PublicKey
        /// The link that brought it.
        let source: LinkID
        /// The links whose other sides hold it too.
        let holders: [LinkID]
        /// It says more than that somebody is still here.
        var isUrgent: Bool
        var withProfile: Bool
    }

    private struct CheckKey: Hashable {
        let author: AuthorPrefix
        let stamp: UInt64
        let signature: [UInt8]

        init(_ presence: SignedPresence) {
            author = presence.header.authorPrefix
            stamp = presence.header.stamp
            signature = presence.signature
        }
    }

    /// Keeps a beat for the end of the event; what was to be told of its author before goes with it.
    mutating func pass(on new: News) {
        let author = new.author.compact.prefix
        var new = new
        for earlier in [news[author], waiting[author]].compactMap({ $0 }) {
            new.isUrgent = new.isUrgent || earlier.isUrgent
            new.withProfile = new.withProfile || earlier.withProfile
        }
        news[author] = new
    }

    /// What came while the present event was handled, and what waited until now.
    mutating func takeNews(at now: Instant) -> [News] {
        while let due = waits.takeDue(at: now) {
            // What went on meanwhile, with a goodbye, has left its note behind.
            guard let late = waiting.removeValue(forKey: due.key), news[due.key] == nil else { continue }
            news[due.key] = late
        }
        defer { news.removeAll(keepingCapacity: true) }
        return Array(news.values)
    }

    /// Keeps something back until this moment; a later beat of its author takes its place.
    mutating func wait(_ news: News, until moment: Instant) {
        let author = news.author.compact.prefix
        if waiting.updateValue(news, forKey: author) == nil { waits.add(author, at: moment) }
    }

    /// Something of an author goes on now: nothing of theirs waits any more.
    mutating func passedOn(_ author: AuthorPrefix) { waiting[author] = nil }

    /// Whether anything may be passed on now.
    func hasNews(at now: Instant) -> Bool { !news.isEmpty || waits.next.map { $0 <= now } ?? false }

    /// When something that waits may be passed on.
    var nextWait: Instant? { waits.next }

    /// Whether this very presence is not being checked already; then it is from now on.
    mutating func beginCheck(_ presence: SignedPresence) -> Bool {
        guard checking.count < PeeringLimits.checksMax else { return false }
        return checking.insert(CheckKey(presence)).inserted
    }

    mutating func endCheck(_ presence: SignedPresence) { checking.remove(CheckKey(presence)) }
}

extension PresenceHeader {
    /// The first eight bytes of the author's key.
    var authorPrefix: AuthorPrefix {
        var prefix: AuthorPrefix = 0
        for byte in author.prefix(8) { prefix = prefix << 8 | AuthorPrefix(byte) }
        return prefix
    }
}
