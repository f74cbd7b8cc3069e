import Keys
import Wire

/// How beats spread: Plumtree (Leitão, Pereira and Rodrigues, "Epidemic Broadcast Trees", SRDS 2007). News is sent at
/// once over the eager links and announced over the others; who gets it twice prunes the link, who hears only the
/// announcement grafts it. In a large venue the beats that bring no news are announced over every link and asked for,
/// by ``Missing``: so nobody's place in the tree costs them more than others.
struct Gossip: Sendable {
    /// Beats admitted while the present event is handled, to be passed on at its end.
    private(set) var news: [News] = []
    /// The newest of those of whom something was passed on a moment ago; at most everybody in the roster.
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

    mutating func pass(on news: News) { self.news.append(news) }

    /// What came while the present event was handled, and what waited until now; all that was to be told of an author
    /// goes with their newest beat.
    mutating func takeNews(at now: Instant) -> [News] {
        var taken = news
        news.removeAll(keepingCapacity: true)
        for place in taken.indices {
            guard let earlier = waiting.removeValue(forKey: taken[place].author.compact.prefix) else { continue }
            taken[place].isUrgent = taken[place].isUrgent || earlier.isUrgent
            taken[place].withProfile = taken[place].withProfile || earlier.withProfile
        }
        // Of what went with a newer beat, the note is left behind.
        while let due = waits.takeDue(at: now) { taken += waiting.removeValue(forKey: due.key).map { [$0] } ?? [] }
        return taken
    }

    /// Keeps something back until this moment.
    mutating func wait(_ news: News, until moment: Instant) {
        waiting[news.author.compact.prefix] = news
        waits.add(news.author.compact.prefix, at: moment)
    }

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
