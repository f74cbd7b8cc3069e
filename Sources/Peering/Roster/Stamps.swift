import Keys
import OrderedCollections
import Wire

/// The latest beat of everybody heard of in the last 30 days, also of those who left long ago: so a recording is known
/// as one, after a restart too. It says nothing of who is here, which is for ``Roster``.
struct Stamps: Sendable {
    private var items: [AuthorPrefix: Item] = [:]
    /// Who brought them.
    private var shares = Shares<IPAddress?>()
    /// What the disk does not have yet, and what it is to have no more.
    private var unwritten: OrderedSet<AuthorPrefix> = []
    private var dropped: [PublicKey] = []

    private struct Item {
        let author: PublicKey
        let bringer: IPAddress?
        /// Without its profile.
        var beat: SignedPresence
        /// When the beat was made, as far as those who passed it on told the truth, and never before it is known.
        var heard: Instant
        /// When beats of theirs came to us, the first and the latest.
        var since: Instant
        var until: Instant

        var stamp: UInt64 { beat.header.stamp }
        var spanMS: Int64 { until.milliseconds(since: since) }
    }

    init(_ kept: [KeptBeat] = [], at now: Instant) {
        for kept in kept.prefix(PeeringLimits.stampsMax) where items[kept.author.compact.prefix] == nil {
            let heard = now.advanced(byMS: -Int64(kept.presence.ageMS))
            items[kept.author.compact.prefix] = Item(
                author: kept.author, bringer: kept.bringer, beat: kept.presence, heard: heard,
                since: heard.advanced(byMS: -kept.spanMS), until: heard)
            shares.add(kept.bringer)
        }
    }

    var count: Int { items.count }

    /// The largest stamp known of somebody.
    subscript(author: AuthorPrefix) -> UInt64? { items[author]?.stamp }

    /// When the latest beat of somebody was heard.
    func heard(_ author: AuthorPrefix) -> Instant? { items[author]?.heard }

    /// Whether the latest beat of somebody tells that they are gone.
    func isOver(_ author: AuthorPrefix, at now: Instant) -> Bool {
        guard let item = items[author] else { return false }
        return item.beat.header.isOver(afterMS: now.milliseconds(since: item.heard))
    }

    /// The latest beat of somebody, if it was heard so long ago at most; it travels without its profile.
    func travelling(_ author: AuthorPrefix, withinMS: Int64, at now: Instant) -> SignedPresence? {
        guard let item = items[author] else { return nil }
        let ageMS = now.milliseconds(since: item.heard)
        return ageMS <= withinMS ? item.beat.travelling(withProfile: nil, ageMS: UInt32(clamping: ageMS)) : nil
    }

    /// Keeps a beat that was checked, unless one as late is kept.
    mutating func note(
        _ beat: SignedPresence, of author: PublicKey, heard: Instant, from bringer: IPAddress?, at now: Instant
    ) {
        let prefix = author.compact.prefix
        let bare = beat.travelling(withProfile: nil, ageMS: 0)
        if let known = items[prefix] {
            guard known.author == author, known.stamp < beat.header.stamp else { return }
            items[prefix]?.beat = bare
            items[prefix]?.heard = heard
            items[prefix]?.until = now
        } else {
            if items.count >= PeeringLimits.stampsMax { makeRoom(for: bringer) }
            items[prefix] = Item(
                author: author, bringer: bringer, beat: bare, heard: heard, since: now, until: now)
            shares.add(bringer)
        }
        unwritten.append(prefix)
    }

    /// Takes what is to be written down, and forgets whom nobody heard of for 30 days.
    mutating func takeUnwritten(at now: Instant) -> (kept: [KeptBeat], dropped: [PublicKey]) {
        let old = items.filter { now.milliseconds(since: $0.value.heard) > PeeringLimits.stampsKeptMS }
        for author in old.keys.sorted() { drop(author) }
        let kept = unwritten.compactMap { author in
            items[author].map { item in
                let ageMS = UInt32(clamping: now.milliseconds(since: item.heard))
                return KeptBeat(
                    author: item.author, presence: item.beat.travelling(withProfile: nil, ageMS: ageMS),
                    spanMS: item.spanMS, bringer: item.bringer)
            }
        }
        defer {
            unwritten = []
            dropped = []
        }
        return (kept, dropped)
    }

    /// Whether anything is to be written down.
    var isUnwritten: Bool { !unwritten.isEmpty || !dropped.isEmpty }

    /// Of the neighbour who brought most some go, so many at once that the search costs each newcomer little: those who
    /// were here for the shortest time, and of these whoever was heard longest ago. So whoever invents attendees loses
    /// their own.
    private mutating func makeRoom(for bringer: IPAddress?) {
        let loser = shares.loser(to: bringer) ?? bringer
        let theirs = items.filter { $0.value.bringer == loser }.sorted { left, right in
            (left.value.spanMS, left.value.heard, left.key) < (right.value.spanMS, right.value.heard, right.key)
        }
        for (author, _) in theirs.prefix(max(1, theirs.count / 16)) { drop(author) }
    }

    private mutating func drop(_ author: AuthorPrefix) {
        guard let item = items.removeValue(forKey: author) else { return }
        shares.remove(item.bringer)
        unwritten.remove(author)
        dropped.append(item.author)
    }
}

extension SignedPresence {
    /// Whether its author is gone by what the sender says.
    var isOver: Bool { header.isOver(afterMS: Int64(ageMS)) }
}

extension PresenceHeader {
    /// Whether nobody is here by a beat of this age: they said goodbye, or missed too many since.
    func isOver(afterMS ageMS: Int64) -> Bool {
        leaving || ageMS >= PeeringLimits.goneBeats * Int64(intervalMS) + PeeringLimits.beatGraceMS
    }
}
