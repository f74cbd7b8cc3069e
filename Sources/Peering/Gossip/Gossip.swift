import Keys
import OrderedCollections
import Wire

/// How beats spread: Plumtree (Leitão, Pereira and Rodrigues, "Epidemic Broadcast Trees", SRDS 2007). A new beat is
/// sent at once over the eager links and announced over the others; who gets it twice prunes the link, who hears only
/// the announcement grafts it. What is missing is remembered here, with those who announced it.
struct Gossip: Sendable {
    /// Beats admitted while the present event is handled, to be passed on at its end.
    private(set) var news: [News] = []
    private var missing: OrderedDictionary<AuthorPrefix, Missing> = [:]
    private var checking: Set<CheckKey> = []

    struct News: Hashable {
        let author: PublicKey
        let source: LinkID
        let withProfile: Bool
    }

    struct Missing: Hashable {
        var stamp: UInt64
        var askAt: Instant
        var sources: [LinkID]
        /// Asked for in answer to a whole list: the tree needs no repair.
        var once: Bool
    }

    /// One graft to send.
    struct Ask: Hashable {
        let link: LinkID
        var authors: [AuthorPrefix]
        let once: Bool
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
        defer { news = [] }
        return news
    }

    /// Whether this very presence is not being checked already; then it is from now on.
    mutating func beginCheck(_ presence: SignedPresence) -> Bool {
        guard checking.count < PeeringLimits.checksMax else { return false }
        return checking.insert(CheckKey(presence)).inserted
    }

    mutating func endCheck(_ presence: SignedPresence) { checking.remove(CheckKey(presence)) }

    /// Remembers that a link announced a beat that we do not hold.
    mutating func miss(_ announcement: Announcement, from link: LinkID, askAt: Instant, once: Bool) {
        if var known = missing[announcement.author] {
            known.stamp = max(known.stamp, announcement.stamp)
            if known.sources.count < PeeringLimits.sourcesMax, !known.sources.contains(link) {
                known.sources.append(link)
            }
            missing[announcement.author] = known
        } else if missing.count < PeeringLimits.missingMax {
            missing[announcement.author] = Missing(
                stamp: announcement.stamp, askAt: askAt, sources: [link], once: once)
        }
    }

    /// A beat came: it is missing no more.
    mutating func satisfy(_ author: AuthorPrefix, stamp: UInt64) {
        if let known = missing[author], known.stamp <= stamp { missing[author] = nil }
    }

    /// When something is to be asked for next.
    var nextAsk: Instant? { missing.values.lazy.map(\.askAt).min() }

    /// What is to be asked for now, gathered by link; each goes to the next of those who announced it, and is given up
    /// when all were asked in vain (the next whole list tells of it again).
    mutating func takeAsks(at now: Instant, isOpen: (LinkID) -> Bool) -> [Ask] {
        var asks: OrderedDictionary<LinkID, [Bool: [AuthorPrefix]]> = [:]
        for (author, var known) in missing where known.askAt <= now {
            known.sources.removeAll { !isOpen($0) }
            guard let link = known.sources.first else {
                missing[author] = nil
                continue
            }
            known.sources.removeFirst()
            known.askAt = now.advanced(byMS: PeeringLimits.askAgainMS)
            missing[author] = known
            asks[link, default: [:]][known.once, default: []].append(author)
        }
        return asks.flatMap { link, byOnce in
            [true, false].compactMap { once in byOnce[once].map { Ask(link: link, authors: $0, once: once) } }
        }
    }
}

extension PresenceHeader {
    /// The first eight bytes of the author's key.
    var authorPrefix: AuthorPrefix { author.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
