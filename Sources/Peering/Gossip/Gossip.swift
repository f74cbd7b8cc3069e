import Keys
import Wire

/// How beats spread: Plumtree (Leitão, Pereira and Rodrigues, "Epidemic Broadcast Trees", SRDS 2007). News is sent at
/// once over the eager links and announced over the others; who gets it twice prunes the link, who hears only the
/// announcement grafts it. In a large venue the beats that bring no news are announced over every link and asked for,
/// by ``Missing``: so nobody's place in the tree costs them more than others.
struct Gossip: Sendable {
    /// Beats admitted while the present event is handled, to be passed on at its end.
    private(set) var news: [News] = []
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
        let isUrgent: Bool
        let withProfile: Bool
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

    mutating func takeNews() -> [News] {
        let taken = news
        news.removeAll(keepingCapacity: true)
        return taken
    }

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
